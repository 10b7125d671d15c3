/** Which configuration belongs to a file? The `.realmdiff.yaml` in its folder, or in the nearest folder above. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Failure } from '../model.ts';
import { explainError } from './explain-error.ts';

export const CONFIG_NAME = '.realmdiff.yaml';

/** The file's path; undefined when no folder above holds one. */
export function findConfig(start: string): string | undefined {
  let folder = resolve(start);
  for (;;) {
    const file = join(folder, CONFIG_NAME);
    if (existsSync(file)) return file;
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
}

export function readConfigText(file: string): { readonly text: string } | Failure {
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { file, message: explainError(error) };
  }
}
