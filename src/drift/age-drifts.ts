/** Which differences are new, which known, and which are gone? Compares a report's changes with what the last one told. */

import { namesAlong } from '../entities/address.ts';
import { printPointer } from '../json/path.ts';
import { hashOf } from '../json/sha.ts';
import type { JudgedChange, Report, Severity } from '../model.ts';
import { SEVERITIES } from '../tables/severity.ts';
import type { Drift, LastCell } from './drift.ts';
import { secondsOf } from './time.ts';

export interface Aging {
  /** `2026-12-01T08:00:00Z`. */
  readonly now: string;
  /** Seconds that a difference lasts before it counts. */
  readonly minAge: number;
  readonly last: LastCell | undefined;
}

/** A difference before anybody knows how old it is. */
export type Ageless = Pick<Drift, 'fingerprint' | 'place' | 'severity' | 'isOnce'>;

/** `rotated` are clients with another secret than when the last report looked. Only what somebody edited: what Keycloak's own versions do is no drift. A realm that no file tells of is one difference. */
export function driftsIn(
  { changes, only }: Pick<Report, 'changes' | 'only'>,
  rotated: readonly string[] = [],
): readonly Ageless[] {
  if (only !== undefined) return [{ fingerprint: shortHash(only), place: 'realm', severity: undefined }];
  return changes
    .filter(({ cause }) => cause === 'edit')
    .map((change) => ({
      ...{ fingerprint: fingerprintOf(change), place: placeOf(change), severity: worstOf(change) },
      ...(isRotation(change, rotated) && { isOnce: true }),
    }));
}

function isRotation({ section, entity, path, secret }: JudgedChange, rotated: readonly string[]): boolean {
  return secret === true && section === 'clients' && path.join() === 'secret' && rotated.includes(entity);
}

export function ageDrifts(
  differences: readonly Ageless[],
  { now, minAge, last }: Aging,
): { readonly drifts: readonly Drift[]; readonly fixed: number } {
  // What happened once and was told is over: it is neither known nor fixed.
  const lasting = (last?.drifts ?? []).filter(({ isOnce = false, state }) => !isOnce || state === 'young');
  const known = new Map(lasting.map((drift) => [drift.fingerprint, drift]));
  const drifts = differences.map((difference): Drift => {
    const earlier = known.get(difference.fingerprint);
    const since = earlier?.since ?? now;
    const isYoung = secondsOf(now) - secondsOf(since) < minAge;
    const isTold = earlier !== undefined && earlier.state !== 'young';
    return { ...difference, since, state: isTold ? 'known' : isYoung ? 'young' : 'new' };
  });
  const still = new Set(drifts.map(({ fingerprint }) => fingerprint));
  const fixed = [...known.values()].filter(({ fingerprint, state }) => state !== 'young' && !still.has(fingerprint));
  return { drifts, fixed: fixed.length };
}

/** What the difference is, not only where: another value in the place is another difference. A secret has none to tell. */
function fingerprintOf(change: JudgedChange): string {
  const { section, entity, path, kind } = change;
  const values = change.secret === true ? [] : [change.before ?? null, change.after ?? null];
  const about = JSON.stringify([section, entity, path, kind, values], (_, each) =>
    typeof each === 'bigint' ? `${each}` : each,
  );
  return shortHash(about);
}

function shortHash(text: string): string {
  return hashOf('sha256', text).toString('hex').slice(0, 12);
}

/** As entries of the configuration name it. */
function placeOf(change: JudgedChange): string {
  return printPointer(namesAlong(change)).slice(1);
}

function worstOf({ findings }: Pick<JudgedChange, 'findings'>): Severity | undefined {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
}
