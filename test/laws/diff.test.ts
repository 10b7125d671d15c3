/** Do the laws of the comparison hold for every real export? Nothing from nothing, both directions alike, one edit is one change. */

import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffRealms } from '../../src/diff/diff-realms.ts';
import { effectiveRealm } from '../../src/diff/effective.ts';
import { newSeals } from '../../src/diff/seal-secret.ts';
import { emptyObject, isArray, isObject } from '../../src/json/object.ts';
import { canonicalText } from '../../src/json/print.ts';
import type { Change, ComparedRealm, Json, JsonObject, Path, PathKey, Place } from '../../src/model.ts';
import { normalizeRealm } from '../../src/normalize/normalize-realm.ts';
import { printNormalForm } from '../../src/normalize/print-normal-form.ts';
import { isSealed } from '../../src/normalize/seal.ts';
import { readSource } from '../../src/read/read-source.ts';
import { loadTables } from '../../src/tables/load.ts';
import { GOOD_EXPORTS, isSampled, OWN } from '../exports.ts';
import { mutate } from './mutate.ts';
import { diceFrom } from './shuffle.ts';

const tables = loadTables();
const seals = newSeals();
const RUN = { seed: 20240611, numRuns: process.env.LAWS === 'all' ? 6 : 3 };

async function realmsOf(name: string, content: string | Uint8Array) {
  return (await readSource({ name, content })).realms;
}

async function compared(file: string): Promise<readonly ComparedRealm[]> {
  return (await realmsOf(file, fs.readFileSync(file))).map((realm) => effectiveRealm(realm, file, tables, { seals }));
}

const changesOf = (before: ComparedRealm, after: ComparedRealm) => diffRealms(before, after, tables).changes;

describe('law 4: nothing comes from nothing', () => {
  // Every second file against itself and its normal form; every fourth with defaults written, too: they differ in few lines.
  const files = GOOD_EXPORTS.map((each, index) => ({ ...each, index })).filter(({ index }) => isSampled(index, 2));
  it.each(files.map((each) => ({ ...each, isWhole: each.index % 4 === 0 })))('$name', async ({ file, isWhole }) => {
    const realms = await realmsOf(file, fs.readFileSync(file));
    for (const realm of realms) {
      const before = effectiveRealm(realm, file, tables, { seals });
      expect(changesOf(before, before)).toEqual([]);
      for (const defaults of isWhole ? (['strip', 'keep'] as const) : (['strip'] as const)) {
        const { realm: normal } = normalizeRealm(realm, tables, { defaults, secrets: 'mask', users: 'keep' });
        const [again] = await realmsOf('normal.json', printNormalForm(normal, tables));
        if (again === undefined) throw new Error('a normal form is a realm');
        const after = effectiveRealm(again, 'normal form', tables, { seals });
        expect(changesOf(before, after)).toEqual([]);
        if (isWhole) expect(changesOf(after, before)).toEqual([]);
      }
    }
  });
});

/** A change as it must look from the other side. */
function mirrored(change: Change): Change {
  const { kind, places } = change;
  const turned = {
    kind: kind === 'added' ? 'removed' : kind === 'removed' ? 'added' : kind,
    places: { before: places.after, after: places.before },
  } as const;
  if (change.secret) return { ...change, ...turned };
  const { before, after, namedBy: _, ...rest } = change;
  return {
    ...rest,
    ...turned,
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  };
}

/** Places are told as they lie, and a renamed entity by its new name: neither is part of the law. */
function comparable(changes: readonly Change[]): readonly string[] {
  return changes
    .map(({ places: _, ...change }) => canonicalText(JSON.parse(JSON.stringify({ ...change, ...namesOf(change) }))))
    .sort();
}

function namesOf(change: Pick<Change, 'kind' | 'entity' | 'path'>) {
  return change.kind === 'renamed' ? { entity: '', path: [] } : {};
}

function expectMirrored(before: ComparedRealm, after: ComparedRealm): void {
  const there = changesOf(before, after);
  const renamed = there.some(({ kind }) => kind === 'renamed');
  const back = changesOf(after, before);
  if (renamed) expect(back.length).toBe(there.length);
  else expect(comparable(back)).toEqual(comparable(there.map(mirrored)));
}

const own = GOOD_EXPORTS.filter(({ file }) => file.startsWith(OWN) && /\d-\w+-\w+\.json$/.test(file));
const kindOf = (file: string) => path.basename(file).replace(/^[\d.]+/, '');
const neighbours = own.flatMap(({ file, name }) => {
  const next = own
    .slice(own.findIndex((each) => each.file === file) + 1)
    .find((each) => kindOf(each.file) === kindOf(file));
  return next === undefined ? [] : [{ name: `${name} and ${next.name}`, files: [file, next.file] as const }];
});

describe('law 4 for exports that were changed at random', () => {
  const files = GOOD_EXPORTS.filter(({ name }) => /(26\.7\.3|24\.0\.5|18\.0\.2)-(rich|master)/.test(name));
  it.each(files)('$name', async ({ file }) => {
    const value: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    const [whole] = await compared(file);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9999), { minLength: 7, maxLength: 7 }), async (random) => {
        const { value: changed, what } = mutate(value, diceFrom(random));
        const [realm] = await realmsOf('changed.json', JSON.stringify(changed));
        if (realm === undefined || whole === undefined) return;
        const after = effectiveRealm(realm, file, tables, { seals });
        const { realm: normal } = normalizeRealm(realm, tables);
        const [again] = await realmsOf('normal.json', printNormalForm(normal, tables));
        if (again === undefined) throw new Error('a normal form is a realm');
        expect(changesOf(after, effectiveRealm(again, 'normal form', tables, { seals })), what).toEqual([]);
        expectMirrored(whole, after);
      }),
      RUN,
    );
  });
});

