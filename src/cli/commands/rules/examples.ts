/** What does a rule find in its own examples? Runs them through the real comparison, or the real look at one realm. */

import { classify } from '../../../classify/classify.ts';
import { judgeRealm } from '../../../classify/states.ts';
import { parseConfig } from '../../../config/parse-config.ts';
import { diffRealms } from '../../../diff/diff-realms.ts';
import { effectiveRealm } from '../../../diff/effective.ts';
import { newSeals } from '../../../diff/seal-secret.ts';
import { isArray, isObject, property, textProperty } from '../../../json/object.ts';
import { printJson } from '../../../json/print.ts';
import type {
  Change,
  ComparedRealm,
  Finding,
  Json,
  JsonObject,
  JudgedChange,
  JudgedPlace,
  Tables,
} from '../../../model.ts';
import { readSource } from '../../../read/read-source.ts';
import type { Guard, Rule } from '../../../rule-rows.ts';
import { unknownFields } from '../lint/unknown-fields.ts';

/** A part of a realm as an example writes it; its name and everything else may be left out. */
export type Fragment = { readonly [key: string]: unknown };

/** `before` and `after` for a change; `realm` alone for a state. */
export interface Example {
  readonly name: string;
  readonly before?: Fragment;
  readonly after?: Fragment;
  readonly realm?: Fragment;
  /** Rows of `guard`, as the configuration has them. */
  readonly guard?: readonly Fragment[];
  /** The sentences of the rule, all of them. */
  readonly finds: readonly string[];
}

/** An example, read and compared once for all rules that are run on it. */
export interface Prepared {
  readonly example: Example;
  readonly before: ComparedRealm | undefined;
  readonly after: ComparedRealm;
  readonly changes: readonly Change[];
}

/** Rejects where a fragment is no realm. */
export async function prepareExample(example: Example, tables: Tables): Promise<Prepared> {
  const seals = newSeals();
  const compared = async (fragment: Fragment): Promise<ComparedRealm> => {
    const content = JSON.stringify({ realm: 'acme', ...fragment });
    const { realms, failures } = await readSource({ name: 'example.json', content });
    const [realm] = realms;
    if (realm === undefined) throw new Error(failures[0]?.message ?? 'no realm');
    const effective = effectiveRealm(realm, 'example.json', tables, { seals });
    return { ...effective, problems: [...effective.problems, ...unknownFields(realm, undefined, tables)] };
  };
  if (example.realm !== undefined) {
    return { example, before: undefined, after: await compared(example.realm), changes: [] };
  }
  const [before, after] = [await compared(example.before ?? {}), await compared(example.after ?? {})];
  return { example, before, after, changes: diffRealms(before, after, tables).changes };
}

/** What rules say of an example: of changes, or of the places of one realm. */
export interface Judged {
  readonly changes: readonly JudgedChange[];
  readonly states: readonly JudgedPlace[];
}

export function judgeExample({ example, before, after, changes }: Prepared, rules: readonly Rule[]): Judged {
  const guards = guardsOf(example);
  if (before === undefined) return { changes: [], states: judgeRealm(after, rules, guards) };
  return { changes: classify(changes, before, after, rules, { isKeptTold: false, guards }).changes, states: [] };
}

function guardsOf({ guard }: Example): readonly Guard[] {
  return guard === undefined ? [] : parseConfig(JSON.parse(JSON.stringify({ guard })), 'example.yaml', []).guard;
}

/** The findings of the rules in the order of the changes. */
export function findingsIn(prepared: Prepared, rules: readonly Rule[]): readonly Finding[] {
  const { changes, states } = judgeExample(prepared, rules);
  return [...changes, ...states].flatMap(({ findings }) => findings);
}

export function messagesIn(prepared: Prepared, rule: Rule): readonly string[] {
  return findingsIn(prepared, [rule]).map(({ message }) => message);
}

/** The examples of a rule's file; undefined where they are none, which a schema would tell. */
export function examplesOf(rule: Json): readonly Example[] | undefined {
  const list = property(rule, 'examples');
  if (!isArray(list)) return undefined;
  const examples = list.map(exampleOf);
  return examples.every((each) => each !== undefined) ? examples : undefined;
}

function exampleOf(json: Json): Example | undefined {
  const finds = property(json, 'finds');
  const name = textProperty(json, 'name');
  if (name === undefined || !isArray(finds) || !finds.every((each) => typeof each === 'string')) return undefined;
  const part = (key: string): JsonObject | undefined => {
    const value = property(json, key);
    return isObject(value) ? value : undefined;
  };
  const [before, after, realm, guard] = [part('before'), part('after'), part('realm'), property(json, 'guard')];
  if (realm === undefined && (before === undefined || after === undefined)) return undefined;
  return {
    name,
    finds,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(realm !== undefined && { realm }),
    ...(isArray(guard) && { guard: guard.filter(isObject) }),
  };
}

/** A fragment as people write it into a file. */
export function fragmentText(fragment: Fragment): string {
  return printJson(JSON.parse(JSON.stringify(fragment)));
}
