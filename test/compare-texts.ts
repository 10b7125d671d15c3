/** What changed between two texts, each of which holds one realm? */

import { diffRealms } from '../src/diff/diff-realms.ts';
import { effectiveRealm } from '../src/diff/effective.ts';
import { newSeals } from '../src/diff/seal-secret.ts';
import type { Change, ComparedRealm } from '../src/model.ts';
import { readSource } from '../src/read/read-source.ts';
import { loadTables } from '../src/tables/load.ts';

const seals = newSeals();

export async function effectiveOf(text: string, name: string): Promise<ComparedRealm> {
  const [realm] = (await readSource({ name: `${name}.json`, content: text })).realms;
  if (realm === undefined) throw new Error('the text holds no realm');
  return effectiveRealm(realm, name, loadTables(), { seals });
}

export async function changesBetween(before: string, after: string): Promise<readonly Change[]> {
  return diffRealms(await effectiveOf(before, 'before'), await effectiveOf(after, 'after'), loadTables()).changes;
}
