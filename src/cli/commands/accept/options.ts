/** What did the user ask `accept` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { isDay } from '../../../config/day.ts';
import type { Severity } from '../../../model.ts';
import { DIFF_VALUES, type DiffRequest, parseDiff } from '../diff/options.ts';

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
  /** What is compared, and how. */
  readonly diff: DiffRequest;
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
  severity: DIFF_VALUES['fail-on'],
  pair: DIFF_VALUES.pair,
  rules: DIFF_VALUES.rules,
  config: DIFF_VALUES.config,
  color: DIFF_VALUES.color,
};

export function parseAccept(raw: RawAcceptOptions): ParsedAccept {
  const { words } = raw;
  if (raw.reason === undefined || raw.reason.trim() === '')
    return { usage: '--reason is needed: why may these findings stay?' };
  if (raw.until !== undefined && !isDay(raw.until)) {
    return { usage: `--until takes a day such as 2026-12-01, found ${JSON.stringify(raw.until)}` };
  }
  const { pair, rules, config, color } = raw;
  const unused = {
    format: undefined,
    out: undefined,
    exitCode: false,
    only: [],
    onlyDeclared: false,
    showFolded: false,
    showUnchanged: false,
    quiet: false,
    stat: false,
    target: undefined,
  };
  if (words.length < 2) return { usage: 'give two sources: realmdiff accept FROM TO' };
  const parsed = parseDiff({ ...unused, words, pair, rules, config, color, failOn: raw.severity ?? 'info' });
  if ('usage' in parsed)
    return {
      usage: parsed.usage.replace('--fail-on', '--severity').replace('realmdiff diff', 'realmdiff accept'),
    };
  const { failOn = 'info' } = parsed.request;
  return { request: { diff: parsed.request, reason: raw.reason, until: raw.until, severity: failOn } };
}
