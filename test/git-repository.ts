/** Which repositories do tests try git in? New ones, with the settings of nobody, and a realm with two clients. */

import { execFileSync, spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { cleanEnvironment, type Folder, folderWith, rawRealm } from './run-cli.ts';

export const ENVIRONMENT = {
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', LC_ALL: 'C' },
  ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example' },
};

export interface Repository extends Folder {
  readonly git: (...args: readonly string[]) => string;
  /** Git's exit code, and all it says. */
  readonly tryGit: (...args: readonly string[]) => { readonly exit: number | null; readonly said: string };
}

/** A repository with these files committed. */
export function repositoryWith(files: { readonly [name: string]: string }): Repository {
  const folder = folderWith(files);
  const options = { cwd: folder.path, encoding: 'utf8', env: cleanEnvironment(ENVIRONMENT) } as const;
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const tryGit = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('git', args, options);
    return { exit: status, said: stdout + stderr };
  };
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'base');
  return { ...folder, git, tryGit };
}

/** An export of a realm with the clients `shop` and `docs`. */
export const realm = (edit: (realm: { [key: string]: unknown }) => void = () => {}): string => {
  const made = JSON.parse(rawRealm('acme'));
  made.keycloakVersion = '26.7.3';
  made.clients = [
    { id: 'c-1', clientId: 'shop', enabled: true, redirectUris: ['https://shop.example/cb'] },
    { id: 'c-2', clientId: 'docs', enabled: true, redirectUris: ['https://docs.example/cb'] },
  ];
  edit(made);
  return `${JSON.stringify(made, null, 2)}\n`;
};
export const withText = (clientId: string, description: string) =>
  realm((made) => {
    for (const client of made.clients as { clientId: string; description?: string }[])
      if (client.clientId === clientId) client.description = description;
  });
export const FILE = 'realms/acme.json';

/** A repository in which `realmdiff git install` was run and committed. */
export function installed(
  files: { readonly [name: string]: string } = { [FILE]: realm() },
  ...more: readonly string[]
): Repository {
  const repository = repositoryWith(files);
  const { exit, stderr } = repository.run('git', 'install', ...more);
  expect([exit, stderr]).toEqual([0, '']);
  repository.git('add', '-A');
  repository.git('commit', '-q', '--allow-empty', '-m', 'attributes');
  return repository;
}
