/** What did the user ask `drift` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { durationIn } from '../../../drift/time.ts';
import { FORMATS_OF, type FormatName } from '../../../report/formats.ts';
import { COLORS, choose, chooseCount, choosePairs, emptyOption } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

/** The options as they were typed. */
export interface RawDriftOptions {
  readonly words: readonly string[];
  readonly env: readonly string[] | undefined;
  readonly realm: readonly string[] | undefined;
  readonly format: string | undefined;
  readonly out: string | undefined;
  readonly since: string | undefined;
  readonly minAge: string | undefined;
  readonly users: boolean;
  readonly timeout: string | undefined;
  readonly concurrency: string | undefined;
  readonly shard: string | undefined;
  readonly pair: readonly string[] | undefined;
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly color: string | undefined;
}

export interface DriftRequest {
  /** Empty: what the configuration names. */
  readonly files: readonly string[];
  /** Empty: all. */
  readonly environments: readonly string[];
  /** Empty: all. */
  readonly realms: readonly string[];
  readonly format: FormatName;
  readonly out: string | undefined;
  /** The last JSON report. */
  readonly since: string | undefined;
  /** Seconds. */
  readonly minAge: number;
  readonly hasUsers: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly concurrency: number;
  /** Both from 1. */
  readonly shard: { readonly part: number; readonly of: number };
  readonly pairs: readonly (readonly [from: string, to: string])[];
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly color: ColorChoice;
}

/** What help shows as the value of an option. */
export const DRIFT_VALUES = {
  env: ['ENV'],
  realm: ['NAME'],
  format: FORMATS_OF.drift,
  out: ['FILE'],
  since: ['FILE'],
  'min-age': ['DURATION'],
  timeout: ['SECONDS'],
  concurrency: ['N'],
  shard: ['PART/OF'],
  pair: ['REPO=LIVE'],
  rules: ['DIR'],
  config: ['FILE'],
  color: COLORS,
};

export function parseDrift(raw: RawDriftOptions): { readonly request: DriftRequest } | { readonly usage: string } {
  const { out, since, rules, config } = raw;
  const empty = emptyOption({ out, since, rules, config });
  if (empty !== undefined) return { usage: empty };
  const format = choose('format', raw.format ?? 'terminal', FORMATS_OF.drift);
  const color = choose('color', raw.color ?? 'auto', COLORS);
  const timeout = chooseCount('timeout', raw.timeout ?? '30');
  const concurrency = chooseCount('concurrency', raw.concurrency ?? '4');
  for (const choice of [format, color, timeout, concurrency]) if ('usage' in choice) return choice;
  if ('usage' in format || 'usage' in color || 'usage' in timeout || 'usage' in concurrency) return { usage: '' };
  if (timeout.value === 0 || concurrency.value === 0) return { usage: '--timeout and --concurrency begin at 1' };
  const minAge = raw.minAge === undefined ? 0 : durationIn(raw.minAge);
  if (minAge === undefined)
    return { usage: `--min-age takes a duration such as 90s, 30m, 2h or 1d, found ${JSON.stringify(raw.minAge)}` };
  if (raw.minAge !== undefined && since === undefined)
    return { usage: '--min-age needs --since: without an earlier report every difference is new' };
  const shard = shardIn(raw.shard ?? '1/1');
  if (shard === undefined)
    return { usage: `--shard takes a part of a whole such as 2/8, found ${JSON.stringify(raw.shard)}` };
  const pairs = choosePairs(raw.pair, 'REPO=LIVE');
  if ('usage' in pairs) return pairs;
  return {
    request: {
      ...{ files: raw.words, environments: raw.env ?? [], realms: raw.realm ?? [] },
      ...{ out, since, minAge, shard, rules, config, hasUsers: raw.users },
      format: format.value,
      color: color.value,
      timeout: timeout.value ?? 30,
      concurrency: concurrency.value ?? 4,
      pairs: pairs.value,
    },
  };
}

function shardIn(text: string): DriftRequest['shard'] | undefined {
  const [, part = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  return part >= 1 && part <= of ? { part, of } : undefined;
}
