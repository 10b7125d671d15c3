/** What did the user ask `diff` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import type { Severity } from '../model.ts';
import { FORMATS, type FormatName } from '../report/formats.ts';
import { nearest } from '../tables/nearest.ts';
import type { ColorChoice } from './theme.ts';

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
  /** `SECTION` or `SECTION/ENTITY`; empty: everything. */
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
  readonly color: ColorChoice;
}

export type ParsedDiff = { readonly request: DiffRequest } | { readonly usage: string };

const SEVERITIES = ['high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];
const COLORS = ['auto', 'always', 'never'] as const satisfies readonly ColorChoice[];

/** What help shows as the value of an option. */
export const DIFF_VALUES = {
  format: FORMATS,
  out: ['FILE'],
  'fail-on': SEVERITIES,
  only: ['SECTION', 'SECTION/ENTITY'],
  pair: ['FROM=TO'],
  rules: ['DIR'],
  config: ['FILE'],
  target: ['NAME'],
  color: COLORS,
};

export function parseDiff(raw: RawDiffOptions): ParsedDiff {
  const [from, to, ...others] = raw.words;
  if (from === undefined || to === undefined) return { usage: 'give two sources: realmdiff diff FROM TO' };
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
  const { out, exitCode, onlyDeclared, showFolded, rules, config, target } = raw;
  return {
    request: {
      ...{ from, to, out, exitCode, onlyDeclared, showFolded, rules, config, target },
      format: format.value,
      failOn: failOn.value,
      only: raw.only ?? [],
      pairs: pairs.map(([a = '', b = '']) => [a, b] as const),
      color: color.value,
    },
  };
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
