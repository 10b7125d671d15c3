/** What did the user ask `lint` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { parseVersion } from '../../../baseline/choose.ts';
import { FORMATS_OF, type FormatName } from '../../../report/formats.ts';
import { THRESHOLDS, type Threshold } from '../../../tables/severity.ts';
import { COLORS, choose, chooseCount, emptyOption } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

/** The options as they were typed. */
export interface RawLintOptions {
  readonly words: readonly string[];
  readonly format: string | undefined;
  readonly out: string | undefined;
  readonly failOn: string | undefined;
  readonly maxFindings: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly rule: readonly string[] | undefined;
  readonly quiet: boolean;
  readonly all: boolean;
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly target: string | undefined;
  readonly toVersion: string | undefined;
  readonly color: string | undefined;
}

export interface LintRequest {
  /** Empty: those that the configuration names. */
  readonly sources: readonly string[];
  readonly format: FormatName;
  /** Undefined: standard output. */
  readonly out: string | undefined;
  readonly failOn: Threshold | undefined;
  readonly maxFindings: number | undefined;
  /** Pointers of names; empty: everything. */
  readonly only: readonly string[];
  /** Ids of rules; empty: all of them. */
  readonly ruleIds: readonly string[];
  /** Mend files first: write them, or only show what would be written. */
  readonly fix: 'write' | 'show' | undefined;
  /** Findings of severity info, too, where people read. */
  readonly isAll: boolean;
  /** No report: the exit code tells. */
  readonly isQuiet: boolean;
  readonly rules: string | undefined;
  readonly config: string | undefined;
  readonly target: string | undefined;
  /** The version that the realm shall be imported into. */
  readonly toVersion: string | undefined;
  readonly color: ColorChoice;
}

export type ParsedLint = { readonly request: LintRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const LINT_VALUES = {
  format: FORMATS_OF.lint,
  out: ['FILE'],
  'fail-on': THRESHOLDS,
  'max-findings': ['N'],
  only: ['POINTER'],
  rule: ['RULE'],
  rules: ['DIR'],
  config: ['FILE'],
  target: ['NAME'],
  'to-version': ['VERSION'],
  color: COLORS,
};

export function parseLint(raw: RawLintOptions): ParsedLint {
  const { words: sources, out, rules, config, target, toVersion } = raw;
  if (sources.filter((word) => word === '-').length > 1) return { usage: 'standard input can be read once' };
  const empty = emptyOption({ out, rules, config });
  if (empty !== undefined) return { usage: empty };
  if (toVersion !== undefined && parseVersion(toVersion) === undefined)
    return { usage: `--to-version takes a Keycloak version such as 26.7.3, found ${JSON.stringify(toVersion)}` };
  const format = choose('format', raw.format ?? 'terminal', FORMATS_OF.lint);
  const failOn = raw.failOn === undefined ? { value: undefined } : choose('fail-on', raw.failOn, THRESHOLDS);
  const maxFindings = chooseCount('max-findings', raw.maxFindings);
  const color = choose('color', raw.color ?? 'auto', COLORS);
  for (const choice of [format, failOn, maxFindings, color]) if ('usage' in choice) return choice;
  if ('usage' in format || 'usage' in failOn || 'usage' in maxFindings || 'usage' in color) return { usage: '' };
  if (raw.dryRun && !raw.fix) return { usage: '--dry-run is for --fix: what would be mended' };
  if (raw.quiet && out !== undefined) return { usage: '--quiet writes nothing: leave --out away' };
  return {
    request: {
      fix: raw.fix ? (raw.dryRun ? 'show' : 'write') : undefined,
      ...{
        sources,
        out,
        rules,
        config,
        target,
        toVersion,
        isQuiet: raw.quiet,
        isAll: raw.all,
        only: raw.only ?? [],
        ruleIds: raw.rule ?? [],
      },
      format: format.value,
      failOn: failOn.value,
      maxFindings: maxFindings.value,
      color: color.value,
    },
  };
}
