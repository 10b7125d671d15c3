/** How many commands is it from one raw export to the first comment? Those of docs/review.md, as they stand there, on a described GitHub. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT, realm, withText } from '../git-repository.ts';
import { cleanEnvironment, folderWith } from '../run-cli.ts';
import { describedServer } from './described-server.ts';
import { DESCRIPTION, pullRequest } from './pull-request.ts';

const ROOT = join(import.meta.dirname, '../..');
const COMMANDS = /## From nothing to a comment\n\n```sh\n([\s\S]*?)```/
  .exec(readFileSync(join(ROOT, 'docs/review.md'), 'utf8'))?.[1]
  ?.trim()
  .split('\n');

describe.skipIf(!existsSync(DESCRIPTION))('a newcomer', () => {
  it('has a comment after at most five commands', async () => {
    const { path, write } = folderWith({ 'realms/acme.json': realm(), 'packed/.keep': '' });
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', join(path, 'packed')], {
      cwd: ROOT,
    });
    const tarball = readdirSync(join(path, 'packed')).find((name) => name.endsWith('.tgz'));
    const comments: Parameters<typeof pullRequest>[0] = [];
    const server = await describedServer(DESCRIPTION, pullRequest(comments));
    const env = cleanEnvironment({ ...ENVIRONMENT, GITHUB_TOKEN: 'fake-token', GITHUB_API_URL: server.url });
    const shell = (line: string) =>
      new Promise<number | null>((resolve) => {
        spawn('sh', ['-c', line], { cwd: path, env, stdio: 'ignore' }).on('close', resolve);
      });
    expect(await shell('git init -q -b main && git add realms && git commit -qm export')).toBe(0);
    const exits: (number | null)[] = [];
    const commands = COMMANDS ?? [];
    for (const line of commands) {
      // What somebody else does is a comment in the page.
      if (line.startsWith('#')) {
        await shell('git checkout -q -b change');
        write('realms/acme.json', withText('shop', 'for all'));
      } else exits.push(await shell(line.replace('--save-dev realmdiff', `--save-dev ./packed/${tarball}`)));
    }
    expect(exits.length).toBeLessThanOrEqual(5);
    expect(exits).toEqual(exits.map(() => 0));
    expect(comments.map(({ body }) => body)).toEqual([expect.stringContaining('for all')]);
    expect(server.mistakes).toEqual([]);
    await server.close();
  });
});
