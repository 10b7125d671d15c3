/** How is a text that holds several values cut and joined again, and what is each of them called? */

import type { Delimiter } from '../model.ts';

interface Cut {
  readonly at: RegExp;
  readonly glue: string;
}

/** `##` is Constants.CFG_DELIMITER, around which Keycloak allows white space; `policy` is how PasswordPolicy cuts its text. */
const CUTS = {
  '##': { at: /\s*##\s*/, glue: '##' },
  space: { at: /\s+/, glue: ' ' },
  comma: { at: /\s*,\s*/, glue: ', ' },
  policy: { at: / and /, glue: ' and ' },
} satisfies Record<Delimiter, Cut>;

/** The members of such a text. */
export function cutText(text: string, delimiter: Delimiter): readonly string[] {
  return text
    .trim()
    .split(CUTS[delimiter].at)
    .filter((part) => part !== '');
}

export function joinText(parts: readonly string[], delimiter: Delimiter): string {
  return parts.join(CUTS[delimiter].glue);
}

/** What a member is called: a policy without what stands in its parentheses, any other itself. */
export function memberName(part: string, delimiter: Delimiter): string {
  return delimiter === 'policy' ? part.replace(/\(.*/s, '') : part;
}
