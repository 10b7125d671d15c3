/** What do people call the two sources of a comparison? `main@4f2c9e1 -> working tree` where both are the same file. */

import { existsSync } from 'node:fs';
import { type GitObject, parseGitObject } from './git-object.ts';
import { isLive } from './is-live.ts';

/** A short name for each side; undefined where its own name says enough. */
export async function labelsOf(
  from: string,
  to: string,
): Promise<readonly [from: string | undefined, to: string | undefined]> {
  const [old, now] = [objectOf(from), objectOf(to)];
  if (old === undefined && now === undefined) return [undefined, undefined];
  const isSame = fileOf(from, old) === fileOf(to, now);
  return [await labelOfObject(old, isSame), await labelOfObject(now, isSame)];
}

function objectOf(argument: string): GitObject | undefined {
  const isOther = argument === '-' || argument.startsWith('fresh:') || isLive(argument) || existsSync(argument);
  return isOther ? undefined : parseGitObject(argument);
}

function fileOf(argument: string, object: GitObject | undefined): string {
  return (object?.path ?? argument).replace(/^\.\//, '');
}

/** The name of one source that is looked at alone; undefined where its own name says enough. */
export async function labelOf(argument: string): Promise<string | undefined> {
  return labelOfObject(objectOf(argument), false);
}

async function labelOfObject(object: GitObject | undefined, isSame: boolean): Promise<string | undefined> {
  if (object === undefined) return isSame ? 'working tree' : undefined;
  const { revision, path } = object;
  const { shortCommit } = await import('./read-git-object.ts');
  const commit = revision === '' ? undefined : shortCommit(revision);
  const name =
    revision === ''
      ? 'index'
      : commit === undefined || revision.startsWith(commit)
        ? revision
        : `${revision}@${commit}`;
  return isSame ? name : `${name}:${path}`;
}
