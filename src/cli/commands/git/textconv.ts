/** How does git show a realm? As its normal form; what is no realm is shown as it is. Always exits 0: a diff must not fail for what it shows. */

import { readFileSync } from 'node:fs';
import type { NormalizeOptions } from '../../../model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../../../normalize/normalize-realm.ts';
import { printNormalForm } from '../../../normalize/print-normal-form.ts';
import { readSource } from '../../../read/read-source.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Terminal } from '../../terminal.ts';
import type { TextconvRequest } from './options.ts';

export async function runTextconv({ file, secrets }: TextconvRequest, terminal: Terminal): Promise<ExitCode> {
  const content = readFileSync(file);
  terminal.writeBytes((await shown(file, content, { ...DEFAULT_OPTIONS, secrets })) ?? content);
  return EXIT.fine;
}

/** Undefined for what is no realm. */
async function shown(name: string, content: Uint8Array, options: NormalizeOptions): Promise<Uint8Array | undefined> {
  try {
    const { realms, failures } = await readSource({ name, content });
    if (realms.length === 0 || failures.length > 0) return undefined;
    const tables = loadTables();
    const texts = realms.map((realm) => printNormalForm(normalizeRealm(realm, tables, options).realm, tables));
    return Buffer.from(texts.join(''));
  } catch {
    return undefined;
  }
}
