/** Does `comment` get along with GitLab? No description of its API is in a registry: a stub written from docs.gitlab.com/api/notes answers here. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { realm, withText } from './git-repository.ts';
import { folderWith, runCli, runCliAsync } from './run-cli.ts';

const TOKEN = 'fake-token-of-a-project';
const NOTES = '/api/v4/projects/42/merge_requests/7/notes';
const MARKER = '<!-- realmdiff: {"v":1,"target":"acme"} -->';

interface Note {
  readonly id: number;
  body: string;
  readonly system?: boolean;
}

interface Stub {
  readonly url: string;
  readonly asked: readonly string[];
}

/** Notes of one merge request; `refuse` answers a status instead as long as it gives one. */
async function gitlab(notes: Note[], refuse: (method: string) => number | undefined = () => undefined): Promise<Stub> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const { pathname, searchParams } = new URL(url, 'http://host');
    asked.push(`${method} ${pathname}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks).toString();
    const answer = (status: number, body?: unknown, more = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (headers['private-token'] !== TOKEN) return answer(401, { message: '401 Unauthorized' });
    const refused = refuse(method);
    if (refused !== undefined) return answer(refused, { message: 'no' });
    if (!pathname.startsWith(NOTES)) return answer(404, { message: '404 Not found' });
    const id = Number(pathname.slice(NOTES.length + 1));
    const note = notes.find((each) => each.id === id);
    if (method === 'GET') {
      const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page') ?? 20)];
      return answer(200, notes.slice((page - 1) * size, page * size), { 'x-page': String(page) });
    }
    const body = headers['content-type']?.includes('json') ? JSON.parse(sent === '' ? '{}' : sent).body : '';
    if (method === 'POST') {
      const made = { id: 1000 + notes.length, body };
      notes.push(made);
      return answer(201, made);
    }
    if (note === undefined) return answer(404, { message: '404 Note Not Found' });
    if (method === 'PUT') note.body = body;
    if (method === 'DELETE') notes.splice(notes.indexOf(note), 1);
    return method === 'DELETE' ? answer(204) : answer(200, note);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function comment({ url }: Stub, more: readonly string[] = [], after = withText('shop', 'new'), token = TOKEN) {
  const { path } = folderWith({ 'before.json': realm(), 'after.json': after });
  const env = { GITLAB_TOKEN: token, CI_SERVER_URL: url, CI_PROJECT_ID: '42', CI_MERGE_REQUEST_IID: '7' };
  const args = ['comment', '--provider', 'gitlab', '--target', 'acme', ...more, 'before.json', 'after.json'];
  const result = await runCliAsync(args, { cwd: path, env });
  expect(`${result.stdout}${result.stderr}`).not.toContain(TOKEN);
  return result;
}

describe('GitLab', () => {
  it('gets one note, and finds it again on the third page', async () => {
    const notes: Note[] = Array.from({ length: 230 }, (_, id) => ({ id: id + 1, body: 'x', system: id % 2 === 0 }));
    const stub = await gitlab(notes);
    expect(await comment(stub)).toMatchObject({ exit: 0, stderr: expect.stringContaining('comment created') });
    expect(notes.at(-1)?.body.startsWith(`${MARKER}\n### Realm`)).toBe(true);
    const made = notes.at(-1);
    if (made !== undefined) made.body = `${MARKER}\nold`;
    expect(await comment(stub)).toMatchObject({ exit: 0, stderr: expect.stringContaining('comment updated') });
    expect([notes.length, notes.at(-1)?.body]).toEqual([231, expect.stringContaining('### Realm')]);
    expect(stub.asked.filter((each) => each === `GET ${NOTES}`)).toHaveLength(6);
  });
  it('deletes it where nothing differs; a note cannot be hidden', async () => {
    const notes = [{ id: 5, body: `${MARKER}\nold` }];
    const stub = await gitlab(notes);
    expect((await comment(stub, ['--when-unchanged', 'delete'], realm())).stderr).toContain('comment deleted');
    expect(notes).toEqual([]);
    expect(await comment(stub, ['--when-unchanged', 'hide'])).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('cannot hide a note'),
    });
  });
  it('explains what it refuses', async () => {
    expect((await comment(await gitlab([]), [], undefined, 'wrong')).stderr).toContain(
      'project access token with the scope api',
    );
    const readOnly = await gitlab([], (method) => (method === 'POST' ? 403 : undefined));
    expect(await comment(readOnly)).toMatchObject({ exit: 2, stderr: expect.stringContaining('the role Reporter') });
    expect(await comment(readOnly, ['--read-only-ok'])).toMatchObject({ exit: 0 });
    expect((await comment(await gitlab([], () => 404))).stderr).toContain('there is no merge request 42!7');
  });
  it.each([429, 502])('is asked again after %i', async (status) => {
    let left = 2;
    const notes: Note[] = [];
    const stub = await gitlab(notes, () => (left-- > 0 ? status : undefined));
    expect(await comment(stub)).toMatchObject({ exit: 0 });
    expect(notes).toHaveLength(1);
  });
});

describe('comment', () => {
  it.each([
    [['comment', 'a', 'b'], 'say --provider'],
    [['comment', '--provider', 'gitea', 'a', 'b'], 'takes github or gitlab'],
    [['comment', '--provider', 'github'], 'give two sources'],
    [['comment', '--provider', 'github', '--body', 'x.md', '--fail-on', 'high'], '--fail-on is for diff'],
    [['comment', '--provider', 'github', '--pull', '0', 'a', 'b'], 'the number of a request'],
    [['comment', '--provider', 'github', '--body', 'x.md'], 'is no markdown report'],
    [['comment', '--provider', 'github', 'before.json', 'before.json'], 'GITHUB_REPOSITORY does not'],
    [['comment', '--provider', 'github', '--repo', 'a/b', 'before.json', 'before.json'], 'say --pull NUMBER'],
    [
      ['comment', '--provider', 'github', '--repo', 'a/b', '--pull', '1', 'before.json', 'before.json'],
      'GITHUB_TOKEN is not set',
    ],
    [
      ['comment', '--provider', 'gitlab', '--repo', '1', '--pull', '1', 'before.json', 'before.json'],
      'GITLAB_TOKEN is not set',
    ],
  ])('%j', (args, message) => {
    const { path } = folderWith({ 'before.json': realm(), 'x.md': '# x' });
    const env = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_REF: '', GITLAB_TOKEN: '', GITHUB_STEP_SUMMARY: '' };
    expect(runCli(args, { cwd: path, env })).toMatchObject({ exit: 2, stderr: expect.stringContaining(message) });
  });
  it('takes a report that diff wrote', () => {
    const { path, run } = folderWith({ 'before.json': realm(), 'after.json': withText('shop', 'new') });
    run('diff', '--format', 'markdown', '--out', 'report.md', 'before.json', 'after.json');
    const dry = runCli(['comment', '--provider', 'github', '--dry-run', '--body', 'report.md'], { cwd: path });
    expect([dry.exit, dry.stdout]).toEqual([0, expect.stringMatching(/^<!-- realmdiff: .* -->\n### Realm/)]);
  });
});
