/** What does the JSON Schema of that name say? Prints a file of `rules/schema/` as it is. */

import { nearest } from '../../../tables/nearest.ts';
import { readSchema, SCHEMAS } from '../../../tables/schemas.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

export function printSchema(words: readonly string[], terminal: Terminal): ExitCode {
  const [word, ...others] = words;
  const name = SCHEMAS.find((each) => each === word);
  if (name === undefined || others.length > 0) return refuseUsage(explain(words), 'schema', terminal);
  terminal.writeOut(readSchema(name));
  return EXIT.fine;
}

function explain(words: readonly string[]): string {
  const known = `${SCHEMAS.slice(0, -1).join(', ')} or ${SCHEMAS.at(-1)}`;
  if (words.length !== 1) return `give the name of one schema: ${known}`;
  const guess = nearest(words[0] ?? '', SCHEMAS);
  return `there is no schema ${JSON.stringify(words[0])}, only ${known}${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}
