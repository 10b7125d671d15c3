/** Law 8: edits of different entities merge clean, in either direction, to what both edits make, byte for byte; and nothing is lost. */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTables, normalize } from '../../src/index.ts';
import { type MergedText, mergeTexts } from '../../src/merge/merge-texts.ts';
import { OWN } from '../exports.ts';

const tables = loadTables();

type Place = readonly (string | number)[];
type Tree = { [key: string]: Tree } | Tree[] | string | number | boolean | null;

/** Names, what refers to names, and what two fields state together: changing one alone is another test's matter. */
const MEANS_MORE =
  /(^|\/)(id|internalId|containerId|clientId|name|alias|username|path|realm|keycloakVersion|providerId|authenticator|flowAlias|flowId|createdTimestamp|composite|clientRole|priority|providerAlias|protocol|protocolMapper|topLevel|authenticatorFlow|type|subType|credentialData|secretData|authenticatorConfig)$|Flow$|composites|Roles|requiredActions|identityProviderAlias|identityProviderMapper|authenticationFlowBindingOverrides|kc\.|publicKey|certificate|privateKey|secret|scopeMappings|clientScopeMappings|client(s|)$|users|groups\/\d+\/|otp|default|Scopes|authorizationSettings|config\/(config|roles|clients|scopes|groups|applyPolicies|resources|users)/i;

function placesIn(tree: Tree): readonly Place[] {
  const found: Place[] = [];
  const visit = (value: Tree, at: Place): void => {
    if (typeof value !== 'object' || value === null) {
      if (typeof at.at(-1) === 'string' && value !== null && !MEANS_MORE.test(at.join('/'))) found.push(at);
      return;
    }
    for (const [key, child] of Object.entries(value)) visit(child, [...at, Array.isArray(value) ? Number(key) : key]);
  };
  visit(tree, []);
  return found;
}

/** The entity of the realm that a place is in; the place itself where it is a setting of the realm. */
function entityOf(place: Place): string {
  const index = place.findIndex((key) => typeof key === 'number');
  return place.slice(0, index < 0 ? undefined : index + 1).join('/');
}

function edited(text: string, places: readonly Place[]): string {
  const tree = JSON.parse(text);
  for (const place of places) {
    const owner = place.slice(0, -1).reduce((value, key) => value[key], tree);
    owner[String(place.at(-1))] = changed(owner[String(place.at(-1))]);
  }
  return `${JSON.stringify(tree, null, 2)}\n`;
}

function changed(value: Tree): Tree {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 7;
  if (value === 'true' || value === 'false') return value === 'true' ? 'false' : 'true';
  return typeof value === 'string' && /^\d+$/.test(value) ? String(Number(value) + 7) : `${String(value)} x`;
}

async function merge(base: string, ours: string, theirs: string): Promise<MergedText> {
  const source = (content: string) => ({ name: 'acme.json', content });
  const texts = { base: source(base), ours: source(ours), theirs: source(theirs) };
  return mergeTexts(texts, { size: 7, ours: 'ours', theirs: 'theirs' }, tables);
}

const files = fs
  .readdirSync(OWN)
  .filter((name) => /^(18\.0\.2-rich-full|24\.0\.5-rich-partial|26\.7\.3-rich-full)\./.test(name));
const RUNS = { seed: 8, numRuns: process.env.LAWS === 'all' ? 60 : 2 };

describe.each(files)('%s', (name) => {
  const text = `${JSON.stringify(JSON.parse(fs.readFileSync(path.join(OWN, name), 'utf8')), null, 2)}\n`;
  const places = placesIn(JSON.parse(text));
  const pairs = fc
    .tuple(fc.nat(places.length - 1), fc.nat(places.length - 1))
    .map(([a, b]) => [places[a] ?? [], places[b] ?? []] as const)
    .filter(([a, b]) => entityOf(a) !== entityOf(b));

  it('raw files', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([a, b]) => {
        const both = { kind: 'clean', text: edited(text, [a, b]), told: [] };
        expect(await merge(text, edited(text, [a]), edited(text, [b]))).toEqual(both);
        expect(await merge(text, edited(text, [b]), edited(text, [a]))).toEqual(both);
      }),
      RUNS,
    );
  });
  it('normal forms', async () => {
    const form = async (each: string) => (await normalize(each)).text;
    await fc.assert(
      fc.asyncProperty(pairs, async ([a, b]) => {
        const [base, left, right] = [await form(text), await form(edited(text, [a])), await form(edited(text, [b]))];
        const both = { kind: 'clean', text: await form(edited(text, [a, b])), told: [] };
        expect(await merge(base, left, right)).toEqual(both);
        expect(await merge(base, right, left)).toEqual(both);
      }),
      RUNS,
    );
  });
});
