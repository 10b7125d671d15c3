/** Does `comment` ask GitHub for what GitHub describes, and does it end well whatever is answered? */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openGitHub } from '../../src/hosts/github.ts';
import { realm, withText } from '../git-repository.ts';
import { folderWith, runCliAsync } from '../run-cli.ts';
import { type Answer, type Asked, type DescribedServer, describedServer } from './described-server.ts';
import { ALL, type Comment, DESCRIPTION, ONE, pullRequest } from './pull-request.ts';

const TOKEN = 'fake-token-of-a-job';
const servers: DescribedServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    expect(server.mistakes).toEqual([]);
    await server.close();
  }
});

async function comment(
  answer: (asked: Asked) => Answer,
  more: readonly string[] = [],
  { after = withText('shop', 'new'), graphql }: { readonly after?: string; readonly graphql?: Answer } = {},
) {
  const server = await describedServer(DESCRIPTION, answer, ({ template }) =>
    template === '/graphql' ? graphql : undefined,
  );
  servers.push(server);
  const { path, read } = folderWith({ 'before.json': realm(), 'after.json': after, 'summary.md': '' });
  const env = {
    ...{
      GITHUB_TOKEN: TOKEN,
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: 'acme/realms',
      GITHUB_REF: 'refs/pull/7/merge',
    },
    GITHUB_STEP_SUMMARY: join(path, 'summary.md'),
  };
  const args = ['comment', '--provider', 'github', '--target', 'acme', ...more, 'before.json', 'after.json'];
  const result = await runCliAsync(args, { cwd: path, env });
  expect(`${result.stdout}${result.stderr}`).not.toContain(TOKEN);
  return {
    ...result,
    asked: server.asked.map(({ method, template }) => `${method} ${template}`),
    summary: read('summary.md'),
  };
}

/** A comment made with waits of milliseconds. */
async function quickly(answer: (asked: Asked) => Answer) {
  const server = await describedServer(DESCRIPTION, answer);
  servers.push(server);
  return openGitHub({ api: server.url, repository: 'acme/realms', number: 7 }, TOKEN, 5).create('text');
}

const MARKER = '<!-- realmdiff: {"v":1,"target":"acme"} -->';
const ours = (id: number, body = `${MARKER}\nold`): Comment => ({ id, body, isBot: true });

