/** What does the JSON of a drift report say, or why is the file none? */

import { readFileSync } from 'node:fs';
import { isDriftReport } from '../drift/drift-json.ts';
import { parseJson } from '../json/parse.ts';
import type { Failure, JsonObject } from '../model.ts';
import { explainError } from '../sources/explain-error.ts';

const EXPECTED = 'expected a JSON report of realmdiff drift; write one with --format json --out FILE';

export function readDriftReport(file: string): { readonly report: JsonObject } | Failure {
  try {
    const parsed = parseJson(readFileSync(file, 'utf8'));
    return 'value' in parsed && isDriftReport(parsed.value) ? { report: parsed.value } : { file, message: EXPECTED };
  } catch (error) {
    return { file, message: explainError(error) };
  }
}
