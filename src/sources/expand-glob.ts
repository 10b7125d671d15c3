/** Which files does a glob name? Hidden and installed files only when the pattern names them. */

import { compareText } from '../json/compare.ts';

/** True for an argument that may be a glob; a file of exactly this name goes first. */
export function isGlob(argument: string): boolean {
  return /[*?{}[\]]|[!@+]\(/.test(argument);
}

/** The files that match, by code unit. */
export async function expandGlob(pattern: string): Promise<readonly string[]> {
  const { default: fastGlob } = await import('fast-glob');
  // fast-glob takes a backslash for an escape; on Windows people mean a separator.
  const forward = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const found = await fastGlob(forward, { ignore: ['**/node_modules/**', '**/.git/**'], suppressErrors: true });
  return [...found].sort(compareText);
}
