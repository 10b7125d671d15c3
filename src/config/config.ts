/** What may `.realmdiff.yaml` say? The nouns of the configuration. Types only. */

import type { NormalizeOptions, Path, Severity } from '../model.ts';
import type { Guard } from '../rule-rows.ts';
import type { Threshold } from '../tables/severity.ts';
import type { Parameters } from './parameters.ts';

export interface Config {
  /** The file, as people name it. */
  readonly file: string;
  /** Globs of the realm files that a repository keeps. */
  readonly files: readonly string[];
  readonly environments: { readonly [name: string]: Environment };
  /** By environment, what its parameters are there: written `$(param:host)`. */
  readonly parameters: { readonly [environment: string]: Parameters };
  readonly normalize: Partial<NormalizeOptions>;
  readonly failOn: Threshold | undefined;
  /** By rule: another severity, or nothing at all. */
  readonly rules: { readonly [id: string]: Severity | 'off' };
  /** A folder of rules, from this file's folder. */
  readonly rulesDir?: string;
  readonly guard: readonly Guard[];
  readonly ignore: readonly IgnoreEntry[];
  readonly allowDifferences: readonly AllowedDifference[];
}

/** A place where realms live: a server, or a file that was exported there. */
export interface Environment {
  /** Where `/realms` and `/admin` begin, or what stands before `/auth`. */
  readonly url?: string;
  /** The realms there. */
  readonly realms: readonly string[];
  /** A saved export, a folder or `REV:path`, from the configuration's folder. */
  readonly file?: string;
  /** Globs of the realm files that say how the realms there should be; the configuration's own files where absent. */
  readonly files?: readonly string[];
  readonly auth?: Auth;
  /** A file with the certificate (PEM) of the server's CA, from the configuration's folder. */
  readonly ca?: string;
  /** Keycloak's version, for accounts that the server does not tell it to. */
  readonly version?: string;
}

/** Who logs in. Never holds a secret: texts such as `env:KC_SECRET` name it. `realm` is where the client or user lives. */
export type Auth = { readonly realm?: string } & (
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly username: string; readonly password: string }
  | { readonly token: string }
);

/** What somebody looked at and decided not to hear of again. */
export interface IgnoreEntry {
  /** `clients/*` and so on: section, entity and path. Ignores changes; with a rule, its findings there. */
  readonly path?: string;
  /** Ignores the findings of one rule. */
  readonly rule?: string;
  /** Ignores one finding. */
  readonly fingerprint?: string;
  readonly reason: string;
  /** The last day on which it counts: `2026-12-01`. */
  readonly until?: string;
  /** Where the entry stands in the file. */
  readonly at: Path;
  readonly line?: number;
}

/** A difference that two environments are meant to have. */
export interface AllowedDifference {
  readonly between: readonly [string, string];
  readonly path: string;
  readonly reason: string;
}
