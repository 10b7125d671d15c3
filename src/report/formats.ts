/** Which formats can a report be written in? Their names alone: what writes them is loaded later. */

/** The one people see first before the others. */
export const FORMATS = [
  'terminal',
  'oneline',
  'markdown',
  'json',
  'html',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'jsonpatch',
] as const;

export type FormatName = (typeof FORMATS)[number];

/** Those that tell of no change where it stands in a file: to find that out takes a walk over both. */
export const WITHOUT_POSITIONS: ReadonlySet<FormatName> = new Set(['terminal', 'markdown', 'jsonpatch']);
