/** What did the user ask `normalize` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { isMadeWith } from '../../../baseline/lineage.ts';
import type { NormalizeOptions } from '../../../model.ts';
import { keyedSecrets } from '../../../normalize/keyed-secrets.ts';
import { CHOICES } from '../../../normalize/parse-options.ts';
import { nearest } from '../../../tables/nearest.ts';
import { COLORS } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

export type Mode = 'stdout' | 'write' | 'check' | 'out';
export type Format = 'json' | 'yaml';

/** The options as they were typed. */
export interface RawOptions {
  readonly files: readonly string[];
  readonly write: boolean;
  readonly check: boolean;
  readonly stdout: boolean;
  readonly out: string | undefined;
  readonly format: string | undefined;
  readonly defaults: string | undefined;
  readonly secrets: string | undefined;
  readonly users: string | undefined;
  readonly madeWith: string | undefined;
  readonly env: string | undefined;
  readonly problems: string | undefined;
  readonly color: string | undefined;
}

/** The options that a configuration may set. */
export type ConfiguredOption = 'defaults' | 'secrets' | 'users' | 'madeWith';

export interface NormalizeRequest {
  readonly files: readonly string[];
  /** Undefined when the user named none: one input then goes to standard output. */
  readonly mode: Mode | undefined;
  readonly out: string;
  readonly format: Format | undefined;
  readonly options: NormalizeOptions;
  /** Which of the options were typed: the configuration may say the others. */
  readonly given: { readonly [option in ConfiguredOption]: boolean };
  /** The environment whose parameters are named. */
  readonly env: string | undefined;
  readonly problems: 'text' | 'json';
  readonly color: ColorChoice;
}

export type ParsedRequest = { readonly request: NormalizeRequest } | { readonly usage: string };

/** The values that each option takes, the default first except for the format, which follows the input. */
export const VALUES = {
  format: ['json', 'yaml'],
  defaults: CHOICES.defaults,
  secrets: [...CHOICES.secrets, 'keyed'],
  users: CHOICES.users,
  problems: ['text', 'json'],
  color: COLORS,
} as const;

/** `secretKey` is what REALMDIFF_SECRET_KEY says. */
export function parseRequest(raw: RawOptions, secretKey = ''): ParsedRequest {
  const modes = namedModes(raw);
  const usage = [
    ...misspelled(raw),
    ...(raw.files.length === 0 ? ['give a file, a glob, a folder, or - for standard input'] : []),
    ...(modes.length > 1 ? [`--${modes.join(' and --')} exclude each other: give one`] : []),
    ...(raw.out === '' ? ['--out needs the name of a folder'] : []),
    ...(raw.madeWith !== undefined && !isMadeWith(raw.madeWith)
      ? [`--made-with takes a Keycloak version such as 22.0.5, found ${JSON.stringify(raw.madeWith)}`]
      : []),
    ...(raw.secrets === 'keyed' && secretKey === '' ? ['--secrets keyed needs a key in REALMDIFF_SECRET_KEY'] : []),
  ];
  if (usage[0] !== undefined) return { usage: usage[0] };
  return {
    request: {
      files: raw.files,
      mode: modes[0],
      out: raw.out ?? '',
      format: known('format', raw.format),
      options: {
        defaults: known('defaults', raw.defaults) ?? 'strip',
        secrets: writing(known('secrets', raw.secrets) ?? 'mask', secretKey),
        users: known('users', raw.users) ?? 'keep',
        ...(raw.madeWith !== undefined && { madeWith: raw.madeWith }),
      },
      given: {
        defaults: raw.defaults !== undefined,
        secrets: raw.secrets !== undefined,
        users: raw.users !== undefined,
        madeWith: raw.madeWith !== undefined,
      },
      env: raw.env,
      problems: known('problems', raw.problems) ?? 'text',
      color: known('color', raw.color) ?? 'auto',
    },
  };
}

function writing(secrets: ValueOf<'secrets'>, key: string): NormalizeOptions['secrets'] {
  return secrets === 'keyed' ? keyedSecrets(key) : secrets;
}

function namedModes(raw: RawOptions): readonly Mode[] {
  const isNamed = { write: raw.write, check: raw.check, stdout: raw.stdout, out: raw.out !== undefined };
  return (['write', 'check', 'stdout', 'out'] as const).filter((mode) => isNamed[mode]);
}

type ValueOf<Name extends keyof typeof VALUES> = (typeof VALUES)[Name][number];

function known<Name extends keyof typeof VALUES>(name: Name, text: string | undefined): ValueOf<Name> | undefined {
  const values: readonly ValueOf<Name>[] = VALUES[name];
  return values.find((value) => value === text);
}

const OPTIONS = ['format', 'defaults', 'secrets', 'users', 'problems', 'color'] as const;

function misspelled(raw: RawOptions): readonly string[] {
  return OPTIONS.flatMap((name) => {
    const text = raw[name];
    if (text === undefined || known(name, text) !== undefined) return [];
    const guess = nearest(text, VALUES[name]);
    const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
    return [`--${name} takes ${listed(VALUES[name])}, found ${JSON.stringify(text)}${hint}`];
  });
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
