/** What may stand at the end of a command line? Asks the commands themselves, the rules and the configuration. */

import { dirname, join } from 'node:path';
import { TITLES } from '../../../entities/titles.ts';
import { isObject, textProperty } from '../../../json/object.ts';
import { loadTables } from '../../../tables/load.ts';
import { loadRules } from '../../../tables/load-rules.ts';
import { SCHEMAS } from '../../../tables/schemas.ts';
import { readConfig } from '../../load-config.ts';
import { optionName, parserOf } from '../../parser-of.ts';
import type { CommandClass } from '../../runnable.ts';
import { COMMANDS } from '../index.ts';

/** A word that may stand there, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

export interface Completion {
  /** Whether names of files or folders may stand there, too: the shell knows those. */
  readonly paths: 'files' | 'folders' | 'none';
  /** Those that begin as the last word does. */
  readonly words: readonly Candidate[];
  /** What the last word has in front of what is completed: `--format=`. */
  readonly prefix: string;
}

/** `words` stand behind `realmdiff`; the last one is what is typed of the word to complete. */
export async function complete(words: readonly string[]): Promise<Completion> {
  const [name = '', ...rest] = words;
  const last = words.at(-1) ?? '';
  const command = COMMANDS.get(name);
  if (words.length <= 1 || command === undefined) return begun(words.length <= 1 ? commandWords() : [], last);
  const before = rest.slice(0, -1);
  if (before.includes('--')) return { ...begun([], last), paths: 'files' };
  const [, option, value] = /^--([^=]+)=(.*)$/s.exec(last) ?? [];
  if (option !== undefined && value !== undefined)
    return { ...(await completeValue(option, value, command)), prefix: `--${option}=` };
  const asked = /^--([^=]+)$/.exec(before.at(-1) ?? '')?.[1];
  if (asked !== undefined && takesValue(name, asked)) return completeValue(asked, last, command);
  if (last.startsWith('-')) return begun(optionWords(name), last);
  return completeOperand(name, command, operandsOf(name, before), last);
}

function begun(words: readonly Candidate[], typed: string): Completion {
  return { paths: 'none', words: words.filter(({ word }) => word.startsWith(typed)), prefix: '' };
}

function commandWords(): readonly Candidate[] {
  return [...COMMANDS.keys()].map((word) => ({
    word,
    about: oneLine(parserOf(word).definitions()[0]?.description ?? ''),
  }));
}

function optionWords(name: string): readonly Candidate[] {
  const options = parserOf(name).definitions()[0]?.options ?? [];
  return options.map((option) => ({ word: optionName(option), about: oneLine(option.description ?? '') }));
}

/** clipanion shows an option that takes a value as `--out #0`. */
function takesValue(name: string, option: string): boolean {
  const options = parserOf(name).definitions()[0]?.options ?? [];
  return options.some(({ definition }) => definition === `--${option} #0`);
}

const LONGEST = 72;

function oneLine(text: string): string {
  const line = text.replaceAll('`', '').replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
}

const plain = (words: Iterable<string>): readonly Candidate[] => [...words].map((word) => ({ word, about: '' }));

/** What stands for a kind of value in the help, and is no word itself. */
const KINDS: { readonly [kind: string]: () => Pick<Completion, 'paths'> & { readonly words: readonly Candidate[] } } = {
  FILE: () => ({ paths: 'files', words: [] }),
  DIR: () => ({ paths: 'folders', words: [] }),
  POINTER: () => ({ paths: 'none', words: sectionWords('/') }),
  SECTION: () => ({ paths: 'none', words: sectionWords('') }),
  VERSION: () => ({ paths: 'none', words: plain(loadTables().baselines.versions) }),
};

/** Of words with commas between them the last one is completed. */
async function completeValue(option: string, typed: string, { values }: CommandClass): Promise<Completion> {
  const kinds = values[option] ?? [];
  if (option === 'rule') return begun(await ruleWords(), typed);
  if (option === 'env') return begun(await environmentWords('name'), typed);
  const known = kinds.flatMap((kind) => KINDS[kind] ?? []).map((kind) => kind());
  const fixed = kinds.filter((kind) => kind !== kind.toUpperCase());
  const start = fixed.length > 0 ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
  const words = [...known.flatMap(({ words }) => words), ...plain(fixed.map((word) => `${start}${word}`))];
  const [paths = 'none'] = known.map((kind) => kind.paths).filter((each) => each !== 'none');
  return { ...begun(words, typed), paths };
}

function sectionWords(end: string): readonly Candidate[] {
  return Object.entries(TITLES).map(([section, about]) => ({ word: `${section}${end}`, about }));
}

/** The words before the last one that are neither options nor their values. */
function operandsOf(name: string, before: readonly string[]): readonly string[] {
  return before.filter((word, index) => {
    const option = /^--([^=]+)$/.exec(before[index - 1] ?? '')?.[1];
    return !word.startsWith('-') && !(option !== undefined && takesValue(name, option));
  });
}

async function completeOperand(
  name: string,
  command: CommandClass,
  operands: readonly string[],
  typed: string,
): Promise<Completion> {
  const [first] = operands;
  if (command.verbs !== undefined && first === undefined) return begun(plain(command.verbs), typed);
  if (name === 'rules')
    return first === 'show' ? begun(await ruleWords(), typed) : { ...begun([], typed), paths: 'folders' };
  if (name === 'schema') return begun(first === undefined ? plain(SCHEMAS) : [], typed);
  if (command.verbs !== undefined) return begun([], typed);
  const takesPlaces = name === 'log' || name === 'blame';
  if (takesPlaces && first !== undefined) return begun(sectionWords('/'), typed);
  if (name === 'why' && first === undefined) return begun(sectionWords('/').map(rooted), typed);
  const isFolder = (name === 'split' && operands.length === 1) || (name === 'join' && operands.length === 0);
  return { ...begun(await environmentWords('file'), typed), paths: isFolder ? 'folders' : 'files' };
}

function rooted({ word, about }: Candidate): Candidate {
  return { word: `/${word.replace('roles.', 'roles/')}`, about };
}

/** With those of the repository's own folder. */
async function ruleWords(): Promise<readonly Candidate[]> {
  const read = await readConfig({ file: undefined, near: '.' });
  const folder = 'failure' in read ? undefined : read.rulesDir;
  const folders = folder === undefined || 'failure' in read ? [] : [join(dirname(read.file), folder)];
  return loadRules({ folders }).rules.map(({ id, title }) => ({ word: id, about: oneLine(title) }));
}

/** What the configuration calls the places where realms live: their names, or the files that stand for them. */
async function environmentWords(what: 'name' | 'file'): Promise<readonly Candidate[]> {
  const read = await readConfig({ file: undefined, near: '.' });
  const value = 'failure' in read ? undefined : read.parsed?.value;
  const environments = isObject(value) && isObject(value.environments ?? null) ? value.environments : undefined;
  return Object.entries(isObject(environments) ? environments : {}).flatMap(([name, environment]) => {
    const file = textProperty(environment, 'file');
    if (what === 'name') return [{ word: name, about: file ?? textProperty(environment, 'url') ?? '' }];
    return file === undefined || 'failure' in read ? [] : [{ word: join(dirname(read.file), file), about: name }];
  });
}
