/** What did the user ask `accept` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { isDay } from '../../../config/day.ts';
import type { Severity } from '../../../model.ts';
import { SEVERITIES } from '../../../tables/severity.ts';
import { choose } from '../../options.ts';
import { DIFF_VALUES, type DiffRequest, PLAIN_DIFF, parseDiff } from '../diff/options.ts';
import { type LintRequest, parseLint } from '../lint/options.ts';

export interface RawAcceptOptions {
  readonly words: readonly string[];
  readonly reason: string | undefined;
  readonly until: string | undefined;
  readonly severity: string | undefined;
  readonly pair: readonly string[] | undefined;
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly color: string | undefined;
}

export interface AcceptRequest {
  /** What is compared, or looked at alone. */
  readonly of: { readonly diff: DiffRequest } | { readonly lint: LintRequest };
  readonly reason: string;
  readonly until: string | undefined;
  /** Less severe findings are left alone. */
  readonly severity: Severity;
}

export type ParsedAccept = { readonly request: AcceptRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const ACCEPT_VALUES = {
  reason: ['TEXT'],
  until: ['DAY'],
  severity: SEVERITIES,
  pair: DIFF_VALUES.pair,
  rules: DIFF_VALUES.rules,
  config: DIFF_VALUES.config,
  color: DIFF_VALUES.color,
};

/** What `lint` is asked for beside what `diff` is, and `accept` is not. */
const PLAIN_LINT = { ...PLAIN_DIFF, rule: undefined, fix: false, dryRun: false, toVersion: undefined };

export function parseAccept(raw: RawAcceptOptions): ParsedAccept {
  const { words } = raw;
  if (raw.reason === undefined || raw.reason.trim() === '')
    return { usage: '--reason is needed: why may these findings stay?' };
  if (raw.until !== undefined && !isDay(raw.until)) {
    return { usage: `--until takes a day such as 2026-12-01, found ${JSON.stringify(raw.until)}` };
  }
  const { pair, rules, config, color, reason, until } = raw;
  const severity = choose('severity', raw.severity ?? 'info', SEVERITIES);
  if ('usage' in severity) return severity;
  const decided = { reason, until, severity: severity.value };
  if (words.length === 0) return { usage: 'give a realm, or two to compare: realmdiff accept [FROM] TO' };
  if (words.length === 1) {
    if (pair !== undefined) return { usage: '--pair is for two sources' };
    const parsed = parseLint({ ...PLAIN_LINT, words, rules, config, color });
    return 'usage' in parsed ? parsed : { request: { ...decided, of: { lint: parsed.request } } };
  }
  const parsed = parseDiff({ ...PLAIN_DIFF, words, pair, rules, config, color });
  if ('usage' in parsed) return { usage: parsed.usage.replace('realmdiff diff', 'realmdiff accept') };
  return { request: { ...decided, of: { diff: parsed.request } } };
}
