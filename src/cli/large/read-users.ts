/** What do the users of one slice say? Read, normalized beside their realm, and their problems with lines. */

import type { Entity, Failure, Json, Path, Problem } from '../../model.ts';
import { type Frame, normalizePortion } from '../../normalize/normalize-portion.ts';
import type { NamedUser } from '../../normalize/resolve-references.ts';
import { locateProblems } from '../../read/locate.ts';
import { moveProblem } from '../../read/move-problem.ts';
import { type FileSlice, type Portion, readPortion } from '../../read/portions.ts';

/** Why a portion has no normal form of its own. */
export type NoPortion = { readonly failure: Failure } | { readonly isEntangled: true };

export interface NormalizedUsers {
  /** As they were read. */
  readonly read: readonly Json[];
  /** In their order. */
  readonly users: readonly Json[];
  /** As they were read, one for each that is an object. */
  readonly entities: readonly Entity[];
  /** Those that something outside of the users refers to. */
  readonly mentioned: readonly NamedUser[];
  /** The paths are those of the whole list. */
  readonly problems: readonly Problem[];
}

export async function normalizeUsers(
  frame: Frame,
  portion: Portion,
  bytesOf: (slice: FileSlice) => Uint8Array,
): Promise<NormalizedUsers | NoPortion> {
  const { list } = portion;
  const { users, origins, problems, failures } = await readPortion(portion, bytesOf);
  const [failure] = failures;
  if (failure !== undefined) return { failure };
  const normalized = normalizePortion(frame, { list, users });
  if (normalized === undefined) return { isEntangled: true };
  const located = await locateProblems({ ...frame.realm, origins }, normalized.problems);
  return {
    ...{ read: users, users: normalized.users, entities: normalized.entities },
    mentioned: mentionedIn(normalized.entities, frame),
    problems: [...problems, ...located].map((problem) => moveProblem(problem, (path) => inWhole(path, portion))),
  };
}

function mentionedIn(entities: readonly Entity[], { mentioned }: Frame): readonly NamedUser[] {
  return entities.flatMap(({ id, identity: [name = ''] }) =>
    mentioned.has(id ?? '') || mentioned.has(name) ? [{ id, name }] : [],
  );
}

/** The place of a user in the whole list. */
function inWhole(path: Path, { list, first }: Portion): Path {
  const [name, place, ...rest] = path;
  return name === list && typeof place === 'number' ? [list, first + place, ...rest] : path;
}

/** Each slice as a portion of its own. */
export function slicesOf({ list, first, slices }: Portion): readonly Portion[] {
  let before = first;
  return slices.map((slice) => {
    const portion = { list, first: before, slices: [slice] };
    before += slice.count;
    return portion;
  });
}
