/** What do JSON and YAML have in common once they are parsed? Types only. */

import type { Json, Path, Position } from '../model.ts';

/** A mistake at a place of a text. */
export interface Mistake {
  readonly position: Position;
  readonly message: string;
}

/** The same key twice in one object, in any language. */
export interface RepeatedKey {
  readonly path: Path;
  readonly first: Position;
  readonly again: Position;
}

/** What both languages give for one document. */
export interface Content {
  readonly value: Json;
  readonly repeated: readonly RepeatedKey[];
  /** Which document of a YAML stream, from 0. */
  readonly index: number;
}

export type Contents = { readonly contents: readonly Content[] } | { readonly mistake: Mistake };
