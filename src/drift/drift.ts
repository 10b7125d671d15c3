/** What is a drift report made of? A cell for each realm and environment, and its differences with their age. Types only. */

import type { Report, Severity } from '../model.ts';
import type { SecretTimes } from './secret-times.ts';

/** One difference that is not allowed, and since when it is there. */
export interface Drift {
  /** Twelve hex digits, the same in every run until the difference becomes another one. */
  readonly fingerprint: string;
  /** `section/entity/path`. */
  readonly place: string;
  /** When a report first had it: `2026-12-01T08:00:00Z`. */
  readonly since: string;
  /** `young`: not yet as old as --min-age; `new`: told for the first time; `known`: an earlier report told it. */
  readonly state: 'young' | 'new' | 'known';
  /** Of its worst finding. */
  readonly severity: Severity | undefined;
  /** It happened and does not last, such as a secret that was made anew: told once, and nothing that anybody fixes. */
  readonly isOnce?: boolean;
}

/** One realm in one environment, as a JSON report remembers it. */
export interface RememberedCell {
  readonly realm: string;
  readonly environment: string;
  /** Why the realm could not be read: one line. */
  readonly failure: string | undefined;
  readonly drifts: readonly Drift[];
  /** Differences of the last report that are gone. */
  readonly fixed: number;
  /** What the account was not let see, in sentences. */
  readonly notVerified: readonly string[];
  /** When the realm was last read: now, or what the last report said. */
  readonly lastRead: string | undefined;
  readonly secretTimes: SecretTimes;
}

export interface Cell extends RememberedCell {
  /** Undefined where the realm could not be read. */
  readonly report: Report | undefined;
}

/** A whole report. */
export interface DriftReport {
  /** When it was made: `2026-12-01T08:00:00Z`. */
  readonly at: string;
  readonly cells: readonly Cell[];
  /** Realms of the files that no environment names. */
  readonly notChecked: readonly string[];
}

/** What an earlier report said of one cell. */
export interface LastCell {
  readonly drifts: readonly Drift[];
  readonly lastRead: string | undefined;
  readonly secretTimes: SecretTimes;
}

/** By environment and realm. */
export type LastReport = ReadonlyMap<string, LastCell>;

export function cellKey(environment: string, realm: string): string {
  return JSON.stringify([environment, realm]);
}
