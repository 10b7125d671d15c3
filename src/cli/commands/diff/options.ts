/** What did the user ask `diff` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { isAbsolute, relative } from 'node:path';
import { FORMATS_OF, type FormatName } from '../../../report/formats.ts';
import { THRESHOLDS, type Threshold } from '../../../tables/severity.ts';
import { COLORS, choose, chooseCount, choosePairs, emptyOption } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

/** The options as they were typed. */
export interface RawDiffOptions {
  readonly words: readonly string[];
  readonly format: string | undefined;
  readonly out: string | undefined;
  readonly failOn: string | undefined;
  readonly maxFindings: string | undefined;
  readonly all: boolean;
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

/** What is asked for where nobody says anything: for other commands that compare. */
export const PLAIN_DIFF: Omit<RawDiffOptions, 'words'> = {
  ...{ format: undefined, out: undefined, failOn: undefined, maxFindings: undefined, only: undefined },
  ...{ pair: undefined, rules: undefined, config: undefined, target: undefined, color: undefined },
  ...{ all: false, exitCode: false, onlyDeclared: false, showFolded: false, showUnchanged: false },
  ...{ quiet: false, stat: false },
};

export interface DiffRequest {
  readonly from: string;
  readonly to: string;
  readonly format: FormatName;
  /** Undefined: standard output. */
  readonly out: string | undefined;
  readonly failOn: Threshold | undefined;
  /** More findings than this fail; undefined: any number is fine. */
  readonly maxFindings: number | undefined;
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
  /** What was wrong before and still is, too. */
  readonly isAll: boolean;
  /** How many changes of each kind a section has, instead of the changes. */
  readonly isStat: boolean;
  readonly color: ColorChoice;
}

export type ParsedDiff = { readonly request: DiffRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const DIFF_VALUES = {
  format: FORMATS_OF.diff,
  out: ['FILE'],
  'fail-on': THRESHOLDS,
  'max-findings': ['N'],
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
  const empty = emptyOption({ out: raw.out, rules: raw.rules, config: raw.config });
  if (empty !== undefined) return { usage: empty };
  const pairs = choosePairs(raw.pair, 'FROM=TO');
  if ('usage' in pairs) return pairs;
  const format = choose('format', raw.format ?? 'terminal', FORMATS_OF.diff);
  const failOn = raw.failOn === undefined ? { value: undefined } : choose('fail-on', raw.failOn, THRESHOLDS);
  const maxFindings = chooseCount('max-findings', raw.maxFindings);
  const color = choose('color', raw.color ?? 'auto', COLORS);
  for (const choice of [format, failOn, color, maxFindings]) if ('usage' in choice) return choice;
  if ('usage' in format || 'usage' in failOn || 'usage' in color || 'usage' in maxFindings) return { usage: '' };
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
      maxFindings: maxFindings.value,
      isAll: raw.all,
      only: raw.only ?? [],
      pairs: pairs.value,
      color: color.value,
    },
  };
}

/** A file as git's HEAD has it, whatever folder the command runs in. */
function inHead(file: string): string {
  const path = isAbsolute(file) ? relative('.', file) : file;
  return `HEAD:./${path.replaceAll('\\', '/').replace(/^\.\//, '')}`;
}
