/** What does git store of a file? Its normal form, in the language and shape that it has; what is no realm is stored as it is. */

import type { NormalizeOptions, Tables } from '../../../model.ts';
import { codeOf } from '../../../sources/explain-error.ts';
import { normalizeContent } from '../../normalize-input.ts';
import { refuseWrapped, sameShape } from '../normalize/in-place.ts';

/** `told` says why a file that holds a realm is stored as it is. */
export interface Cleaned {
  readonly content: Uint8Array;
  readonly told?: string;
}

/** Never throws: a file that cannot be normalized is the user's, and git stores what the user has. */
export async function clean(
  name: string,
  content: Uint8Array,
  tables: Tables,
  options: NormalizeOptions,
): Promise<Cleaned> {
  const input = { kind: 'file', name, paths: [name], folder: '' } as const;
  try {
    const normalized = await normalizeContent(input, { sources: [{ name, content }], states: [] }, tables, options);
    const [failure] = normalized.failures;
    if (normalized.isForeign) return { content };
    if (failure !== undefined) return { content, told: failure.message };
    const refusal = refuseWrapped(normalized);
    if (refusal !== undefined) return { content, told: refusal };
    return { content: Buffer.from(sameShape(normalized, tables)) };
  } catch (error) {
    return { content, told: `internal error: ${codeOf(error) ?? (error instanceof Error ? error.name : 'unknown')}` };
  }
}
