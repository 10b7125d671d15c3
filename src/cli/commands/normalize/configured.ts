/** What does the configuration above a file say of `normalize`? Parses it only where it says something. */

import { relative } from 'node:path';
import { normalizeOptionsIn } from '../../../config/parse-config.ts';
import type { Failure, NormalizeOptions } from '../../../model.ts';
import { readConfigText } from '../../../sources/find-config.ts';
import { parseConfigPart } from '../../../sources/parse-config-part.ts';
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
  const result = await parseConfigPart(config.file, parsed, normalizeOptionsIn);
  if ('failure' in result) return result.failure;
  const { said } = result;
  const options: { [option in ConfiguredOption]?: NormalizeOptions[option] } = {};
  for (const name of OPTIONS) if (!request.given[name]) Object.assign(options, said[name] && { [name]: said[name] });
  return { ...request, options: { ...request.options, ...options } };
}
