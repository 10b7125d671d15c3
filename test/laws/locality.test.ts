/** Does one edit change only the lines of what it touched? What is written elsewhere must not depend on it. */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTables, type NormalizeOptions, normalizeRealm, printNormalForm, readSource } from '../../src/index.ts';
import { GOOD_EXPORTS, isSampled, textOf } from '../exports.ts';
import { changedParts } from './changed-parts.ts';
import { type Dice, diceFrom } from './shuffle.ts';

const RUN = { seed: 20261127, numRuns: 1, endOnFailure: true };
const numbers = fc.array(fc.nat(9999), { minLength: 97, maxLength: 97 });
const OPTIONS: NormalizeOptions = { defaults: 'strip', secrets: 'env', users: 'keep' };
const MUTATIONS = path.join(import.meta.dirname, '../../../shared/recordings/mutations/24.0.5');

async function normalForm(text: string): Promise<string> {
  const { realms } = await readSource({ name: 'realm.json', content: text });
  const [realm] = realms;
  if (realm === undefined) throw new Error('no realm');
  return printNormalForm(normalizeRealm(realm, loadTables(), OPTIONS).realm, loadTables());
}

type Node = Record<string, unknown>;

const listIn = (value: unknown): Node[] => (Array.isArray(value) ? value : []);

/** One edit in the words of an export, and the only parts that may change. */
interface Edit {
  readonly edit: (realm: Node, dice: Dice) => string | undefined;
}

const EDITS: { readonly [name: string]: Edit['edit'] } = {
  'a client is described': (realm, dice) => {
    const clients = listIn(realm.clients);
    const client = clients[dice(clients.length || 1)];
    if (client === undefined) return undefined;
    client.description = 'described by a test';
    return `clients/${client.clientId}`;
  },
  'a client is added': (realm) => {
    listIn(realm.clients).push({ clientId: 'new-shop', publicClient: false, secret: 'fake-one' });
    return 'clients/new-shop';
  },
  'a client of a similar name is added': (realm) => {
    listIn(realm.clients).push({ clientId: 'new_shop', publicClient: false, secret: 'fake-two' });
    return 'clients/new_shop';
  },
  'a default scope is added': (realm) => {
    const scopes = realm.defaultDefaultClientScopes;
    if (!Array.isArray(scopes) || scopes.includes('phone')) return undefined;
    scopes.push('phone');
    return 'defaultDefaultClientScopes';
  },
  'an optional scope is removed': (realm) => {
    const scopes = realm.defaultOptionalClientScopes;
    if (!Array.isArray(scopes) || scopes.length === 0) return undefined;
    scopes.shift();
    return 'defaultOptionalClientScopes';
  },
  'an execution is put first': (realm, dice) => {
    const flows = listIn(realm.authenticationFlows);
    const flow = flows[dice(flows.length || 1)];
    if (flow === undefined) return undefined;
    listIn(flow.authenticationExecutions).unshift({
      authenticator: 'deny-access',
      requirement: 'DISABLED',
      priority: -5,
    });
    return `authenticationFlows/${flow.alias}`;
  },
  'a group is added': (realm) => {
    realm.groups = [...listIn(realm.groups), { name: 'added', path: '/added', subGroups: [] }];
    return 'groups/added';
  },
  'a role is added': (realm) => {
    const roles = realm.roles as { realm?: Node[] } | undefined;
    if (!Array.isArray(roles?.realm)) return undefined;
    roles.realm.push({ name: 'added' });
    return 'roles/realm/added';
  },
  'a lifespan is changed': (realm) => {
    realm.accessTokenLifespan = 4242;
    return 'accessTokenLifespan';
  },
};

/** A list that is written at all is written whole; one that says nothing until it holds something is where it begins. */
const isIn = (part: string, touched: string): boolean =>
  part === touched || touched.startsWith(`${part}/`) || part.startsWith(`${touched}/`);

describe('law 8: one edit changes only the lines of what it touched', () => {
  const files = GOOD_EXPORTS.filter(({ file }, index) => file.endsWith('.json') && isSampled(index, 8, 1)).filter(
    ({ file }) => !textOf(file).startsWith('['),
  );
  it.each(files)('$name', async ({ file }) => {
    const text = textOf(file);
    const before = await normalForm(text);
    await fc.assert(
      fc.asyncProperty(numbers, async (random) => {
        for (const [name, edit] of Object.entries(EDITS)) {
          const realm: Node = JSON.parse(text);
          const touched = edit(realm, diceFrom(random));
          if (touched === undefined) continue;
          const changed = changedParts(before, await normalForm(JSON.stringify(realm)));
          expect(
            changed.filter((part) => !isIn(part, touched)),
            name,
          ).toEqual([]);
        }
      }),
      RUN,
    );
  });
});

describe.skipIf(!fs.existsSync(MUTATIONS))('recorded calls change no more places than they were made for', () => {
  const calls: { n: number; slug: string; expect: Node[]; alsoAllowed: Node[] }[] = fs.existsSync(MUTATIONS)
    ? JSON.parse(fs.readFileSync(path.join(MUTATIONS, 'expected.json'), 'utf8'))
    : [];
  const files = fs.existsSync(MUTATIONS) ? fs.readdirSync(MUTATIONS) : [];
  const textAfter = (n: number): string | undefined => {
    const file = files.find((each) => /^\d{3}/.test(each) && Number(each.slice(0, 3)) === n);
    return file === undefined ? undefined : fs.readFileSync(path.join(MUTATIONS, file), 'utf8');
  };
  it.each(calls)('$slug', async ({ n, slug, expect: wanted, alsoAllowed }) => {
    const [before, after] = [textAfter(n - 1), textAfter(n)];
    if (before === undefined || after === undefined) return;
    const changed = changedParts(await normalForm(before), await normalForm(after));
    // A policy is a part of its client, a sub-flow is a part of its own, and what names a renamed entity follows it.
    const entities = new Set(
      [...wanted, ...alsoAllowed].map(({ section, key }) => `${section} ${String(key).split('/')[0]}`),
    );
    const more = wanted.filter(({ section }) => section === 'flows').length + (slug.endsWith('renamed') ? 1 : 0);
    expect(changed.length).toBeLessThanOrEqual(entities.size + more);
  });
});
