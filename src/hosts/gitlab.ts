/** How does a note get onto a merge request of GitLab? Through its REST API, with gitbeaker. */

import { MergeRequestNotes } from '@gitbeaker/rest';
import { type Host, type HostComment, HostError, type Place } from './host.ts';

/** gitbeaker tries again after 429 and 502 by itself, at growing distances; every other refusal is a HostError. */
export function openGitLab({ api, repository, number }: Place, token: string): Host {
  const notes = new MergeRequestNotes({ host: api, token });
  const project = /^\d+$/.test(repository) ? Number(repository) : repository;
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explained(error, repository, number);
    }
  };
  const commentIn = (note: Answered): HostComment => ({
    id: note.id,
    body: note.body,
    // A note of somebody who cannot change the repository is as visible as ours; editing it is refused by the host.
    isTrusted: note.system !== true,
    url: `${api}/${repository}/-/merge_requests/${number}#note_${note.id}`,
  });
  return {
    comments: async function* () {
      for (let page = 1; ; page++) {
        const options = { sort: 'asc', orderBy: 'created_at', perPage: 100, page, maxPages: 1 } as const;
        const found = await ask(() => notes.all(project, number, options));
        for (const note of found) yield commentIn(note);
        if (found.length < 100) return;
      }
    },
    create: (body) => ask(async () => commentIn(await notes.create(project, number, body))),
    update: (id, body) => ask(async () => commentIn(await notes.edit(project, number, id, { body }))),
    remove: (id) => ask(async () => void (await notes.remove(project, number, id))),
    hide: undefined,
  };
}

/** As far as we read it. */
interface Answered {
  readonly id: number;
  readonly body: string;
  readonly system?: boolean;
}

function explained(error: unknown, repository: string, number: number): HostError {
  const cause = error instanceof Error ? error.cause : undefined;
  const response = typeof cause === 'object' && cause !== null && 'response' in cause ? cause.response : undefined;
  const status = response instanceof Response ? response.status : undefined;
  if (status === undefined) return unreachable(error);
  return new HostError(`GitLab answers ${status}: ${adviceFor(status, repository, number)}`, status);
}

function adviceFor(status: number, repository: string, number: number): string {
  if (status === 401)
    return 'the token in GITLAB_TOKEN is not valid here. A CI_JOB_TOKEN may not write notes: make a project access token with the scope api';
  if (status === 403)
    return 'the token may not write notes: it needs the scope api and the role Reporter or above. A merge request from a fork has no such token: write the report as an artifact there (--read-only-ok)';
  if (status === 404)
    return `there is no merge request ${repository}!${number} that this token may see; check --repo, --pull and the token's rights`;
  if (status === 429) return 'too many requests with this token; run it again later';
  if (status === 400 || status === 422) return 'the note was refused; the discussion may be locked';
  return 'its server failed, also after some tries; run it again later';
}

function unreachable(error: unknown): HostError {
  const name = error instanceof Error ? error.name : 'unknown';
  const isRetried = name === 'GitbeakerRetryError';
  const what = isRetried ? 'its server failed, also after some tries' : 'cannot be reached';
  return new HostError(
    `GitLab: ${what} (${name}); check the network and CI_SERVER_URL, or run it again later`,
    undefined,
  );
}
