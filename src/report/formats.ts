/** Which formats can a report be written in? Their names alone: what writes them is loaded later. */

/** By format, which commands write it; the one people see first before the others. */
const WRITERS = {
  terminal: ['diff', 'lint'],
  oneline: ['diff', 'lint'],
  markdown: ['diff', 'lint'],
  json: ['diff', 'lint'],
  html: ['diff', 'lint'],
  sarif: ['diff', 'lint'],
  junit: ['diff', 'lint'],
  github: ['diff', 'lint'],
  gitlab: ['diff', 'lint'],
  jsonpatch: ['diff'],
} as const satisfies { readonly [format: string]: readonly ('diff' | 'lint')[] };

export type FormatName = keyof typeof WRITERS;

export const FORMATS = Object.keys(WRITERS) as readonly FormatName[];

/** What each command can write: help, usage messages and completion are made from it. */
export const FORMATS_OF: { readonly [command in 'diff' | 'lint']: readonly FormatName[] } = {
  diff: writtenBy('diff'),
  lint: writtenBy('lint'),
};

function writtenBy(command: 'diff' | 'lint'): readonly FormatName[] {
  return FORMATS.filter((format) => WRITERS[format].some((each) => each === command));
}

/** Those that tell of no change where it stands in a file: to find that out takes a walk over both. */
export const WITHOUT_POSITIONS: ReadonlySet<FormatName> = new Set(['terminal', 'markdown', 'jsonpatch']);
