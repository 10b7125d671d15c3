/** Which pull or merge request does a job belong to? Asks the environment that GitHub Actions and GitLab CI set. */

import { readFileSync } from 'node:fs';
import type { Place } from '../../../hosts/host.ts';
import { isObject, property } from '../../../json/object.ts';
import { parseJson } from '../../../json/parse.ts';
import type { CommentRequest } from './options.ts';

type Found = { readonly place: Place; readonly token: string };

/** The place and the token, or the sentence that says what is missing. Nothing of a token is in it. */
export function findPlace(
  request: CommentRequest,
  environment: NodeJS.ProcessEnv,
): Found | { readonly missing: string } {
  return request.provider === 'github' ? onGitHub(request, environment) : onGitLab(request, environment);
}

/** https://docs.github.com/actions, "Variables reference": GITHUB_REF is `refs/pull/12/merge` for pull requests. */
function onGitHub(
  { repo, pull }: CommentRequest,
  environment: NodeJS.ProcessEnv,
): Found | { readonly missing: string } {
  const {
    GITHUB_REPOSITORY,
    GITHUB_REF = '',
    GITHUB_API_URL,
    GITHUB_EVENT_PATH,
    GITHUB_TOKEN: token = '',
  } = environment;
  const repository = repo ?? GITHUB_REPOSITORY ?? '';
  if (!/^[^/\s]+\/[^/\s]+$/.test(repository)) return { missing: 'say --repo OWNER/NAME: GITHUB_REPOSITORY does not' };
  const number = pull ?? (Number(/^refs\/pull\/(\d+)\//.exec(GITHUB_REF)?.[1]) || numberOfEvent(GITHUB_EVENT_PATH));
  if (number === undefined) return { missing: 'say --pull NUMBER: this job is about no pull request' };
  if (token === '')
    return { missing: 'GITHUB_TOKEN is not set: give the step "env: GITHUB_TOKEN: ${{ github.token }}"' };
  return { place: { api: GITHUB_API_URL || 'https://api.github.com', repository, number }, token };
}

/** Events of pull requests, and those of comments on them. */
function numberOfEvent(file: string | undefined): number | undefined {
  try {
    const parsed = parseJson(readFileSync(file ?? '', 'utf8'));
    const event = 'value' in parsed ? parsed.value : null;
    const request = isObject(property(event, 'pull_request') ?? null)
      ? property(event, 'pull_request')
      : property(event, 'issue');
    const number = property(request, 'number');
    return typeof number === 'number' ? number : undefined;
  } catch {
    return undefined;
  }
}

/** https://docs.gitlab.com/ci/variables/predefined_variables: the merge request's variables are there in its own pipelines. */
function onGitLab(
  { repo, pull }: CommentRequest,
  environment: NodeJS.ProcessEnv,
): Found | { readonly missing: string } {
  const {
    CI_PROJECT_ID,
    CI_MERGE_REQUEST_PROJECT_ID,
    CI_MERGE_REQUEST_IID,
    CI_SERVER_URL,
    GITLAB_TOKEN: token = '',
  } = environment;
  const repository = repo ?? CI_MERGE_REQUEST_PROJECT_ID ?? CI_PROJECT_ID ?? '';
  if (repository === '') return { missing: 'say --repo GROUP/NAME: CI_PROJECT_ID does not' };
  const number = pull ?? (Number(CI_MERGE_REQUEST_IID) || undefined);
  if (number === undefined)
    return {
      missing:
        'say --pull NUMBER: this is no pipeline of a merge request (rules: if: $CI_PIPELINE_SOURCE == "merge_request_event")',
    };
  if (token === '')
    return {
      missing: 'GITLAB_TOKEN is not set: make a project access token with the scope api, and a masked variable of it',
    };
  return { place: { api: CI_SERVER_URL || 'https://gitlab.com', repository, number }, token };
}
