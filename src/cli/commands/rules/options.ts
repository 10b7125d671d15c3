/** What did the user ask `rules` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import type { Severity } from '../../../model.ts';
import { SEVERITIES } from '../../../tables/severity.ts';
import { COLORS } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

export interface RawRulesOptions {
  readonly words: readonly string[];
  readonly rules: string | undefined;
  readonly section: string | undefined;
  readonly severity: string | undefined;
  readonly format: string | undefined;
  readonly color: string | undefined;
}

export interface RulesRequest {
  /** Undefined: list them. */
  readonly show: string | undefined;
  readonly folder: string | undefined;
  readonly section: string | undefined;
  readonly severity: Severity | undefined;
  readonly format: 'text' | 'json';
  readonly color: ColorChoice;
}

export type ParsedRules = { readonly request: RulesRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const RULES_VALUES = {
  rules: ['DIR'],
  section: ['SECTION'],
  severity: SEVERITIES,
  format: ['text', 'json'],
  color: COLORS,
};

export function parseRulesRequest(raw: RawRulesOptions): ParsedRules {
  const [verb = 'list', id, ...others] = raw.words;
  if (verb !== 'list' && verb !== 'show') return { usage: `say list or show ID, found ${JSON.stringify(verb)}` };
  if (others.length > 0 || (verb === 'list' && id !== undefined)) return { usage: 'say list, or show and one id' };
  if (verb === 'show' && id === undefined) return { usage: 'give the id of a rule: realmdiff rules show client-added' };
  const format = (['text', 'json'] as const).find((each) => each === (raw.format ?? 'text'));
  if (format === undefined) return { usage: `--format takes text or json, found ${JSON.stringify(raw.format)}` };
  const color = COLORS.find((each) => each === (raw.color ?? 'auto'));
  if (color === undefined) return { usage: `--color takes auto, always or never, found ${JSON.stringify(raw.color)}` };
  const severity = SEVERITIES.find((each) => each === raw.severity);
  if (raw.severity !== undefined && severity === undefined)
    return { usage: `--severity takes high, medium, low or info, found ${JSON.stringify(raw.severity)}` };
  return {
    request: {
      show: verb === 'show' ? id : undefined,
      folder: raw.rules,
      section: raw.section,
      severity,
      format,
      color,
    },
  };
}