describe('a partial export of a realm and a full one are no change', () => {
  const full = own.filter(({ name }) => name.includes('rich-full'));
  it.each(full)('$name', async ({ file }) => {
    const [whole, part] = [await compared(file), await compared(file.replace('rich-full', 'rich-partial'))];
    if (whole[0] === undefined || part[0] === undefined) throw new Error('no realm');
    expect(changesOf(whole[0], part[0])).toEqual([]);
    expect(changesOf(part[0], whole[0])).toEqual([]);
  });
});

describe('law 4: both directions tell the same', () => {
  it.each(neighbours)('$name', async ({ files }) => {
    const [before, after] = [await compared(files[0]), await compared(files[1])];
    if (before[0] === undefined || after[0] === undefined) throw new Error('no realm');
    expectMirrored(before[0], after[0]);
  });
});

interface Leaf {
  readonly path: Path;
  readonly value: string | number | boolean;
}

/** What names an entity or another place, and what other values decide: changing it is more than one change, or none. */
const NAMES = new Set([
  'realm',
  'keycloakVersion',
  '$realmdiff',
  'otpSupportedApplications',
  'flowAlias',
  'priority',
  'alias',
  'path',
]);
const FLOW_PARTS = new Set(['authenticatorConfig', 'authenticatorFlow', 'topLevel']);

function leavesOf(value: Json, place: Place, at: readonly PathKey[] = []): readonly Leaf[] {
  if (isArray(value)) return value.flatMap((each, index) => leavesOf(each, place.child('0', value), [...at, index]));
  if (!isObject(value))
    return isLeaf(value) && (place.sets ?? place.delimited) === undefined ? [{ path: at, value }] : [];
  const identity = place.section?.identity ?? [];
  return Object.keys(value).flatMap((key) => {
    const isName = NAMES.has(key) || (at[0] === 'authenticationFlows' && FLOW_PARTS.has(key));
    const below = place.child(key, value);
    const isSetting = !identity.includes(key) && !isName && (below.sets ?? below.delimited) === undefined;
    return isSetting ? leavesOf(value[key] ?? null, below, [...at, key]) : [];
  });
}

function isLeaf(value: Json): value is Leaf['value'] {
  return (typeof value === 'string' && !isSealed(value)) || typeof value === 'number' || typeof value === 'boolean';
}

function edited({ value }: Leaf): Json {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}, edited`;
}

function withValue(value: Json, [key, ...rest]: Path, next: Json): Json {
  if (key === undefined) return next;
  if (isArray(value)) return value.map((each, index) => (index === key ? withValue(each, rest, next) : each));
  if (!isObject(value)) return value;
  return Object.assign(emptyObject(), value, { [key]: withValue(value[key] ?? null, rest, next) });
}

/** Members of sets, client scopes of policies and other elements that have no name but their value. */
const isInList = ({ path: at }: Leaf) => typeof at.at(-1) === 'number';
const isSkipped = (leaf: Leaf) => isInList(leaf) && leaf.path[0] !== 'components';

describe('one edit is one change', () => {
  const files = own.filter(({ name }) => /(26\.7\.3|24\.0\.5|18\.0\.2)-rich/.test(name));
  it.each(files)('$name', async ({ file }) => {
    const [before] = await compared(file);
    if (before === undefined) throw new Error('no realm');
    const leaves = leavesOf(before.data, tables.root).filter(
      (leaf) => !isSkipped(leaf) && !NOT_ONE.test(leaf.path.join('/')),
    );
    expect(leaves.length).toBeGreaterThan(1000);
    await fc.assert(
      fc.asyncProperty(fc.nat(leaves.length - 1), async (index) => {
        const leaf = leaves[index];
        if (leaf === undefined) return;
        const data = withValue(before.data, leaf.path, edited(leaf)) as JsonObject;
        const changes = changesOf(before, { ...before, data });
        expect(
          changes.map(({ kind }) => kind),
          leaf.path.join('/'),
        ).toEqual(['changed']);
        expectMirrored(before, { ...before, data });
      }),
      { ...RUN, numRuns: 4 * RUN.numRuns },
    );
  });
});

describe('up to ten edits are found, each once, and nothing else', () => {
  const files = own.filter(({ name }) => /(26\.7\.3|24\.0\.5)-rich-full/.test(name));
  it.each(files)('$name', async ({ file }) => {
    const [before] = await compared(file);
    if (before === undefined) throw new Error('no realm');
    const leaves = leavesOf(before.data, tables.root).filter(
      (leaf) => !isSkipped(leaf) && !NOT_ONE.test(leaf.path.join('/')),
    );
    const edit = (data: Json, leaf: Leaf): Json => withValue(data, leaf.path, edited(leaf));
    const changesAfter = (data: Json) => comparable(changesOf(before, { ...before, data: data as JsonObject }));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(leaves.length - 1), { minLength: 2, maxLength: 10 }), async (indices) => {
        const chosen = indices.flatMap((index) => leaves[index] ?? []);
        const one = chosen.flatMap((leaf) => changesAfter(edit(before.data, leaf)));
        expect(changesAfter(chosen.reduce<Json>(edit, before.data))).toEqual(one.sort());
      }),
      RUN,
    );
  });
});

/** Credentials are secrets as a whole; a config may serve two executions, and is told with each of them. */
const NOT_ONE = /credentials|^(defaultRole|adminPermissionsClient|authenticatorConfig)\//;
