/** Which values do options of several commands take, and is a text one of them? */

import { nearest } from '../tables/nearest.ts';
import type { ColorChoice } from './theme.ts';

export const COLORS = ['auto', 'always', 'never'] as const satisfies readonly ColorChoice[];

/** The value that a text names, or the sentence that says what the option takes. */
export function choose<T extends string>(
  option: string,
  text: string,
  values: readonly T[],
): { readonly value: T } | { readonly usage: string } {
  const value = values.find((each) => each === text);
  if (value !== undefined) return { value };
  const guess = nearest(text, values);
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
  return {
    usage: `--${option} takes ${values.slice(0, -1).join(', ')} or ${values.at(-1)}, found ${JSON.stringify(text)}${hint}`,
  };
}

/** A number of things, from 0. */
export function chooseCount(
  option: string,
  text: string | undefined,
): { readonly value: number | undefined } | { readonly usage: string } {
  if (text === undefined) return { value: undefined };
  if (/^\d{1,9}$/.test(text)) return { value: Number(text) };
  return { usage: `--${option} takes a number, found ${JSON.stringify(text)}` };
}

/** The sentence for an option that was given an empty name; undefined where none was. */
export function emptyOption(options: { readonly [name: string]: string | undefined }): string | undefined {
  const empty = Object.keys(options).find((name) => options[name] === '');
  return empty === undefined ? undefined : `--${empty} needs a name`;
}

/** Pairs of realm names; `form` says how one is written, such as FROM=TO. */
export function choosePairs(
  texts: readonly string[] = [],
  form: string,
): { readonly value: readonly (readonly [from: string, to: string])[] } | { readonly usage: string } {
  const pairs = texts.map((text) => text.split('='));
  const wrong = pairs.findIndex((names) => names.length !== 2 || names.includes(''));
  if (wrong >= 0) return { usage: `--pair takes two realm names, ${form}, found ${JSON.stringify(texts[wrong])}` };
  return { value: pairs.map(([a = '', b = '']) => [a, b] as const) };
}
