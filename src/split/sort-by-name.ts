/** In which order do the files of a folder stand in their list? In that of a normal form: by the entities' names. */

import { compareText } from '../json/compare.ts';
import { textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import type { Row } from './layout.ts';

/** An element of a list, and the name of its file without folder and extension. */
export interface Element {
  readonly element: Json;
  readonly stem: string;
}

/** Those of one name by their count: `web`, `web~2`, `web~10`. */
export function sortByName(elements: readonly Element[], { name }: Row): readonly Element[] {
  const keyed = elements.map((each) => ({ each, names: name.map((key) => textProperty(each.element, key) ?? '') }));
  keyed.sort((a, b) => {
    for (const [index, left] of a.names.entries()) {
      const difference = compareText(left, b.names[index] ?? '');
      if (difference !== 0) return difference;
    }
    return countOf(a.each.stem) - countOf(b.each.stem);
  });
  return keyed.map(({ each }) => each);
}

function countOf(stem: string): number {
  return Number(/~(\d+)$/.exec(stem)?.[1] ?? 1);
}
