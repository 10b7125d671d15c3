/** What does a file or folder hold in a revision of a git repository? Reads git objects; checks nothing out and changes nothing. */

import { printable } from '../json/show.ts';
import type { Failure, Source } from '../model.ts';
import { isSplitRealm, REALM_FILE } from '../read/split-mark.ts';
import type { GitObject } from './git-object.ts';
import { git } from './run-git.ts';

/** The object's content; a folder gives its `.json`, `.yaml` and `.yml` files. Never runs what the names say. */
export function readGitObject({ revision, path }: GitObject): readonly Source[] | Failure {
  const name = `${revision}:${path}`;
  const refuse = (message: string): Failure => ({ file: name, message });
  if (revision.startsWith('-')) return refuse('a revision cannot begin with a hyphen');
  const version = git(['--version']);
  if (version.status !== 0) return refuse('git is not installed: install it, or give files');
  if (git(['rev-parse', '--git-dir']).status !== 0)
    return refuse('not inside a git repository: run it in one, or give files');
  if (
    revision !== '' &&
    git(['rev-parse', '--quiet', '--verify', '--end-of-options', `${revision}^{tree}`]).status !== 0
  ) {
    return refuse(missingRevision(revision));
  }
  const spelled = [name, `${revision}:./${path}`].find(
    (object) => git(['cat-file', '-e', '--end-of-options', object]).status === 0,
  );
  if (spelled === undefined)
    return refuse(
      `the revision holds no such file: see what it holds with git ls-tree -r --name-only ${revision || 'HEAD'}`,
    );
  if (git(['cat-file', '-t', '--end-of-options', spelled]).stdout.toString().trim() === 'tree')
    return filesOfTree(spelled, name);
  return [{ name, content: git(['cat-file', '--end-of-options', 'blob', spelled]).stdout }];
}

function missingRevision(revision: string): string {
  const isShallow = git(['rev-parse', '--is-shallow-repository']).stdout.toString().trim() === 'true';
  const [, remote = 'origin', branch = revision] = /^(origin|upstream)\/(.+)$/s.exec(revision) ?? [];
  const depth = isShallow ? ' --depth=1' : '';
  return `this clone has no revision ${printable(revision)}: fetch it with git fetch${depth} ${remote} ${printable(branch)}`;
}

function filesOfTree(tree: string, name: string): readonly Source[] | Failure {
  const list = (...how: readonly string[]) =>
    git(['ls-tree', ...how, '-z', '--name-only', '--end-of-options', tree])
      .stdout.toString()
      .split('\0');
  const direct = list().filter(mayHoldRealm);
  const names = direct.includes(REALM_FILE) && isSplitTree(tree) ? list('-r').filter(mayHoldRealm) : direct;
  if (names.length === 0) return { file: name, message: 'the folder holds no .json, .yaml or .yml file' };
  const folder = name.replace(/\/+$/, '');
  return names.map((file) => ({
    name: `${folder}/${file}`,
    content: git(['cat-file', '--end-of-options', 'blob', `${tree.replace(/\/+$/, '')}/${file}`]).stdout,
  }));
}

function isSplitTree(tree: string): boolean {
  return isSplitRealm(
    git(['cat-file', '--end-of-options', 'blob', `${tree.replace(/\/+$/, '')}/${REALM_FILE}`]).stdout,
  );
}

function mayHoldRealm(name: string): boolean {
  return /\.(json|ya?ml)$/i.test(name);
}

/** `4f2c9e1`: the commit that a revision names; undefined where it names none. */
export function shortCommit(revision: string): string | undefined {
  if (revision.startsWith('-')) return undefined;
  const { status, stdout } = git([
    'rev-parse',
    '--quiet',
    '--verify',
    '--short',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  return status === 0 ? stdout.toString().trim() : undefined;
}