describe.skipIf(!existsSync(DESCRIPTION))('GitHub', () => {
  it('is a server that knows what its description does not allow', async () => {
    const server = await describedServer(DESCRIPTION, pullRequest([]));
    const ask = (path: string, body?: object) =>
      fetch(`${server.url}/repos/acme/realms/issues/7/${path}`, body && { method: 'POST', body: JSON.stringify(body) });
    for (const [path, body] of [['comments?size=3'], ['comments', { text: 'x' }], ['nothing']] as const)
      await ask(path, body);
    expect(server.mistakes).toEqual([
      expect.stringContaining('no parameter is called size'),
      expect.stringContaining("must have required property 'body'"),
      expect.stringContaining('no such operation'),
    ]);
    await server.close();
  });
  it('gets one comment, and the summary the same', async () => {
    const comments: Comment[] = [{ id: 1, body: 'LGTM' }];
    const made = await comment(pullRequest(comments));
    expect(made).toMatchObject({ exit: 0, stdout: '', asked: [`GET ${ALL}`, `POST ${ALL}`] });
    expect(made.stderr).toBe('comment created: https://github.example/acme/realms/pull/7#issuecomment-1001\n');
    expect(comments[1]?.body.startsWith(`${MARKER}\n### Realm`)).toBe(true);
    expect(made.summary).toBe(`${comments[1]?.body}\n`);
    expect((await comment(pullRequest(comments))).stderr).toContain('comment unchanged');
    expect(comments).toHaveLength(2);
  });
  it('finds its own on the third page, and no stranger that quotes it, nor that of another target', async () => {
    const comments = Array.from({ length: 260 }, (_, index): Comment => ({ id: index + 1, body: 'x' }));
    comments[3] = { id: 4, body: `${MARKER}\nfake` };
    comments[5] = { id: 6, body: MARKER.replace('acme', 'stage'), isBot: true };
    comments[255] = ours(256);
    const made = await comment(pullRequest(comments));
    expect(made.asked).toEqual([`GET ${ALL}`, `GET ${ALL}`, `GET ${ALL}`, `PATCH ${ONE}`]);
    expect(comments[255]?.body).toContain('### Realm');
    expect(comments[3]?.body).toContain('fake');
  });
  it('updates, hides or deletes it when nothing differs; makes none then', async () => {
    const same = { after: realm() };
    const none = await comment(pullRequest([]), [], same);
    expect([none.exit, none.asked]).toEqual([0, [`GET ${ALL}`]]);
    const kept = [ours(1)];
    await comment(pullRequest(kept), [], same);
    expect(kept[0]?.body).toContain('no semantic changes');
    const graphql = { status: 200, body: { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } } };
    const hidden = await comment(pullRequest([ours(1)]), ['--when-unchanged', 'hide'], { ...same, graphql });
    expect([hidden.exit, hidden.asked.at(-1), hidden.stderr]).toEqual([
      0,
      'POST /graphql',
      expect.stringContaining('comment hidden'),
    ]);
    const deleted = [ours(1)];
    expect((await comment(pullRequest(deleted), ['--when-unchanged', 'delete'], same)).stderr).toContain(
      'comment deleted',
    );
    expect(deleted).toEqual([]);
  });
  it.each([
    [401, 'the token in GITHUB_TOKEN is not valid'],
    [403, 'permissions: pull-requests: write'],
    [404, 'there is no pull request acme/realms#7'],
    [422, 'the comment was refused'],
  ])('explains %i', async (status, advice) => {
    const refuse = ({ method }: Asked) =>
      method === 'POST' || status === 404 ? { status, body: { message: 'no' } } : undefined;
    const refused = await comment(pullRequest([], refuse));
    expect([refused.exit, refused.stderr]).toEqual([2, expect.stringContaining(advice)]);
    expect(refused.summary).toContain('### Realm');
  });
  it('a token that only reads is no failure where that is said', async () => {
    const refuse = ({ method }: Asked) => (method === 'POST' ? { status: 403, body: { message: 'no' } } : undefined);
    const refused = await comment(pullRequest([], refuse), ['--read-only-ok']);
    expect([refused.exit, refused.stderr]).toEqual([0, expect.stringContaining('no comment: GitHub answers 403')]);
    expect(refused.summary).toContain('### Realm');
  });
  it.each([
    [429, { 'retry-after': '1' }],
    [403, { 'retry-after': '1' }],
    [502, {}],
  ])('is asked again after %i', async (status, headers) => {
    let left = 1;
    const once = (): Answer | undefined =>
      left-- > 0 ? { status, headers, body: { message: 'You have exceeded a secondary rate limit' } } : undefined;
    const comments: Comment[] = [];
    expect((await quickly(pullRequest(comments, once))).url).toContain('issuecomment-');
    expect(comments).toHaveLength(1);
  });
  it('says when a server keeps failing, and when findings are too severe', async () => {
    const fails = () => ({ status: 502, body: { message: 'x' } });
    await expect(quickly(pullRequest([], fails))).rejects.toThrow(
      'GitHub answers 502: its server failed, also after some tries',
    );
    const severe = await comment(pullRequest([]), ['--fail-on', 'info']);
    expect([severe.exit, severe.asked]).toEqual([1, [`GET ${ALL}`, `POST ${ALL}`]]);
  });
  it('is not asked in a dry run', async () => {
    const dry = await comment(pullRequest([]), ['--dry-run']);
    expect(dry).toMatchObject({ exit: 0, asked: [], summary: '' });
    expect(dry.stdout.startsWith(MARKER)).toBe(true);
    expect(readFileSync(DESCRIPTION).length).toBeGreaterThan(0);
  });
});
