/** Do the commands of the README run as they stand there? In one folder, one after the other. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BIN, cleanEnvironment, folderWith, rawRealm } from './run-cli.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The lines of shell blocks that call the tool. */
const COMMANDS = [...README.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => /(?:^|\| )realmdiff /.test(line));

const realm = (name: string): string =>
  JSON.stringify({ ...JSON.parse(rawRealm(name)), clients: [{ clientId: 'web-shop', secret: 'fake-secret' }] });

const FILES = {
  'acme-realm.json': realm('acme'),
  'acme-export.json': realm('acme'),
  'acme.json': realm('acme'),
  'before.json': realm('acme'),
  'after.json': realm('acme'),
  'realms/acme.json': realm('acme'),
  'stage/acme-stage.json': realm('acme-stage'),
  'prod/acme.json': realm('acme'),
  'acme.env': 'ACME_CLIENTS_WEB_SHOP_SECRET=fake-secret\n',
  'bin/realmdiff': `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`,
};

const GIT = 'git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false';
const REPOSITORY = `chmod +x bin/realmdiff && git init -q -b main && git add . && ${GIT} commit -q -m a && git update-ref refs/remotes/origin/main HEAD`;

it('each command of the README does what it is there for', () => {
  const { path } = folderWith(FILES);
  const env = cleanEnvironment({ PATH: `${path}/bin:${process.env.PATH}` });
  const shell = (line: string) => spawnSync('sh', ['-c', line], { cwd: path, env, encoding: 'utf8' });
  expect(COMMANDS.length).toBeGreaterThan(10);
  for (const line of [REPOSITORY, ...COMMANDS]) {
    const { status, stdout, stderr } = shell(line);
    // A file with a secret in it is what `lint` is there for.
    const wanted = line.includes('realmdiff lint') && !line.includes('fresh:') ? [0, 1] : [0];
    expect(wanted, `${line}\n${stderr}${stdout}`).toContain(status);
    expect(stderr, line).not.toMatch(/error|internal/);
  }
});
