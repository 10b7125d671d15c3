/** What did the user ask `restore` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { COLORS } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

/** The options as they were typed. */
export interface RawRestoreOptions {
  readonly files: readonly string[];
  readonly out: string | undefined;
  readonly secretsFrom: string | undefined;
  readonly generateSecrets: boolean;
  readonly toVersion: string | undefined;
  readonly env: string | undefined;
  readonly color: string | undefined;
}

export interface RestoreRequest {
  readonly file: string;
  /** Undefined: standard output. */
  readonly out: string | undefined;
  /** `env`, a file, or nothing. A file that is called `env` is `./env`. */
  readonly secretsFrom: string | undefined;
  readonly generateSecrets: boolean;
  /** The version that will import the file, where it is another. */
  readonly toVersion: string | undefined;
  /** The environment whose parameters take the place of their names. */
  readonly env: string | undefined;
  readonly color: ColorChoice;
}

export type ParsedRestore = { readonly request: RestoreRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const RESTORE_VALUES = {
  out: ['FILE'],
  'secrets-from': ['env', 'FILE'],
  'to-version': ['VERSION'],
  env: ['ENV'],
  color: COLORS,
};

export function parseRestore(raw: RawRestoreOptions): ParsedRestore {
  const [file, ...others] = raw.files;
  if (file === undefined) return { usage: 'give the file to restore, or - for standard input' };
  if (others.length > 0) return { usage: `one file is restored at a time, found ${raw.files.length}` };
  if (raw.out === '') return { usage: '--out needs the name of a file' };
  if (raw.secretsFrom === '') return { usage: '--secrets-from takes env or the name of a file, found ""' };
  if (file === '-' && raw.secretsFrom === '-') {
    return { usage: 'standard input holds the realm; give the secrets as env or as a file' };
  }
  const color = COLORS.find((choice) => choice === (raw.color ?? 'auto'));
  if (color === undefined) {
    return { usage: `--color takes auto, always or never, found ${JSON.stringify(raw.color)}` };
  }
  const { out, secretsFrom, generateSecrets } = raw;
  return { request: { file, out, secretsFrom, generateSecrets, toVersion: raw.toVersion, env: raw.env, color } };
}
