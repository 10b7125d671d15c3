/** Which formats can a report be written in? Their names alone: what writes them is loaded later. */

type Writer = 'diff' | 'drift' | 'upgrade' | 'lint';

/** By format, which commands write it; the one people see first before the others. */
const WRITERS = {
  terminal: ['diff', 'drift', 'upgrade', 'lint'],
  oneline: ['diff', 'drift', 'upgrade', 'lint'],
  markdown: ['diff', 'drift', 'upgrade', 'lint'],
  json: ['diff', 'drift', 'upgrade', 'lint'],
  html: ['diff', 'drift', 'upgrade', 'lint'],
  sarif: ['diff', 'drift', 'upgrade', 'lint'],
  junit: ['diff', 'drift', 'upgrade', 'lint'],
  github: ['diff', 'drift', 'upgrade', 'lint'],
  gitlab: ['diff', 'drift', 'upgrade', 'lint'],
  jsonpatch: ['diff', 'upgrade'],
  prometheus: ['drift'],
} as const satisfies { readonly [format: string]: readonly Writer[] };

export type FormatName = keyof typeof WRITERS;

export const FORMATS = Object.keys(WRITERS) as readonly FormatName[];

/** What each command can write: help, usage messages and completion are made from it. */
export const FORMATS_OF: { readonly [command in Writer]: readonly FormatName[] } = {
  diff: writtenBy('diff'),
  drift: writtenBy('drift'),
  upgrade: writtenBy('upgrade'),
  lint: writtenBy('lint'),
};

function writtenBy(command: Writer): readonly FormatName[] {
  return FORMATS.filter((format) => WRITERS[format].some((each) => each === command));
}

/** Those that tell of no change where it stands in a file: to find that out takes a walk over both. */
export const WITHOUT_POSITIONS: ReadonlySet<FormatName> = new Set(['terminal', 'markdown', 'jsonpatch']);
