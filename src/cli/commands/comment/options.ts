/** What did the user ask `comment` for? Turns the raw options and the job's environment into one value, or into the sentence that says what is wrong. */

import { choose, emptyOption } from '../../options.ts';
import { DIFF_VALUES, type DiffRequest, PLAIN_DIFF, parseDiff } from '../diff/options.ts';

const PROVIDERS = ['github', 'gitlab'] as const;
export type Provider = (typeof PROVIDERS)[number];

const UNCHANGED = ['update', 'hide', 'delete'] as const;
export type WhenUnchanged = (typeof UNCHANGED)[number];

export interface RawCommentOptions {
  readonly words: readonly string[];
  readonly provider: string | undefined;
  readonly repo: string | undefined;
  readonly pull: string | undefined;
  readonly body: string | undefined;
  readonly target: string | undefined;
  readonly whenUnchanged: string | undefined;
  readonly summary: string | undefined;
  readonly readOnlyOk: boolean;
  readonly dryRun: boolean;
  readonly failOn: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly rules: string | undefined;
  readonly config: string | undefined;
}

export interface CommentRequest {
  readonly provider: Provider;
  readonly repo: string | undefined;
  readonly pull: number | undefined;
  /** The two sources, or the file of a report. */
  readonly from: { readonly diff: DiffRequest } | { readonly body: string };
  readonly whenUnchanged: WhenUnchanged;
  readonly summary: string | undefined;
  readonly isReadOnlyOk: boolean;
  readonly isDry: boolean;
}

type Usage = { readonly usage: string };

/** What help shows as the value of an option. */
export const COMMENT_VALUES = {
  provider: PROVIDERS,
  repo: ['OWNER/NAME'],
  pull: ['N'],
  body: ['FILE'],
  target: ['NAME'],
  'when-unchanged': UNCHANGED,
  summary: ['FILE'],
  'fail-on': DIFF_VALUES['fail-on'],
  only: ['POINTER'],
  rules: ['DIR'],
  config: ['FILE'],
};

export function parseComment(
  raw: RawCommentOptions,
  environment: NodeJS.ProcessEnv,
): { readonly request: CommentRequest } | Usage {
  const { provider: name, repo, pull, body, summary } = raw;
  if (name === undefined) return { usage: 'say --provider github or --provider gitlab' };
  const provider = choose('provider', name, PROVIDERS);
  if ('usage' in provider) return provider;
  const whenUnchanged = choose('when-unchanged', raw.whenUnchanged ?? 'update', UNCHANGED);
  if ('usage' in whenUnchanged) return whenUnchanged;
  if (provider.value === 'gitlab' && whenUnchanged.value === 'hide')
    return { usage: 'GitLab cannot hide a note: say --when-unchanged delete' };
  const empty = emptyOption({ repo, body, summary });
  if (empty !== undefined) return { usage: empty };
  if (pull !== undefined && !/^[1-9]\d{0,9}$/.test(pull))
    return { usage: `--pull takes the number of a request, found ${JSON.stringify(pull)}` };
  const from = sourceOf(raw);
  if ('usage' in from) return from;
  const usual = provider.value === 'github' ? environment.GITHUB_STEP_SUMMARY : undefined;
  return {
    request: {
      provider: provider.value,
      repo,
      pull: pull === undefined ? undefined : Number(pull),
      from,
      whenUnchanged: whenUnchanged.value,
      summary: summary ?? (usual === '' ? undefined : usual),
      isReadOnlyOk: raw.readOnlyOk,
      isDry: raw.dryRun,
    },
  };
}

function sourceOf({
  words,
  body,
  target,
  failOn,
  only,
  rules,
  config,
}: RawCommentOptions): CommentRequest['from'] | Usage {
  if (body !== undefined) {
    const other = { words: words[0], '--fail-on': failOn, '--only': only, '--target': target };
    const found = Object.entries(other).find(([, value]) => value !== undefined);
    return found === undefined
      ? { body }
      : { usage: `--body is a whole report: ${found[0]} is for diff, which wrote it` };
  }
  const parsed = parseDiff({ ...PLAIN_DIFF, words, format: 'markdown', target, failOn, only, rules, config });
  return 'usage' in parsed
    ? { usage: parsed.usage.replace('realmdiff diff', 'realmdiff comment') }
    : { diff: parsed.request };
}
