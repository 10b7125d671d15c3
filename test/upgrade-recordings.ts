/** What did real servers make of realms when they started on an older one's database? Reads `fixtures/upgrades/`. */

import fs from 'node:fs';
import path from 'node:path';
import rfc6902 from 'rfc6902';
import type { Json, Realm } from '../src/model.ts';
import { readSource } from '../src/read/read-source.ts';

/** One realm before a server of another version started on its database, and after it. */
export interface Hop {
  /** `18.0.2-to-26.7.3.json acme 24.0.5 -> 25.0.6`. */
  readonly name: string;
  readonly realm: string;
  readonly from: string;
  readonly to: string;
  readonly before: Json;
  readonly after: Json;
  /** After admin calls on the newer server, where there were some. */
  readonly edited?: { readonly after: Json; readonly calls: readonly string[] };
}

interface Stop {
  readonly version: string;
  readonly realms?: { readonly [realm: string]: Json };
  readonly patches?: { readonly [realm: string]: Json };
  /** What was called at the last stop, beside the upgrade. */
  readonly edits?: readonly string[];
}

export const UPGRADES = 'fixtures/upgrades';

/** Every hop that was recorded, in the order of the ways. */
export function recordedHops(): readonly Hop[] {
  hops ??= readHops();
  return hops;
}

let hops: readonly Hop[] | undefined;

function readHops(): readonly Hop[] {
  return fs
    .readdirSync(UPGRADES)
    .filter((name) => name.includes('-to-'))
    .sort()
    .flatMap((name) => hopsOf(name, JSON.parse(fs.readFileSync(path.join(UPGRADES, name), 'utf8'))));
}

function hopsOf(name: string, stops: readonly Stop[]): readonly Hop[] {
  const [first, ...later] = stops;
  const hops: Hop[] = [];
  let before = first?.realms ?? {};
  let from = first?.version ?? '';
  for (const { version: to, patches = {}, edits } of later) {
    const after = Object.fromEntries(
      Object.entries(patches).map(([realm, patch]) => [realm, patched(before[realm] ?? null, patch)]),
    );
    if (edits !== undefined) return hops.map((hop) => (hop.to === to ? withEdits(hop, after, edits) : hop));
    for (const realm of Object.keys(after))
      hops.push({
        name: `${name} ${realm} ${from} -> ${to}`,
        realm,
        from,
        to,
        before: before[realm] ?? null,
        after: after[realm] ?? null,
      });
    [before, from] = [after, to];
  }
  return hops;
}

function withEdits(hop: Hop, after: { readonly [realm: string]: Json }, calls: readonly string[]): Hop {
  return { ...hop, edited: { after: after[hop.realm] ?? null, calls: hop.realm === 'acme' ? calls : [] } };
}

/** The value with a recorded patch applied. */
export function patched(value: Json, patch: Json): Json {
  const copy = structuredClone(value);
  const errors = rfc6902.applyPatch(copy, structuredClone(patch) as never).filter((error) => error !== null);
  if (errors.length > 0) throw new Error(`a recorded patch does not apply: ${errors[0]}`);
  return copy;
}

/** The realm of a recording, as a file of it is read. */
export async function readRealm(json: Json): Promise<Realm> {
  const { realms } = await readSource({ name: 'realm.json', content: JSON.stringify(json) });
  const [realm] = realms;
  if (realm === undefined) throw new Error('a recording holds no realm');
  return realm;
}
