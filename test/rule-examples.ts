/** What does a rule find in its own examples? Runs them through the real comparison. Also makes rules with one condition less. */

import fs from 'node:fs';
import path from 'node:path';
import { classify } from '../src/classify/classify.ts';
import { judgeRealm } from '../src/classify/states.ts';
import { unknownFields } from '../src/cli/commands/lint/unknown-fields.ts';
import { parseConfig } from '../src/config/parse-config.ts';
import { diffRealms } from '../src/diff/diff-realms.ts';
import { effectiveRealm } from '../src/diff/effective.ts';
import { newSeals } from '../src/diff/seal-secret.ts';
import type { Change, ComparedRealm, Finding } from '../src/model.ts';
import { readSource } from '../src/read/read-source.ts';
import type { Guard, Rule } from '../src/rule-rows.ts';
import { loadTables } from '../src/tables/load.ts';

export const RULES = path.join(import.meta.dirname, '../rules');

/** A part of a realm as an example writes it; `realm` and everything else may be left out. */
export type Fragment = { readonly [key: string]: unknown };

/** `before` and `after` for a change; `realm` alone for a state. */
export interface Example {
  readonly name: string;
  readonly before?: Fragment;
  readonly after?: Fragment;
  readonly realm?: Fragment;
  /** Rows of `guard`, as the configuration has them. */
  readonly guard?: readonly Fragment[];
  readonly finds: readonly string[];
}

/** A rule's file. */
export interface RawRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly message: string;
  readonly severity: string;
  readonly direction: string;
  readonly mirror?: string;
  readonly waiver?: string;
  readonly when: { readonly [key: string]: unknown };
  readonly examples: readonly Example[];
}

export interface RawFile {
  readonly file: string;
  readonly speaksOf: 'change' | 'state';
  readonly raw: RawRule;
}

/** Every rule as its file has it. */
export function rawRules(): readonly RawFile[] {
  return (['changes', 'states'] as const).flatMap((folder) =>
    fs
      .readdirSync(path.join(RULES, folder))
      .sort()
      .map((file) => ({
        file: path.basename(file, '.json'),
        speaksOf: folder === 'changes' ? ('change' as const) : ('state' as const),
        raw: JSON.parse(fs.readFileSync(path.join(RULES, folder, file), 'utf8')) as RawRule,
      })),
  );
}

/** An example, read and compared once for all rules that are run on it. */
export interface Prepared {
  readonly example: Example;
  readonly before: ComparedRealm | undefined;
  readonly after: ComparedRealm;
  readonly changes: readonly Change[];
}

const tables = loadTables();

export async function prepare(example: Example): Promise<Prepared> {
  if (example.realm !== undefined) {
    return { example, before: undefined, after: await compared(example.realm), changes: [] };
  }
  const [before, after] = [await compared(example.before ?? {}), await compared(example.after ?? {})];
  return { example, before, after, changes: diffRealms(before, after, tables).changes };
}

async function compared(fragment: Fragment): Promise<ComparedRealm> {
  const { realms, failures } = await readSource({
    name: 'example.json',
    content: JSON.stringify({ realm: 'acme', ...fragment }),
  });
  const [realm] = realms;
  if (realm === undefined) throw new Error(failures[0]?.message ?? 'no realm');
  const effective = effectiveRealm(realm, 'example.json', tables, { seals });
  const unknown = unknownFields(realm, undefined, tables);
  return { ...effective, problems: [...effective.problems, ...unknown] };
}

const seals = newSeals();

/** The findings of the rules in the order of the changes. */
export function findingsIn({ example, before, after, changes }: Prepared, rules: readonly Rule[]): readonly Finding[] {
  const guards = guardsOf(example);
  if (before === undefined) return judgeRealm(after, rules, guards).flatMap(({ findings }) => findings);
  return classify(changes, before, after, rules, { isKeptTold: false, guards }).changes.flatMap(
    ({ findings }) => findings,
  );
}

function guardsOf({ guard }: Example): readonly Guard[] {
  return guard === undefined ? [] : parseConfig(JSON.parse(JSON.stringify({ guard })), 'example.yaml', []).guard;
}

export function messagesIn(prepared: Prepared, rule: Rule): readonly string[] {
  return findingsIn(prepared, [rule]).map(({ message }) => message);
}

/** A condition that was taken away, and what is left of `when`. */
export interface Weaker {
  readonly without: string;
  readonly when: { readonly [key: string]: unknown };
}

/** Keys that say where to look; without them there is no rule. */
const NEEDED = new Set(['section', 'check', 'flow.isBound']);
/** Maps of conditions, each of which must be needed. */
const MAPS = new Set(['has', 'none', 'where', 'realm', 'before', 'after', 'flow']);

/** `when` without one of its conditions, or without one of several paths: as often as there is one. */
export function weakerThan(when: { readonly [key: string]: unknown }): readonly Weaker[] {
  return [...without(when, '')].map(([name, rest]) => ({ without: name, when: rest }));
}

type Bag = { readonly [key: string]: unknown };

function* without(conditions: Bag, above: string): Generator<readonly [string, Bag]> {
  for (const [key, value] of Object.entries(conditions)) {
    const name = `${above}${key}`;
    const { [key]: _, ...rest } = conditions;
    if (!NEEDED.has(name) && !(above !== '' && Object.keys(rest).length === 0)) yield [name, rest];
    if (key === 'path' && Array.isArray(value) && value.length > 1) {
      for (const path of value) {
        yield [`${name} ${path}`, { ...conditions, [key]: value.filter((each) => each !== path) }];
      }
    }
    if (isBag(value) && (MAPS.has(key) || above !== '' || Object.keys(value).length > 1)) {
      for (const [below, less] of without(value, `${name}.`)) yield [below, { ...conditions, [key]: less }];
    }
  }
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
