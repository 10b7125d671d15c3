/** What did the user ask `rules` for? Turns the raw options into one value, or into the sentence that says what is wrong. */

import { parseVersion } from '../../../baseline/choose.ts';
import type { Direction, Severity } from '../../../model.ts';
import { DIRECTIONS, SEVERITIES } from '../../../tables/severity.ts';
import { COLORS, choose, emptyOption } from '../../options.ts';
import type { ColorChoice } from '../../theme.ts';

export interface RawRulesOptions {
  readonly words: readonly string[];
  readonly rules: string | undefined;
  readonly section: string | undefined;
  readonly severity: string | undefined;
  readonly direction: string | undefined;
  readonly version: string | undefined;
  readonly format: string | undefined;
  readonly color: string | undefined;
}

export interface RulesRequest {
  /** Undefined: list them. */
  readonly show: string | undefined;
  /** The folder whose examples are run. */
  readonly test: string | undefined;
  readonly folder: string | undefined;
  readonly section: string | undefined;
  readonly severity: Severity | undefined;
  readonly direction: Direction | undefined;
  readonly version: string | undefined;
  readonly format: 'text' | 'json';
  readonly color: ColorChoice;
}

export type ParsedRules = { readonly request: RulesRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const RULES_VALUES = {
  rules: ['DIR'],
  section: ['SECTION'],
  severity: SEVERITIES,
  direction: DIRECTIONS,
  version: ['VERSION'],
  format: ['text', 'json'],
  color: COLORS,
};

export const RULES_VERBS = ['list', 'show', 'test'] as const;
const FORMATS = ['text', 'json'] as const;

export function parseRulesRequest(raw: RawRulesOptions): ParsedRules {
  const [word = 'list', operand, ...others] = raw.words;
  const verb = RULES_VERBS.find((each) => each === word);
  if (verb === undefined) return { usage: `say list, show ID or test DIR, found ${JSON.stringify(word)}` };
  if (others.length > 0 || (verb === 'list' && operand !== undefined))
    return { usage: 'say list, show and one id, or test and one folder' };
  if (verb === 'show' && operand === undefined)
    return { usage: 'give the id of a rule: realmdiff rules show client-added' };
  if (verb === 'test' && operand === undefined) return { usage: 'give a folder of rules: realmdiff rules test rules' };
  const empty = emptyOption({ rules: raw.rules });
  if (empty !== undefined) return { usage: empty };
  const format = choose('format', raw.format ?? 'text', FORMATS);
  const color = choose('color', raw.color ?? 'auto', COLORS);
  const severity = raw.severity === undefined ? NONE : choose('severity', raw.severity, SEVERITIES);
  const direction = raw.direction === undefined ? NONE : choose('direction', raw.direction, DIRECTIONS);
  for (const choice of [format, color, severity, direction]) if ('usage' in choice) return choice;
  if ('usage' in format || 'usage' in color || 'usage' in severity || 'usage' in direction) return { usage: '' };
  const { version } = raw;
  if (version !== undefined && parseVersion(version) === undefined)
    return { usage: `--version takes a Keycloak version such as 26.7.3, found ${JSON.stringify(version)}` };
  return {
    request: {
      show: verb === 'show' ? operand : undefined,
      test: verb === 'test' ? operand : undefined,
      folder: raw.rules,
      section: raw.section,
      severity: severity.value,
      direction: direction.value,
      version,
      format: format.value,
      color: color.value,
    },
  };
}

const NONE = { value: undefined };
