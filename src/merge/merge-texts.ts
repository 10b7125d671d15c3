/** What does git's merge of a realm file give? Three texts become one, or one with conflicts; or a reason why a merge of lines is better. */

import { printPointer } from '../json/path.ts';
import type { Realm, Source, Tables } from '../model.ts';
import { readSource } from '../read/read-source.ts';
import type { Broken } from './broken.ts';
import { conflictText } from './conflict-text.ts';
import { rawMerge } from './merge-raw.ts';
import {
  brokenIn,
  isSameRealm,
  type MergeChoice,
  type MergedRealm,
  type MergeVersions,
  mergeRealms,
  type ThreeRealms,
  versionsOf,
} from './merge-realms.ts';
import type { Conflict, Preferred } from './merge-values.ts';
import { printLike } from './print-like.ts';
import { type Language, printAs, renderNormalForm } from './render-normal-form.ts';

export interface MergeTexts {
  /** An empty text where both sides added the file. */
  readonly base: Source;
  readonly ours: Source;
  readonly theirs: Source;
}

export interface MergeMarkers {
  readonly size: number;
  readonly ours: string;
  readonly theirs: string;
  /** With what was there before, too: `merge.conflictStyle` asks for it. */
  readonly base?: string;
}

export type MergedText =
  | { readonly kind: 'clean' | 'conflict'; readonly text: string; readonly told: readonly string[] }
  /** Nothing is merged: a sentence that says why. Doubtful: somebody has to look, also where lines merge. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isDoubtful?: boolean };

/** Never throws for what the texts hold. */
export async function mergeTexts(texts: MergeTexts, markers: MergeMarkers, tables: Tables): Promise<MergedText> {
  const isAdded = textOf(texts.base).trim() === '';
  const [base, left, right] = await Promise.all([
    isAdded ? undefined : realmIn(texts.base, tables),
    realmIn(texts.ours, tables),
    realmIn(texts.theirs, tables),
  ]);
  const refused = [base, left, right].find((each) => typeof each === 'string');
  if (typeof refused === 'string') return { kind: 'refused', reason: refused };
  if (!isRealm(left) || !isRealm(right)) return { kind: 'refused', reason: 'no realm' };
  const three: ThreeRealms = { base: isRealm(base) ? base : undefined, left, right };
  const versions = versionsOf(three, tables);
  const print = printerFor(three, versions, textOf(texts.ours), tables);
  const first = mergeRealms(versions, tables, { prefer: 'left' });
  const broken = brokenIn(first.realm, versions, tables);
  const told = tell(first.conflicts, broken, versions);
  if (first.conflicts.length + broken.length === 0) {
    const text = print(first, { prefer: 'left' });
    const [again] = (await readSource({ name: texts.ours.name, content: text })).realms;
    const isRight = again !== undefined && isSameRealm(again, first.realm, tables);
    return isRight
      ? { kind: 'clean', text, told }
      : { kind: 'refused', reason: 'the merged text does not read back as the merged realm', isDoubtful: true };
  }
  const isWhole = wholeEntities(broken, versions);
  const side = (prefer: Preferred) => print(mergeRealms(versions, tables, { prefer, isWhole }), { prefer, isWhole });
  return {
    kind: 'conflict',
    text: conflictText(side('left'), side('right'), markers, markers.base === undefined ? undefined : side('base')),
    told,
  };
}

function languageOf({ origins }: Realm): Language {
  return origins[0]?.document.format === 'yaml' ? 'yaml' : 'json';
}

function isRealm(value: Realm | string | undefined): value is Realm {
  return typeof value === 'object';
}

function textOf({ content }: Source): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** The one realm of a file, or why there is none that could be merged. In YAML only what we wrote: comments would be lost. */
async function realmIn(source: Source, tables: Tables): Promise<Realm | string> {
  const { realms, failures, container } = await readSource(source);
  const [realm, ...more] = realms;
  const [failure] = failures;
  if (realm === undefined) return failure?.message ?? 'no realm';
  if (more.length > 0 || container !== 'realm') return 'a file that holds more than one realm, or wraps it';
  if (languageOf(realm) === 'json') return realm;
  const isOurs = realm.isNormalForm && printAs(realm, 'yaml', tables) === textOf(source);
  return isOurs ? realm : 'YAML that realmdiff did not write as it is';
}

type Print = (merged: MergedRealm, choice: MergeChoice) => string;

/** A normal form where one side is one; else our text with what is different. */
function printerFor(three: ThreeRealms, { renames }: MergeVersions, ours: string, tables: Tables): Print {
  const { left, right } = three;
  if (left.isNormalForm || right.isNormalForm)
    return ({ realm }) => renderNormalForm(realm, three, languageOf(left), tables);
  const merge = rawMerge({ ...three, renames }, tables);
  return (_, choice) => printLike(ours, left.data, merge(choice));
}

/** What has no place of its own where both sides could stand: then a whole entity is ours, or theirs. */
function wholeEntities(
  broken: readonly Broken[],
  { renamedTwice }: MergeVersions,
): NonNullable<MergeChoice['isWhole']> {
  const wanted = new Set(broken.map(({ entity }) => printPointer(entity)));
  const isRenamed = (section: string, name: string) =>
    renamedTwice.some((each) => each.section === section && each.names.includes(name));
  return (section, path) => wanted.has(printPointer(path)) || isRenamed(section.name, String(path.at(-1)));
}

function tell(
  conflicts: readonly Conflict[],
  broken: readonly Broken[],
  { renames }: MergeVersions,
): readonly string[] {
  const WORDS = {
    value: 'both sides set it',
    deleted: 'one side removed it, the other changed it',
    order: 'both sides decided on its order',
  };
  return [
    ...conflicts.map(({ kind, path }) => `conflict: ${printPointer(path)}: ${WORDS[kind]}`),
    ...broken.map(({ path, why }) => `conflict: ${printPointer(path)}: both sides together break it: ${why}`),
    ...[...renames.left, ...renames.right].flatMap(([section, names]) =>
      [...names].map(([from, to]) => `renamed: ${section} ${from} is now ${to}, also where the other side named it`),
    ),
  ];
}
