/** What may `.realmdiff.yaml` say? The nouns of the configuration. Types only. */

import type { NormalizeOptions, Path, Severity } from '../model.ts';
import type { Guard } from '../rule-rows.ts';
import type { Threshold } from '../tables/severity.ts';

export interface Config {
  /** The file, as people name it. */
  readonly file: string;
  /** Globs of the realm files that a repository keeps. */
  readonly files: readonly string[];
  readonly environments: { readonly [name: string]: Environment };
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

/** A place where a realm lives: a server, or a file that was exported there. */
export interface Environment {
  readonly url?: string;
  readonly realm?: string;
  readonly file?: string;
  /** Never holds a secret: texts such as `env:KC_SECRET` name it. */
  readonly auth?: { readonly clientId: string; readonly clientSecret: string };
}

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
