/** What did the user ask `upgrade` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { compareVersions, parseVersion } from '../../../baseline/choose.ts';
import { FORMATS_OF, type FormatName } from '../../../report/formats.ts';
import { THRESHOLDS, type Threshold } from '../../../tables/severity.ts';
import { COLORS, choose, chooseCount, emptyOption } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

/** The options as they were typed. */
export interface RawUpgradeOptions {
  readonly words: readonly string[];
  readonly toVersion: string | undefined;
  readonly via: string | undefined;
  readonly format: string | undefined;
  readonly out: string | undefined;
  readonly write: boolean;
  readonly failOn: string | undefined;
  readonly maxFindings: string | undefined;
  readonly showFolded: boolean;
  readonly quiet: boolean;
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly target: string | undefined;
  readonly color: string | undefined;
}

/** A realm to be upgraded. */
export interface PredictRequest {
  readonly source: string;
  readonly to: string;
  readonly via: 'database' | 'import';
  readonly format: FormatName;
  /** Where the realm as it will be goes; undefined: nowhere. */
  readonly out: string | undefined;
  readonly isInPlace: boolean;
  readonly failOn: Threshold | undefined;
  readonly maxFindings: number | undefined;
  readonly showFolded: boolean;
  readonly isQuiet: boolean;
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly target: string | undefined;
  readonly color: ColorChoice;
}

/** Two versions to be compared. */
export interface ListRequest {
  readonly from: string;
  readonly to: string;
  readonly isJson: boolean;
  readonly color: ColorChoice;
}

export type UpgradeRequest = { readonly predict: PredictRequest } | { readonly list: ListRequest };
export type ParsedUpgrade = { readonly request: UpgradeRequest } | { readonly usage: string };

const VIAS = ['database', 'import'] as const;

/** What help shows as the value of an option. */
export const UPGRADE_VALUES = {
  'to-version': ['VERSION'],
  via: VIAS,
  format: FORMATS_OF.upgrade,
  out: ['FILE'],
  'fail-on': THRESHOLDS,
  'max-findings': ['N'],
  rules: ['DIR'],
  config: ['FILE'],
  target: ['NAME'],
  color: COLORS,
};

export function parseUpgrade(raw: RawUpgradeOptions): ParsedUpgrade {
  const [first, second, ...others] = raw.words;
  if (first === undefined)
    return { usage: 'give a realm and the version it goes to: realmdiff upgrade FILE --to-version 26.7.3' };
  const format = choose('format', raw.format ?? 'terminal', FORMATS_OF.upgrade);
  const via = choose('via', raw.via ?? 'database', VIAS);
  const failOn = raw.failOn === undefined ? { value: undefined } : choose('fail-on', raw.failOn, THRESHOLDS);
  const maxFindings = chooseCount('max-findings', raw.maxFindings);
  const color = choose('color', raw.color ?? 'auto', COLORS);
  for (const choice of [format, via, failOn, maxFindings, color]) if ('usage' in choice) return choice;
  if ('usage' in format || 'usage' in via || 'usage' in failOn || 'usage' in maxFindings || 'usage' in color)
    return { usage: '' };
  if (second !== undefined) {
    if (others.length > 0) return { usage: `two versions are compared, found ${raw.words.length}` };
    return parseList(first, second, raw, { format: format.value, color: color.value });
  }
  const { out, rules, config, target, showFolded } = raw;
  const empty = emptyOption({ out, rules, config });
  if (empty !== undefined) return { usage: empty };
  if (raw.toVersion === undefined) return { usage: 'give the version to upgrade to: --to-version 26.7.3' };
  if (parseVersion(raw.toVersion) === undefined) return { usage: notAVersion('--to-version', raw.toVersion) };
  if (raw.write && out !== undefined) return { usage: '--write replaces FILE: leave --out away' };
  if (raw.write && first === '-') return { usage: '--write needs a file to replace; use --out' };
  return {
    request: {
      predict: {
        ...{ source: first, to: raw.toVersion, out, rules, config, target, showFolded },
        via: via.value,
        isInPlace: raw.write,
        isQuiet: raw.quiet,
        format: format.value,
        failOn: failOn.value,
        maxFindings: maxFindings.value,
        color: color.value,
      },
    },
  };
}

function parseList(
  from: string,
  to: string,
  raw: RawUpgradeOptions,
  { format, color }: { readonly format: FormatName; readonly color: ColorChoice },
): ParsedUpgrade {
  const [old, now] = [parseVersion(from), parseVersion(to)];
  if (old === undefined) return { usage: notAVersion('FROM', from) };
  if (now === undefined) return { usage: notAVersion('TO', to) };
  if (compareVersions(old, now) >= 0) return { usage: `FROM is the older version, found ${from} and ${to}` };
  if (raw.toVersion !== undefined) return { usage: '--to-version is for a file: two versions say it already' };
  if (format !== 'terminal' && format !== 'json')
    return { usage: `two versions are listed as terminal or json, found ${JSON.stringify(format)}` };
  return { request: { list: { from, to, isJson: format === 'json', color } } };
}

function notAVersion(name: string, text: string): string {
  return `${name} takes a Keycloak version such as 26.7.3, found ${JSON.stringify(text)}`;
}
