/** What does the configuration above a file say of `normalize`? Parses it only where it says something. */

import { relative } from 'node:path';
import { ConfigError } from '../../../config/expect.ts';
import { normalizeOptionsIn } from '../../../config/parse-config.ts';
import type { Failure, NormalizeOptions } from '../../../model.ts';
import { locateInDocument } from '../../../read/locate.ts';
import { readConfigText } from '../../../sources/find-config.ts';
import { readConfig } from '../../load-config.ts';
import type { ConfiguredOption, NormalizeRequest } from './options.ts';

const OPTIONS: readonly ConfiguredOption[] = ['defaults', 'secrets', 'users', 'madeWith'];

/** The request with what the configuration `file` says of options that nobody typed. */
export async function withConfigured(request: NormalizeRequest, file: string): Promise<NormalizeRequest | Failure> {
  const read = readConfigText(file);
  if ('message' in read || !/^["']?normalize["']?\s*:/m.test(read.text)) return request;
  const config = await readConfig({ file: relative('.', file) || file, near: '.' });
  if ('failure' in config) return config.failure;
  const { parsed } = config;
  if (parsed === undefined) return request;
  try {
    const said = normalizeOptionsIn(parsed.value);
    const options: { [option in ConfiguredOption]?: NormalizeOptions[option] } = {};
    for (const name of OPTIONS) if (!request.given[name]) Object.assign(options, said[name] && { [name]: said[name] });
    return { ...request, options: { ...request.options, ...options } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const position = parsed.document && (await locateInDocument(parsed.document, error.path));
    return { file: config.file, ...(position && { position }), message: error.message };
  }
}
