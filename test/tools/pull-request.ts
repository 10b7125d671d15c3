/** What does GitHub answer about the comments of one pull request? As its description says; the state is a list. */

import { join } from 'node:path';
import type { Answer, Asked } from './described-server.ts';

export const DESCRIPTION = join(import.meta.dirname, 'node_modules/@octokit/openapi/generated/api.github.com.json');
export const ALL = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
export const ONE = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

export interface Comment {
  readonly id: number;
  body: string;
  readonly association?: string;
  readonly isBot?: boolean;
}

/** A pull request with these comments, and what it answers; `first` answers instead as long as it gives something. */
export function pullRequest(comments: Comment[], first: (asked: Asked) => Answer | undefined = () => undefined) {
  const json = ({ id, body, association = 'NONE', isBot = false }: Comment) => ({
    ...{ id, node_id: `node-${id}`, body, author_association: association },
    url: `https://api.example/comments/${id}`,
    html_url: `https://github.example/acme/realms/pull/7#issuecomment-${id}`,
    issue_url: 'https://api.example/issues/7',
    user: user(isBot),
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  });
  const find = ({ parameters }: Asked) => comments.find(({ id }) => String(id) === parameters.comment_id);
  return (asked: Asked): Answer => {
    const early = first(asked);
    if (early !== undefined) return early;
    const { method, template, parameters, body } = asked;
    if (template === ALL && method === 'GET') {
      const [page, size] = [Number(parameters.page ?? 1), Number(parameters.per_page ?? 30)];
      const found = comments.slice((page - 1) * size, page * size).map(json);
      const isLast = page * size >= comments.length;
      const next = `<http://${asked.headers.host}/repos/acme/realms/issues/7/comments?per_page=${size}&page=${page + 1}>; rel="next"`;
      return { status: 200, body: found, ...(!isLast && { headers: { link: next } }) };
    }
    if (template === ALL && method === 'POST') {
      const made = { id: 1000 + comments.length, body: (body as { body: string }).body, isBot: true };
      comments.push(made);
      return { status: 201, body: json(made) };
    }
    const comment = find(asked);
    if (comment === undefined) return { status: 404, body: { message: 'Not Found' } };
    if (method === 'PATCH') comment.body = (body as { body: string }).body;
    if (method === 'DELETE') comments.splice(comments.indexOf(comment), 1);
    return method === 'DELETE' ? { status: 204 } : { status: 200, body: json(comment) };
  };
}

function user(isBot: boolean) {
  const urls = ['url', 'html_url', 'avatar_url', 'followers_url', 'following_url', 'gists_url', 'starred_url'];
  const more = ['subscriptions_url', 'organizations_url', 'repos_url', 'events_url', 'received_events_url'];
  return {
    ...Object.fromEntries([...urls, ...more].map((name) => [name, 'https://api.example/x'])),
    ...{ login: isBot ? 'github-actions[bot]' : 'somebody', id: 1, node_id: 'x', gravatar_id: '' },
    ...{ type: isBot ? 'Bot' : 'User', site_admin: false },
  };
}
