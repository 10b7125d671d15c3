/** What did the user, or git, ask `git` for? Turns the words into one value, or into the sentence that says what is wrong. */

import { CHOICES } from '../../../normalize/parse-options.ts';
import { choose } from '../../options.ts';

export const SCOPES = ['local', 'global'] as const;
export type Scope = (typeof SCOPES)[number];

/** What git can let us do: show files, merge them, say what a change of them means, store them. */
export const MODES = ['textconv', 'merge', 'driver', 'filter'] as const;
export type Mode = (typeof MODES)[number];
const USUAL_MODES = 'textconv,merge';

/** What the filter makes of secrets. */
export type Secrets = (typeof CHOICES)['secrets'][number];

export interface RawGitOptions {
  readonly words: readonly string[];
  readonly scope: string | undefined;
  readonly attributes: string | undefined;
  readonly mode: string | undefined;
  readonly files: readonly string[] | undefined;
  readonly secrets: string | undefined;
}

export interface InstallRequest {
  readonly verb: 'install' | 'uninstall' | 'status';
  readonly scope: Scope;
  readonly attributes: string | undefined;
  readonly modes: readonly Mode[];
  readonly secrets: Secrets;
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

/** One file that git shows. */
export interface TextconvRequest {
  readonly verb: 'textconv';
  /** One that git wrote, or that of the work tree. */
  readonly file: string;
  readonly secrets: Secrets;
}

/** One file that git is to store. */
export interface CleanRequest {
  readonly verb: 'clean';
  /** The file's name in the repository. */
  readonly path: string;
  readonly secrets: Secrets;
}

/** All files that git is to store in one call. */
export interface FilterRequest {
  readonly verb: 'filter-process';
  readonly secrets: Secrets;
}

/** What git says of a file that differs (git(1), GIT_EXTERNAL_DIFF). */
export interface DriverRequest {
  readonly verb: 'diff-driver';
  /** The file's name in the repository; the new one in `renamedTo`. */
  readonly path: string;
  readonly before: Version;
  readonly after: Version;
  readonly renamedTo?: string;
  /** Git's own lines about a rename. */
  readonly message?: string;
  /** What a filter makes of the secrets of the work tree's files; undefined where there is no filter. */
  readonly stored?: Secrets;
}

/** One side of a difference; `/dev/null` where the file was not there. */
export interface Version {
  readonly file: string;
  /** The blob's id; all zeroes for a file of the work tree. */
  readonly id: string;
  /** `100644`; `.` where the file was not there. */
  readonly mode: string;
}

export type GitRequest =
  | InstallRequest
  | MergeRequest
  | CleanRequest
  | FilterRequest
  | DriverRequest
  | { readonly verb: 'unmerged'; readonly path: string }
  | { readonly verb: 'review' }
  | TextconvRequest;

export type ParsedGit = { readonly request: GitRequest } | { readonly usage: string };

/** What help shows as the value of an option. */
export const GIT_VALUES = {
  scope: SCOPES,
  attributes: ['FILE'],
  mode: MODES,
  files: ['GLOB'],
  secrets: CHOICES.secrets,
};

const VERBS = ['install', 'uninstall', 'status'] as const;

/** What people ask for; the others git calls itself. */
export const GIT_VERBS = [...VERBS, 'review'];

export function parseGit(raw: RawGitOptions): ParsedGit {
  const [word, ...operands] = raw.words;
  if (word === 'merge-driver') return parseMerge(operands);
  const secrets = choose('secrets', raw.secrets ?? 'mask', CHOICES.secrets);
  if ('usage' in secrets) return secrets;
  if (word === 'textconv') return parseTextconv(operands, secrets.value);
  if (word === 'diff-driver') return parseDriver(operands, raw.secrets === undefined ? {} : { stored: secrets.value });
  if (word === 'clean') return parseClean(operands, secrets.value);
  if (word === 'filter-process') return { request: { verb: 'filter-process', secrets: secrets.value } };
  if (word === 'review' && operands.length === 0) return { request: { verb: 'review' } };
  const verb = VERBS.find((each) => each === word);
  if (verb === undefined)
    return {
      usage: `say install, uninstall, status or review${word === undefined ? '' : `, found ${JSON.stringify(word)}`}`,
    };
  if (operands.length > 0) return { usage: `${verb} takes no operand, found ${JSON.stringify(operands[0])}` };
  const scope = choose('scope', raw.scope ?? 'local', SCOPES);
  if ('usage' in scope) return scope;
  const modes: Mode[] = [];
  for (const each of (raw.mode ?? USUAL_MODES).split(',')) {
    const mode = choose('mode', each, MODES);
    if ('usage' in mode) return mode;
    modes.push(mode.value);
  }
  const { attributes, files = [] } = raw;
  const odd = files.find((pattern) => pattern === '' || /[\r\n]/.test(pattern));
  if (odd !== undefined) return { usage: '--files takes a pattern on one line' };
  if (raw.secrets !== undefined && !modes.includes('filter'))
    return { usage: '--secrets says what the filter stores: add --mode textconv,merge,filter' };
  return { request: { verb, scope: scope.value, attributes, modes, files, secrets: secrets.value } };
}

function parseTextconv([file, ...more]: readonly string[], secrets: Secrets): ParsedGit {
  if (file === undefined || more.length > 0) return { usage: 'git textconv takes one file' };
  return { request: { verb: 'textconv', file, secrets } };
}

function parseMerge([base, ours, theirs, size, path, ...more]: readonly string[]): ParsedGit {
  if (base === undefined || ours === undefined || theirs === undefined || more.length > 0)
    return { usage: 'git merge-driver takes BASE OURS THEIRS SIZE PATH: %O %A %B %L %P' };
  const markers = Number(size ?? 7);
  if (!Number.isInteger(markers) || markers < 1) return { usage: 'git merge-driver: SIZE is a number: %L' };
  return { request: { verb: 'merge-driver', base, ours, theirs, size: markers, path: path ?? ours } };
}

function parseClean([path, ...more]: readonly string[], secrets: Secrets): ParsedGit {
  if (path === undefined || more.length > 0) return { usage: 'git clean takes the name of one file: %f' };
  return { request: { verb: 'clean', path, secrets } };
}

function parseDriver(words: readonly string[], filter: Pick<DriverRequest, 'stored'>): ParsedGit {
  const [path, oldFile, oldId = '', oldMode = '', newFile, newId = '', newMode = '', renamedTo, message] = words;
  if (path !== undefined && oldFile === undefined) return { request: { verb: 'unmerged', path } };
  if (path === undefined || oldFile === undefined || newFile === undefined || words.length > 9)
    return { usage: 'git diff-driver is called by git with seven words, or nine' };
  const before = { file: oldFile, id: oldId, mode: oldMode };
  const after = { file: newFile, id: newId, mode: newMode };
  const renamed = { ...(renamedTo !== undefined && { renamedTo }), ...(message !== undefined && { message }) };
  return { request: { verb: 'diff-driver', path, before, after, ...renamed, ...filter } };
}
