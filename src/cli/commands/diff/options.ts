/** What did the user ask `diff` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { isAbsolute, relative } from 'node:path';
import type { Severity } from '../../../model.ts';
import { FORMATS, type FormatName } from '../../../report/formats.ts';
import { nearest } from '../../../tables/nearest.ts';
import { SEVERITIES } from '../../../tables/severity.ts';
import { COLORS } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

/** The options as they were typed. */
export interface RawDiffOptions {
  readonly words: readonly string[];
  readonly format: string | undefined;
  readonly out: string | undefined;
  readonly failOn: string | undefined;
  readonly exitCode: boolean;
  readonly only: readonly string[] | undefined;
  readonly onlyDeclared: boolean;
  readonly pair: readonly string[] | undefined;
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly target: string | undefined;
  readonly showFolded: boolean;
  readonly showUnchanged: boolean;
  readonly quiet: boolean;
  readonly stat: boolean;
  readonly color: string | undefined;
}

export interface DiffRequest {
  readonly from: string;
  readonly to: string;
  readonly format: FormatName;
  /** Undefined: standard output. */
  readonly out: string | undefined;
  readonly failOn: Severity | undefined;
  readonly exitCode: boolean;
  /** Pointers of names; empty: everything. */
  readonly only: readonly string[];
  readonly onlyDeclared: boolean;
  /** Realms of other names that belong together. */
  readonly pairs: readonly (readonly [from: string, to: string])[];
  /** A folder of rules on top of the built-in ones. */
  readonly rules: string | undefined;
  /** The configuration file; undefined: found upwards from the second source. */
  readonly config: string | undefined;
  /** What a pull-request comment is about. */
  readonly target: string | undefined;
  /** Each change that Keycloak made, instead of a summary. */
  readonly showFolded: boolean;
  /** The names of what stayed the same, instead of how many. */
  readonly showUnchanged: boolean;
  /** No report: the exit code tells. */
  readonly isQuiet: boolean;
  /** How many changes of each kind a section has, instead of the changes. */
  readonly isStat: boolean;
  readonly color: ColorChoice;
}

export type ParsedDiff = { readonly request: DiffRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const DIFF_VALUES = {
  format: FORMATS,
  out: ['FILE'],
  'fail-on': SEVERITIES,
  only: ['POINTER'],
  pair: ['FROM=TO'],
  rules: ['DIR'],
  config: ['FILE'],
  target: ['NAME'],
  color: COLORS,
};

export function parseDiff(raw: RawDiffOptions): ParsedDiff {
  const [first, second, ...others] = raw.words;
  if (first === undefined)
    return { usage: 'give two sources: realmdiff diff FROM TO; or one file, to compare it with HEAD' };
  const [from, to] = second === undefined ? [inHead(first), first] : [first, second];
  if (second === undefined && first === '-') return { usage: 'standard input is one of two sources; give the other' };
  if (others.length > 0) return { usage: `two sources are compared, found ${raw.words.length}` };
  if (from === '-' && to === '-') return { usage: 'standard input holds one of the two; give a file for the other' };
  const empty = (
    [
      ['out', raw.out],
      ['rules', raw.rules],
      ['config', raw.config],
    ] as const
  ).find(([, value]) => value === '');
  if (empty !== undefined) return { usage: `--${empty[0]} needs a name` };
  const pairs = (raw.pair ?? []).map((text) => text.split('='));
  const wrongPair = pairs.findIndex((names) => names.length !== 2 || names.includes(''));
  if (wrongPair >= 0)
    return { usage: `--pair takes two realm names, FROM=TO, found ${JSON.stringify(raw.pair?.[wrongPair])}` };
  const format = choose('format', raw.format ?? 'terminal', FORMATS);
  const failOn = raw.failOn === undefined ? { value: undefined } : choose('fail-on', raw.failOn, SEVERITIES);
  const color = choose('color', raw.color ?? 'auto', COLORS);
  for (const choice of [format, failOn, color]) if ('usage' in choice) return choice;
  if ('usage' in format || 'usage' in failOn || 'usage' in color) return { usage: '' };
  if (raw.stat && format.value !== 'terminal')
    return { usage: '--stat is a table for the terminal: leave --format away' };
  if (raw.quiet && raw.out !== undefined) return { usage: '--quiet writes nothing: leave --out away' };
  const { exitCode, onlyDeclared, showFolded, showUnchanged, rules, config, target } = raw;
  return {
    request: {
      ...{ from, to, out: raw.out, onlyDeclared, showFolded, showUnchanged, rules, config, target },
      exitCode: exitCode || raw.quiet,
      isQuiet: raw.quiet,
      isStat: raw.stat,
      format: format.value,
      failOn: failOn.value,
      only: raw.only ?? [],
      pairs: pairs.map(([a = '', b = '']) => [a, b] as const),
      color: color.value,
    },
  };
}

/** A file as git's HEAD has it, whatever folder the command runs in. */
function inHead(file: string): string {
  const path = isAbsolute(file) ? relative('.', file) : file;
  return `HEAD:./${path.replaceAll('\\', '/').replace(/^\.\//, '')}`;
}

function choose<T extends string>(
  option: string,
  text: string,
  values: readonly T[],
): { readonly value: T } | { readonly usage: string } {
  const value = values.find((each) => each === text);
  if (value !== undefined) return { value };
  const guess = nearest(text, values);
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
  return {
    usage: `--${option} takes ${values.slice(0, -1).join(', ')} or ${values.at(-1)}, found ${JSON.stringify(text)}${hint}`,
  };
}
