/** Puts texts that hold several values (`a##b`, `openid profile`, a password policy) into one order. Only where order says nothing. */

import { compareText } from '../json/compare.ts';
import type { Delimiter, Step } from '../model.ts';
import { rewrite } from './rewrite.ts';

export const orderTexts: Step = {
  name: 'order-texts',
  why: 'the server and the console write such lists in whatever order they were filled',
  run: (realm, { tables }) => {
    const data = rewrite(realm.data, tables.root, 'delimited', (value, { place }) =>
      place.delimited?.says !== undefined && typeof value === 'string'
        ? orderText(value, place.delimited?.says)
        : value,
    );
    return { realm: { ...realm, data } };
  },
};

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

/** By name alone: of two policies of one name the later one counts (PasswordPolicy.parse). */
function byPolicy(a: string, b: string): number {
  return compareText(memberName(a, 'policy'), memberName(b, 'policy'));
}

function orderText(text: string, delimiter: Delimiter): string {
  const parts = cutText(text, delimiter);
  // A policy argument may hold " and " itself (a regular expression): such a text cannot be cut, so it stays.
  if (delimiter === 'policy' && !parts.every((part) => /^\w+(\(.*\))?$/s.test(part))) return text;
  return joinText([...parts].sort(delimiter === 'policy' ? byPolicy : compareText), delimiter);
}

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
