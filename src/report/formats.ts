/** Which formats can a report be written in? Their names alone: what writes them is loaded later. */

type Writer = 'diff' | 'drift' | 'upgrade' | 'lint' | 'report';

/** By format, which commands write it; the one people see first before the others. */
const WRITERS = {
  terminal: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  oneline: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  markdown: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  json: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  html: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  sarif: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  junit: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  github: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  gitlab: ['diff', 'drift', 'report', 'upgrade', 'lint'],
  jsonpatch: ['diff', 'upgrade'],
  prometheus: ['drift', 'report'],
} as const satisfies { readonly [format: string]: readonly Writer[] };

export type FormatName = keyof typeof WRITERS;

export const FORMATS = Object.keys(WRITERS) as readonly FormatName[];

/** What each command can write: help, usage messages and completion are made from it. */
export const FORMATS_OF: { readonly [command in Writer]: readonly FormatName[] } = {
  diff: writtenBy('diff'),
  drift: writtenBy('drift'),
  upgrade: writtenBy('upgrade'),
  lint: writtenBy('lint'),
  report: writtenBy('report'),
};

function writtenBy(command: Writer): readonly FormatName[] {
  return FORMATS.filter((format) => WRITERS[format].some((each) => each === command));
}

/** Those that tell of no change where it stands in a file: to find that out takes a walk over both. */
export const WITHOUT_POSITIONS: ReadonlySet<FormatName> = new Set(['terminal', 'markdown', 'jsonpatch']);
