/** What did the merge driver decide? Kept in the repository's own folder until the next merge, for `realmdiff git review`. */

import { readFileSync } from 'node:fs';
import { elementsOf, property, textProperty, textsIn } from '../../../json/object.ts';
import { parseJson } from '../../../json/parse.ts';
import type { Json } from '../../../model.ts';
import { git, gitLine } from '../../../sources/run-git.ts';
import { writeFile } from '../../../sources/write-file.ts';
import type { MergeRequest } from './options.ts';

/** One file of the last merge. */
export interface Decision {
  /** The file's name in the repository. */
  readonly path: string;
  readonly kind: string;
  readonly told: readonly string[];
  /** Ids of blobs; the base is an empty one where both sides added the file. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** To be called while the three files are what git made them. What cannot be kept is no reason to fail a merge. */
export function openDecision({ base, ours, theirs, path }: MergeRequest): {
  readonly remember: (made: Pick<Decision, 'kind' | 'told'>) => void;
} {
  const { status, stdout } = git(['hash-object', '-w', '--no-filters', '--', base, ours, theirs]);
  const [ofBase = '', ofOurs = '', ofTheirs = ''] = stdout.toString().split('\n');
  return {
    remember: (made) => {
      const file = fileOfDecisions();
      if (status !== 0 || file === undefined) return;
      const head = headId();
      const before = file.decisions.head === head ? file.decisions.all.filter((each) => each.path !== path) : [];
      const decision = { path, ...made, base: ofBase, ours: ofOurs, theirs: ofTheirs };
      writeFile(file.name, `${JSON.stringify({ head, decisions: [...before, decision] })}\n`, { isPrivate: true });
    },
  };
}

/** Those of the last merge; none where nobody merged a realm. */
export function lastDecisions(): readonly Decision[] {
  return fileOfDecisions()?.decisions.all ?? [];
}

function headId(): string {
  return gitLine(['rev-parse', '--quiet', '--verify', 'HEAD']) ?? '';
}

/** One merge has one HEAD, whatever number of files it merges. */
interface Decisions {
  readonly head: string;
  readonly all: readonly Decision[];
}

function fileOfDecisions(): { readonly name: string; readonly decisions: Decisions } | undefined {
  const name = gitLine(['rev-parse', '--git-path', 'realmdiff-merge.json']);
  if (name === undefined) return undefined;
  try {
    const parsed = parseJson(readFileSync(name, 'utf8'));
    const value = 'value' in parsed ? parsed.value : null;
    const all = elementsOf(property(value, 'decisions')).flatMap(decisionIn);
    return { name, decisions: { head: textProperty(value, 'head') ?? '', all } };
  } catch {
    return { name, decisions: { head: '', all: [] } };
  }
}

function decisionIn(value: Json): readonly Decision[] {
  const [path, kind, base, ours, theirs] = ['path', 'kind', 'base', 'ours', 'theirs'].map((key) =>
    textProperty(value, key),
  );
  if (path === undefined || kind === undefined || base === undefined || ours === undefined || theirs === undefined)
    return [];
  return [{ path, kind, base, ours, theirs, told: textsIn(property(value, 'told')) }];
}
