/** Puts texts that hold several values (`a##b`, `openid profile`, a password policy) into one order. Only where order says nothing. */

import { compareText } from '../json/compare.ts';
import { cutText, joinText, memberName } from '../json/delimited.ts';
import type { Delimiter, Edit, Step } from '../model.ts';
import { stepOf } from './rewrite.ts';

export const orderTexts: Step = stepOf({
  name: 'order-texts',
  why: 'the server and the console write such lists in whatever order they were filled',
  prepare: () => ({ edits: [{ mark: 'delimited', edit }] }),
});

const edit: Edit = (value, { place }) =>
  place.delimited?.says !== undefined && typeof value === 'string' ? orderText(value, place.delimited.says) : value;

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
