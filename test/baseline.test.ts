/** Do patches over a baseline lose nothing, and is the right baseline taken? */

import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseBaseline } from '../src/baseline/choose.ts';
import { merge } from '../src/baseline/merge.ts';
import { subtract } from '../src/baseline/subtract.ts';
import { loadTables, normalizeRealm, printNormalForm, readSource } from '../src/index.ts';
import { emptyObject, isArray, isObject } from '../src/json/object.ts';
import type { Json, JsonObject } from '../src/model.ts';

const tables = loadTables();
const place = tables.root;
const fillIn = () => emptyObject();
const RUN = { seed: 20261123, numRuns: 60 };

describe('a new realm is six lines', () => {
  const recorded = fs.readdirSync('fixtures/realms').filter((name) => name.endsWith('-fresh-full.json'));
  it.each(recorded)('%s', async (name) => {
    const { realms } = await readSource({ name, content: fs.readFileSync(`fixtures/realms/${name}`) });
    const [realm] = realms;
    if (realm === undefined) throw new Error('no realm');
    const { realm: normal, problems } = normalizeRealm(realm, tables);
    expect([printNormalForm(normal, tables).split('\n').length - 1, problems]).toEqual([6, []]);
  });
});

/** Any change to a realm: something dropped, replaced, added, somewhere. Entities keep their identity. */
function mutate(value: Json, dice: () => number): Json {
  if (isArray(value)) {
    const kept = value.filter(() => dice() % 9 !== 0);
    return kept.map((element) => (dice() % 3 === 0 ? mutate(element, dice) : element));
  }
  if (!isObject(value)) return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : value;
  const result = emptyObject();
  for (const [key, child] of Object.entries(value)) {
    if (/^(alias|name|clientId|providerId|subType|protocol|client|clientScope|authenticator|flowAlias)$/.test(key)) {
      result[key] = child;
    } else if (dice() % 11 !== 0) result[key] = dice() % 3 === 0 ? mutate(child, dice) : child;
  }
  if (dice() % 7 === 0) result[`x${dice()}`] = [{ a: dice() }, []];
  return result;
}

describe('subtract and merge are inverse', () => {
  it.each(['10.0.1', '21.0.2', '26.7.3'])('over the baseline of %s', (version) => {
    const base = tables.baselines.read(version).fresh;
    fc.assert(
      fc.property(fc.array(fc.nat(9999), { minLength: 50, maxLength: 50 }), (random) => {
        let next = 0;
        const dice = (): number => random[next++ % random.length] ?? 0;
        const value = mutate(base, dice) as JsonObject;
        const options = { place, fillIn, isWhole: true, isPartial: false, isExact: true };
        const patch = subtract(value, base, options);
        const again = subtract(merge(base, patch, { place, fillIn }), base, options);
        expect(again).toEqual(patch);
        expect(sorted(merge(base, patch, { place, fillIn }))).toEqual(sorted(value));
      }),
      RUN,
    );
  });
});

/** Lists of entities as sets: where their order has no meaning, a patch does not keep it. */
function sorted(value: Json): unknown {
  if (isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}

describe('the baseline of a version', () => {
  const baselines = { ...tables.baselines, versions: ['10.0.1', '24.0.5', '26.0.8', '26.7.3'] };
  it.each([
    ['26.0.8', '26.0.8', true],
    ['26.1.0', '26.0.8', false],
    ['26.0.10', '26.0.8', false],
    ['999.0.0-SNAPSHOT', '26.7.3', false],
    ['27.0.0', '26.7.3', false],
    ['24.0.8.redhat-00001', '24.0.5', false],
    ['26.0.2', '26.0.8', false],
    ['24.0.0', '24.0.5', false],
    ['24.1.0', '24.0.5', false],
    ['26', '26.0.8', false],
    ['6', '10.0.1', false],
    ['9.0.3', '10.0.1', false],
    ['7.4.10.GA', '10.0.1', false],
    ['4.8.3.Final', '10.0.1', false],
    ['nonsense', undefined, false],
    [undefined, undefined, false],
  ])('%s', (keycloakVersion, version, isExact) => {
    expect(chooseBaseline(keycloakVersion, baselines)).toEqual({ version, isExact });
  });
});
