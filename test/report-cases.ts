/** Which reports do tests draw, and with which options? Reads `fixtures/report/`. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../src/json/parse.ts';
import type { Report } from '../src/model.ts';
import type { ReportOptions } from '../src/report/reporter.ts';
import { PLAIN_THEME } from '../src/report/theme.ts';

export const TEST_OPTIONS: ReportOptions = {
  width: 112,
  theme: PLAIN_THEME,
  showUnchanged: true,
  showFolded: false,
  version: '0.1.0',
  target: 'acme',
  hint: 'realmdiff why POINTER FILE',
  isFailure: ({ severity }) => severity === 'high',
  rules: {
    'client-redirect-uri-removed': {
      title: 'A client accepts a redirect URI no more',
      why: 'Logins that return to it fail.',
      fix: 'Keep it until no application uses it.',
    },
  },
};

/** The reports of a case: values come from our own parser, as in life. */
export function readCase(name: string): readonly Report[] {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/report', name, 'report.json'), 'utf8');
  const parsed = parseJson(text);
  if ('failure' in parsed) throw new Error(`${name}: ${parsed.failure.message}`);
  const value: unknown = parsed.value;
  return (Array.isArray(value) ? value : [value]) as readonly Report[];
}
