/** Does the action write its comment? Its script in a shell with what GitHub sets, on a described GitHub. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILE, realm, repositoryWith, withText } from '../git-repository.ts';
import { cleanEnvironment, folderWith } from '../run-cli.ts';
import { describedServer } from './described-server.ts';
import { type Comment, DESCRIPTION, pullRequest } from './pull-request.ts';

const ROOT = join(import.meta.dirname, '../..');

describe.skipIf(!existsSync(DESCRIPTION))('the action', () => {
  it('writes one comment a file, and updates it', async () => {
    const made = repositoryWith({ [FILE]: realm() });
    made.write(FILE, withText('shop', 'for all'));
    made.git('commit', '-qam', 'head');
    const outside = folderWith({ output: '', summary: '' });
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', outside.path], { cwd: ROOT });
    const tarball = readdirSync(outside.path).find((name) => name.endsWith('.tgz')) ?? '';
    const comments: Comment[] = [];
    const server = await describedServer(DESCRIPTION, pullRequest(comments));
    const env = cleanEnvironment({
      ...{
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'acme/realms',
        GITHUB_REF: 'refs/pull/7/merge',
        GITHUB_API_URL: server.url,
      },
      ...{ GITHUB_OUTPUT: join(outside.path, 'output'), GITHUB_STEP_SUMMARY: join(outside.path, 'summary') },
      ...{ RUNNER_TEMP: join(outside.path, 'temp'), GITHUB_TOKEN: 'fake-token', REALMDIFF_COMMENT: 'true' },
      ...{ REALMDIFF_FILES: FILE, REALMDIFF_BASE: made.git('rev-parse', 'HEAD~1').trim(), REALMDIFF_FAIL_ON: 'never' },
      ...{ REALMDIFF_FORMAT: 'json', REALMDIFF_TARGET: '', REALMDIFF_PACKAGE: join(outside.path, tarball) },
    });
    const run = () =>
      new Promise((resolve) => {
        spawn('bash', [join(ROOT, 'action/review.sh')], { cwd: made.path, env, stdio: 'ignore' }).on('close', resolve);
      });
    expect([await run(), comments.length]).toEqual([0, 1]);
    expect(comments[0]?.body.startsWith(`<!-- realmdiff: {"v":1,"target":"${FILE}"} -->\n`)).toBe(true);
    if (comments[0] !== undefined) comments[0].body += 'old';
    expect([await run(), comments.length, comments[0]?.body.endsWith('old')]).toEqual([0, 1, false]);
    expect(outside.read('summary').match(/### Realm/g)).toHaveLength(2);
    expect(server.mistakes).toEqual([]);
    await server.close();
  });
});
