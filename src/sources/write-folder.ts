/** How does a folder come to hold what it is to hold? Made when it is missing; a file that is right already is not touched. */

import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { codeOf, explainError } from './explain-error.ts';
import { fileHolds } from './file-holds.ts';
import { type Text, writeFile } from './write-file.ts';

const NO_FOLDER = 'this is a file, a folder was expected; give another name';

/** The folder, made when it is missing; or why it cannot be used. */
export function prepareFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    return statSync(folder).isDirectory() ? undefined : NO_FOLDER;
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? NO_FOLDER : explainError(error);
  }
}

/** Writes a file; `there`: it held exactly this already; undefined: it was written. */
export function writeUnlessThere(path: string, text: Text): 'there' | { readonly refusal: string } | undefined {
  if (holds(path, text)) return 'there';
  const refusal = writeFile(path, text);
  return refusal === undefined ? undefined : { refusal };
}

function holds(path: string, text: Text): boolean {
  try {
    return lstatSync(path).isFile() && fileHolds(path, text);
  } catch {
    return false;
  }
}
