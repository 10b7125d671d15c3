/** How does a comment get onto a pull request of GitHub? Through its REST API, with GitHub's own client. */

import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { type Host, type HostComment, HostError, type Place, RETRY_AFTER } from './host.ts';

/** Longer than so many seconds nobody waits for a limit to end. */
const MOST_WAIT = 120;

/** Tries again after a rate limit and after a server's failure; every other refusal is a HostError. */
export function openGitHub({ api, repository, number }: Place, token: string, retryAfter = RETRY_AFTER): Host {
  const [owner = '', repo = ''] = repository.split('/');
  const waits = (seconds: number, _options: unknown, _octokit: unknown, count: number) =>
    count < 3 && seconds <= MOST_WAIT;
  const octokit = new Client({
    auth: token,
    baseUrl: api,
    userAgent: 'realmdiff',
    // What it would print may hold a request's head.
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    retry: { retryAfterBaseValue: retryAfter, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: {
      onRateLimit: waits,
      onSecondaryRateLimit: waits,
      fallbackSecondaryRateRetryAfter: 1,
      retryAfterBaseValue: retryAfter,
    },
  });
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explained(error, repository, number);
    }
  };
  const where = { owner, repo };
  return {
    comments: () => commentsOf(octokit, { ...where, issue_number: number }, ask),
    create: (body) =>
      ask(async () => {
        const created = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...where,
          issue_number: number,
          body,
        });
        return commentIn(created.data);
      }),
    update: (id, body) =>
      ask(async () => {
        const updated = await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...where,
          comment_id: id,
          body,
        });
        return commentIn(updated.data);
      }),
    remove: (id) =>
      ask(async () => {
        await octokit.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...where,
          comment_id: id,
        });
      }),
    hide: (id) =>
      ask(async () => {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...where,
          comment_id: id,
        });
        await octokit.graphql(MINIMIZE, { id: data.node_id });
      }),
  };
}

/** REST cannot fold a comment away. */
const MINIMIZE =
  'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }';

/** GitHub's client with what we need of it. */
const Client = Octokit.plugin(paginateRest, retry, throttling);
type Client = InstanceType<typeof Client>;

async function* commentsOf(
  octokit: Client,
  where: { readonly owner: string; readonly repo: string; readonly issue_number: number },
  ask: <T>(work: () => Promise<T>) => Promise<T>,
): AsyncGenerator<HostComment> {
  const pages = octokit.paginate.iterator('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...where,
    per_page: 100,
  });
  const iterator = pages[Symbol.asyncIterator]();
  for (;;) {
    const page = await ask(() => iterator.next());
    if (page.done === true) return;
    for (const comment of page.value.data) yield commentIn(comment);
  }
}

/** As far as we read it. */
interface Answered {
  readonly id: number | bigint;
  readonly body?: string | undefined;
  readonly html_url: string;
  readonly author_association?: string | undefined;
  readonly user?: { readonly type?: string | undefined } | null | undefined;
}

const WRITERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

function commentIn({ id, body = '', html_url, author_association = '', user }: Answered): HostComment {
  return { id: Number(id), body, url: html_url, isTrusted: user?.type === 'Bot' || WRITERS.has(author_association) };
}

function explained(error: unknown, repository: string, number: number): unknown {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return unreachable(error);
  const { status } = error;
  // Its client calls what never arrived a failure of the server.
  if (!('response' in error) || error.response === undefined) return unreachable(error);
  return new HostError(`GitHub answers ${status}: ${adviceFor(status, repository, number, error.message)}`, status);
}

function adviceFor(status: number, repository: string, number: number, message: string): string {
  if (status === 401) return 'the token in GITHUB_TOKEN is not valid any more; give a new one';
  if (status === 403 && /rate limit/i.test(message)) return 'too many requests with this token; run it again later';
  if (status === 403)
    return 'the token may not write comments. Give the job "permissions: pull-requests: write"; a pull request from a fork has a token that only reads: write the summary there (--read-only-ok), and comment from a workflow_run';
  if (status === 404)
    return `there is no pull request ${repository}#${number} that this token may see; check --repo, --pull and the token's rights`;
  if (status === 422) return 'the comment was refused; it may be locked or too long';
  if (status === 429) return 'too many requests with this token; run it again later';
  return 'its server failed, also after some tries; run it again later';
}

function unreachable(error: unknown): HostError {
  const code = error instanceof Error ? error.name : 'unknown';
  return new HostError(`GitHub cannot be reached (${code}); check the network and GITHUB_API_URL`, undefined);
}
