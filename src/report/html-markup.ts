/** How does text become HTML and nothing else? A template whose every value is escaped, unless it is markup of ours already. */

import { forHtml } from './hostile.ts';

/** HTML that was written here. A value of a realm is never of this type, so it cannot pass unescaped. */
export interface Markup {
  readonly markup: string;
}

export type Part = Markup | string | number | readonly Part[];

export const NOTHING: Markup = { markup: '' };

/** `` tag`<b>${name}</b>` ``: strings are escaped here, once; lists stand one after the other. */
export function tag(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: texts.map((text, index) => `${text}${written(parts[index] ?? '')}`).join('') };
}

function written(part: Part): string {
  if (typeof part === 'string') return forHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(written).join('');
}

/** The markup when the condition holds, else nothing. */
export function when(condition: boolean, make: () => Markup): Markup {
  return condition ? make() : NOTHING;
}

/** Parts with something between two of them. */
export function joined(parts: readonly Part[], between: Part): readonly Part[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));
}
