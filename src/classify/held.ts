/** What is a state that holds? Its place in one realm. A type only. */

import type { Json, Path } from '../model.ts';

/** A place where a state holds. */
export interface Held {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly value: Json | undefined;
  readonly isMember: boolean;
  /** The place in the file as it was read, where the state is one of the file and not of what it means. */
  readonly at?: Path;
  /** How it comes to be: `service account ci -> role ops -> realm-management/manage-users`. */
  readonly via?: string;
  /** The entities on that way: a change of one of them may have made the state. */
  readonly through?: readonly { readonly section: string; readonly entity: string }[];
  /** The entity of another section that the state is about: the one that is missing. */
  readonly about?: { readonly section: string; readonly entity: string };
}
