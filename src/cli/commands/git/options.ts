/** What did the user, or git, ask `git` for? Turns the words into one value, or into the sentence that says what is wrong. */

import { choose } from '../../options.ts';

export const SCOPES = ['local', 'global'] as const;
export type Scope = (typeof SCOPES)[number];

/** What git can let us do: show files, merge them. */
export const MODES = ['textconv', 'merge'] as const;
export type Mode = (typeof MODES)[number];

export interface RawGitOptions {
  readonly words: readonly string[];
  readonly scope: string | undefined;
  readonly attributes: string | undefined;
  readonly mode: string | undefined;
  readonly files: readonly string[] | undefined;
}

export interface InstallRequest {
  readonly verb: 'install' | 'uninstall' | 'status';
  readonly scope: Scope;
  readonly attributes: string | undefined;
  readonly modes: readonly Mode[];
  /** Patterns of `.gitattributes`; empty: those of the configuration. */
  readonly files: readonly string[];
}

export interface MergeRequest {
  readonly verb: 'merge-driver';
  /** Files that git wrote: the result goes to `ours`. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** How long conflict markers are. */
  readonly size: number;
  /** The file's name in the repository. */
  readonly path: string;
}

export type GitRequest = InstallRequest | MergeRequest | { readonly verb: 'textconv'; readonly file: string };

export type ParsedGit = { readonly request: GitRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const GIT_VALUES = { scope: SCOPES, attributes: ['FILE'], mode: MODES, files: ['GLOB'] };

const VERBS = ['install', 'uninstall', 'status'] as const;

export function parseGit(raw: RawGitOptions): ParsedGit {
  const [word, ...operands] = raw.words;
  if (word === 'textconv') return parseTextconv(operands);
  if (word === 'merge-driver') return parseMerge(operands);
  const verb = VERBS.find((each) => each === word);
  if (verb === undefined)
    return { usage: `say install, uninstall or status${word === undefined ? '' : `, found ${JSON.stringify(word)}`}` };
  if (operands.length > 0) return { usage: `${verb} takes no operand, found ${JSON.stringify(operands[0])}` };
  const scope = choose('scope', raw.scope ?? 'local', SCOPES);
  if ('usage' in scope) return scope;
  const modes: Mode[] = [];
  for (const each of (raw.mode ?? MODES.join(',')).split(',')) {
    const mode = choose('mode', each, MODES);
    if ('usage' in mode) return mode;
    modes.push(mode.value);
  }
  const { attributes, files = [] } = raw;
  const odd = files.find((pattern) => pattern === '' || /[\r\n]/.test(pattern));
  if (odd !== undefined) return { usage: '--files takes a pattern on one line' };
  return { request: { verb, scope: scope.value, attributes, modes, files } };
}

function parseTextconv([file, ...more]: readonly string[]): ParsedGit {
  if (file === undefined || more.length > 0) return { usage: 'git textconv takes one file' };
  return { request: { verb: 'textconv', file } };
}

function parseMerge([base, ours, theirs, size, path, ...more]: readonly string[]): ParsedGit {
  if (base === undefined || ours === undefined || theirs === undefined || more.length > 0)
    return { usage: 'git merge-driver takes BASE OURS THEIRS SIZE PATH: %O %A %B %L %P' };
  const markers = Number(size ?? 7);
  if (!Number.isInteger(markers) || markers < 1) return { usage: 'git merge-driver: SIZE is a number: %L' };
  return { request: { verb: 'merge-driver', base, ours, theirs, size: markers, path: path ?? ours } };
}
