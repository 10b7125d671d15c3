/** What changed between two texts, each of which holds one realm, and what does it mean? */

import { classify } from '../src/classify/classify.ts';
import { diffRealms } from '../src/diff/diff-realms.ts';
import { effectiveRealm } from '../src/diff/effective.ts';
import { newSeals } from '../src/diff/seal-secret.ts';
import type { Change, ComparedRealm, Finding } from '../src/model.ts';
import { readSource } from '../src/read/read-source.ts';
import { loadTables } from '../src/tables/load.ts';
import { loadRules } from '../src/tables/load-rules.ts';

const seals = newSeals();

/** The last few: a chain of calls asks for each state twice. */
const known = new Map<string, Promise<ComparedRealm>>();

function effectiveOf(text: string): Promise<ComparedRealm> {
  const found = known.get(text) ?? read(text);
  known.set(text, found);
  const [oldest] = known.keys();
  if (known.size > 8 && oldest !== undefined) known.delete(oldest);
  return found;
}

async function read(text: string): Promise<ComparedRealm> {
  const [realm] = (await readSource({ name: 'realm.json', content: text })).realms;
  if (realm === undefined) throw new Error('the text holds no realm');
  return effectiveRealm(realm, 'realm.json', loadTables(), { seals });
}

export async function changesBetween(before: string, after: string): Promise<readonly Change[]> {
  return diffRealms(await effectiveOf(before), await effectiveOf(after), loadTables()).changes;
}

/** What the rules of the catalogue say of it, in the order of the changes. */
export async function findingsBetween(before: string, after: string): Promise<readonly Finding[]> {
  const [old, now] = [await effectiveOf(before), await effectiveOf(after)];
  const { changes } = classify(diffRealms(old, now, loadTables()).changes, old, now, RULES);
  return changes.flatMap(({ findings }) => findings);
}

const RULES = loadRules().rules;
