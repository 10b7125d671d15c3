/** Where do rules come from? Reads the catalogue beside the built package, and a user's folder on top. Judges nothing. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareText } from '../json/compare.ts';
import { isObject, textProperty } from '../json/object.ts';
import { parseJson } from '../json/parse.ts';
import { positionAt } from '../json/positions.ts';
import type { Failure, Json } from '../model.ts';
import type { NamedList, Rule } from '../rule-rows.ts';
import { ifThere } from './find-in-rules.ts';
import { parseRule, type SpeaksOf } from './parse-rules.ts';
import { expectList, expectText, type Lists, RuleError } from './parse-tests.ts';

export interface LoadedRules {
  /** By id. */
  readonly rules: readonly Rule[];
  /** What is wrong with a user's rules. Whoever gets one should judge nothing. */
  readonly failures: readonly Failure[];
}

/** A file of a rules folder as JSON. */
export interface RuleFile {
  readonly file: string;
  readonly speaksOf: SpeaksOf;
  readonly json: Json;
}

/** The files of a rules folder: `lists.json`, `changes/*.json` and `states/*.json`. */
export interface RuleFolder {
  readonly lists: Json | undefined;
  readonly files: readonly RuleFile[];
  readonly failures: readonly Failure[];
}

const FOLDERS = { change: 'changes', state: 'states' } as const satisfies Record<SpeaksOf, string>;

/**
 * All rules, sorted by id: the catalogue, and those of each folder on top. A list of a folder replaces the one with its name;
 * a rule has an id that no other has. What is wrong in a folder is a failure; what is wrong in the catalogue is a bug, and throws.
 */
export function loadRules({ folders = [] }: { readonly folders?: readonly string[] } = {}): LoadedRules {
  const own = readCatalogue();
  let lists = parseLists(own.lists, new Map());
  const rules = new Map(own.files.map((file) => entry(parse(file, lists))));
  const failures: Failure[] = [];
  for (const folder of folders) {
    const theirs = readRuleFolder(folder);
    failures.push(...theirs.failures);
    lists = attempt(join(folder, 'lists.json'), failures, () => parseLists(theirs.lists, lists)) ?? lists;
    for (const file of theirs.files) {
      const rule = attempt(file.file, failures, () => unlike(parse(file, lists), rules));
      if (rule !== undefined) rules.set(rule.id, rule);
    }
  }
  return { rules: sorted(rules), failures };
}

function unlike(rule: Rule, others: ReadonlyMap<string, Rule>): Rule {
  if (!others.has(rule.id)) return rule;
  throw new RuleError(
    `id: there is a rule called "${rule.id}" already; give yours another name, and switch that one off under "rules" of .realmdiff.yaml`,
  );
}

function parse({ file, json, speaksOf }: RuleFile, lists: Lists): Rule {
  const rule = parseRule(json, speaksOf, lists);
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  if (name !== `${rule.id}.json`) throw new RuleError(`id: expected the name of the file, found "${rule.id}"`);
  return rule;
}

function entry(rule: Rule): readonly [string, Rule] {
  return [rule.id, rule];
}

function sorted(rules: ReadonlyMap<string, Rule>): readonly Rule[] {
  return [...rules.values()].sort((a, b) => compareText(a.id, b.id));
}

function attempt<T>(file: string, failures: Failure[], make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    failures.push({ file, message: error.message });
    return undefined;
  }
}

function parseLists(json: Json | undefined, known: Lists): Lists {
  if (json === undefined) return known;
  if (!isObject(json)) throw new RuleError('expected an object of lists');
  const lists = new Map<string, NamedList>(known);
  for (const [name, list] of Object.entries(json)) {
    if (name === '$schema') continue;
    const members = expectList(list, name).map((member) => expectText(member, name));
    lists.set(name, { name, members: new Set(members) });
  }
  return lists;
}

/** The build writes the whole catalogue into one file beside the bundle; beside the sources it is a folder. */
export function readCatalogue(): RuleFolder {
  const bundle = ifThere(() => readFileSync(fileURLToPath(new URL('./rules.json', import.meta.url)), 'utf8'));
  if (bundle !== undefined) return parseBundle(JSON.parse(bundle));
  for (const up of ['../rules', '../../rules']) {
    const folder = readRuleFolder(fileURLToPath(new URL(up, import.meta.url)));
    if (folder.files.length > 0 && folder.failures.length === 0) return folder;
  }
  throw new Error('the rules are missing from the package: install realmdiff again');
}

/** What JSON.parse returns is JSON; rules are checked one by one. */
function parseBundle(json: Json): RuleFolder {
  if (!isObject(json)) throw new Error('dist/rules.json is no catalogue: install realmdiff again');
  const files = (['change', 'state'] as const).flatMap((speaksOf) =>
    expectList(json[speaksOf], speaksOf).map((rule) => ({
      file: `${textProperty(rule, 'id')}.json`,
      speaksOf,
      json: rule,
    })),
  );
  return { lists: json.lists, files, failures: [] };
}

/** Reads a folder without looking at what the rules say. */
export function readRuleFolder(folder: string): RuleFolder {
  const failures: Failure[] = [];
  const lists = jsonIn(join(folder, 'lists.json'), failures, false);
  const named = (['change', 'state'] as const).map((speaksOf) => ({
    speaksOf,
    names: ifThere(() => readdirSync(join(folder, FOLDERS[speaksOf]))),
  }));
  if (lists === undefined && failures.length === 0 && named.every(({ names }) => names === undefined)) {
    failures.push({
      file: folder,
      message: 'expected a folder that holds changes/ or states/, each with one rule a file',
    });
  }
  const files = named.flatMap(({ speaksOf, names = [] }) =>
    names
      .filter((name) => name.endsWith('.json'))
      .sort(compareText)
      .flatMap((name) => {
        const file = join(folder, FOLDERS[speaksOf], name);
        const json = jsonIn(file, failures, true);
        return json === undefined ? [] : [{ file, speaksOf, json }];
      }),
  );
  return { lists, files, failures };
}

function jsonIn(file: string, failures: Failure[], isExpected: boolean): Json | undefined {
  const text = ifThere(() => readFileSync(file, 'utf8'));
  if (text === undefined) {
    if (isExpected) failures.push({ file, message: 'cannot be read' });
    return undefined;
  }
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if ('value' in parsed) return parsed.value;
  const { message, offset } = parsed.failure;
  failures.push({ file, message, position: positionAt(text, offset) });
  return undefined;
}
