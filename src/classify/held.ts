/** What is a state that holds? Its place in one realm. A type only. */

import type { Json } from '../model.ts';

/** A place where a state holds. */
export interface Held {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly value: Json | undefined;
  readonly isMember: boolean;
  /** The entity of another section that the state is about: the one that is missing. */
  readonly about?: { readonly section: string; readonly entity: string };
}
