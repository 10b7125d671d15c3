/** What does git do with a realm that both sides changed? Merges by entity, and leaves to git's own merge what that cannot do. */

import { readFileSync } from 'node:fs';
import { printable } from '../../../json/show.ts';
import { mergeTexts } from '../../../merge/merge-texts.ts';
import { readFileState } from '../../../sources/read-input.ts';
import { git, gitLine } from '../../../sources/run-git.ts';
import { runSelf } from '../../../sources/run-self.ts';
import { replaceFile } from '../../../sources/write-file.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { optimizeFor } from '../../optimizer.ts';
import type { Terminal } from '../../terminal.ts';
import { openDecision } from './decisions.ts';
import type { MergeRequest } from './options.ts';

/** Longer than so many milliseconds nobody waits for a merge: it is git's then. */
const MOST_TIME = 10_000;

/** Three files of so many bytes together take a second or two: only larger ones are watched. */
const UNWATCHED = 1_500_000;

/** Set for the process that is watched. */
const WATCHED = 'REALMDIFF_MERGE_WATCHED';

/** The result goes to the file of our side; exits 0 where nobody has to look at it, 1 where there are conflicts. */
export async function runMergeDriver(
  request: MergeRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const tell = (text: string) => terminal.writeError(`realmdiff: ${printable(request.path)}: ${printable(text)}\n`);
  if (environment.REALMDIFF_MERGE === 'off') return mergeLines(request, 'REALMDIFF_MERGE=off', tell);
  const state = readFileState(request.ours);
  const base = readFileSync(request.base);
  const theirs = readFileSync(request.theirs);
  const { REALMDIFF_MERGE_TIME: patience } = environment;
  const isLarge = base.length + theirs.length + state.content.length > UNWATCHED;
  if (environment[WATCHED] === undefined && (isLarge || patience !== undefined)) {
    const { base: O, ours: A, theirs: B, size, path } = request;
    const time = Number(patience ?? MOST_TIME);
    const exit = runSelf(['git', 'merge-driver', O, A, B, String(size), '--', path], { [WATCHED]: 'yes' }, time);
    if (exit === EXIT.fine || exit === EXIT.differences) return exit;
    return mergeLines(request, exit === undefined ? `it took longer than ${time / 1000} seconds` : 'it failed', tell);
  }
  optimizeFor(base.length + theirs.length + state.content.length, 3);
  const name = request.path;
  const merged = await tryMerge(
    { base: { name, content: base }, ours: { name, content: state.content }, theirs: { name, content: theirs } },
    request.size,
  );
  if (merged.kind === 'refused') {
    const exit = mergeLines(request, merged.reason, tell);
    return merged.isDoubtful === true ? EXIT.differences : exit;
  }
  const decision = openDecision(request);
  const refusal = replaceFile(state, merged.text);
  if (refusal !== undefined) return mergeLines(request, refusal, tell);
  decision.remember({ kind: merged.kind, told: merged.told });
  for (const each of merged.told) tell(each);
  return merged.kind === 'clean' ? EXIT.fine : EXIT.differences;
}

/** A bug of ours must not cost anybody a merge. */
async function tryMerge(texts: Parameters<typeof mergeTexts>[0], size: number): ReturnType<typeof mergeTexts> {
  try {
    return await mergeTexts(texts, { size, ours: 'ours', theirs: 'theirs', ...withBase() }, loadTables());
  } catch (error) {
    return { kind: 'refused', reason: `internal error: ${error instanceof Error ? error.name : 'unknown'}` };
  }
}

/** `diff3` and `zdiff3` show what was there before, too (git-config(1), merge.conflictStyle). */
function withBase(): { readonly base?: string } {
  const style = gitLine(['config', '--get', 'merge.conflictStyle']);
  return style?.endsWith('diff3') === true ? { base: 'base' } : {};
}

/** As git would without us (git-merge-file(1)); its exit code is the number of conflicts. */
function mergeLines(
  { base, ours, theirs, size }: MergeRequest,
  reason: string,
  tell: (text: string) => void,
): ExitCode {
  tell(`merged by git, line by line: ${reason}`);
  const labels = ['ours', 'base', 'theirs'].flatMap((label) => ['-L', label]);
  const { status } = git(['merge-file', `--marker-size=${size}`, ...labels, '--', ours, base, theirs]);
  return status === 0 ? EXIT.fine : EXIT.differences;
}
