/** Which lines of an attributes file are ours? Those between two comments: everything else is somebody's. */

import type { Mode } from './options.ts';

const BEGIN = '# realmdiff: realms, as realmdiff git install wrote them';
const END = '# realmdiff: end';

/** What git calls a mode in an attributes file. */
const ATTRIBUTE: { readonly [Name in Mode]: string } = {
  textconv: 'diff',
  driver: 'diff',
  merge: 'merge',
  filter: 'filter',
};

/** The lines that make files realms for git. */
export function attributeLines(files: readonly string[], modes: readonly Mode[]): readonly string[] {
  const attributes = [...new Set(modes.map((mode) => `${ATTRIBUTE[mode]}=realmdiff`))].join(' ');
  return files.map((pattern) => `${quoted(pattern)} ${attributes}`);
}

/** A pattern with white space, quotes or a leading `#` is quoted as in C (gitattributes(5)). */
function quoted(pattern: string): string {
  return /^[#!"]|[\s"\\]/.test(pattern) ? JSON.stringify(pattern) : pattern;
}

/** Our lines in the text; undefined where there are none. */
export function linesIn(text: string): readonly string[] | undefined {
  const lines = text.split(/\r?\n/);
  const begin = lines.indexOf(BEGIN);
  const end = lines.indexOf(END, begin);
  return begin < 0 || end < 0 ? undefined : lines.slice(begin + 1, end);
}

/** The text with these lines of ours; without any where there are none. */
export function withLines(text: string, ours: readonly string[]): string {
  const lines = text.split('\n');
  const isAt = (mark: string) => lines.findIndex((line) => line.replace(/\r$/, '') === mark);
  const [begin, end] = [isAt(BEGIN), isAt(END)];
  const block = ours.length === 0 ? [] : [BEGIN, ...ours, END];
  if (begin >= 0 && end > begin) return [...lines.slice(0, begin), ...block, ...lines.slice(end + 1)].join('\n');
  if (block.length === 0) return text;
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${start}${block.join('\n')}\n`;
}
