/** What does a part of a configuration say, or on which line is it wrong? */

import { ConfigError } from '../config/expect.ts';
import type { Failure, Json, SourceDocument } from '../model.ts';
import { locateInDocument } from '../read/locate.ts';

/** `document` is where the value was read; there is none for a file that says nothing. */
export async function parseConfigPart<T>(
  file: string,
  { value, document }: { readonly value: Json; readonly document?: SourceDocument },
  parse: (value: Json) => T,
): Promise<{ readonly said: T } | { readonly failure: Failure }> {
  try {
    return { said: parse(value) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const position = document && (await locateInDocument(document, error.path));
    return { failure: { file, ...(position && { position }), message: error.message } };
  }
}
