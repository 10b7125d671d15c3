/** What do the users of one slice say? Read, normalized beside their realm, and their problems with lines. */

import type { Entity, Failure, Json, Origin, Problem } from '../../model.ts';
import { type Frame, normalizePortion } from '../../normalize/normalize-portion.ts';
import { locateProblems } from '../../read/locate.ts';
import { type FileSlice, type Portion, readPortion } from '../../read/portions.ts';

/** Why a portion has no normal form of its own. */
export type NoPortion = { readonly failure: Failure } | { readonly isEntangled: true };

/** A user that something outside of the users refers to. */
export interface MentionedUser {
  readonly id: string | undefined;
  readonly name: string;
}

export interface NormalizedUsers {
  /** As they were read, and where. */
  readonly read: readonly Json[];
  readonly origins: readonly Origin[];
  /** In their order. */
  readonly users: readonly Json[];
  /** As they were read, one for each that is an object. */
  readonly entities: readonly Entity[];
  readonly mentioned: readonly MentionedUser[];
  /** The paths are those of the whole list. */
  readonly problems: readonly Problem[];
}

/** `isLocated`: problems come with their lines. */
export async function normalizeUsers(
  frame: Frame,
  portion: Portion,
  bytesOf: (slice: FileSlice) => Uint8Array,
): Promise<NormalizedUsers | NoPortion> {
  const { list, first } = portion;
  const { users, origins, problems, failures } = await readPortion(portion, bytesOf);
  const [failure] = failures;
  if (failure !== undefined) return { failure };
  const normalized = normalizePortion(frame, { list, users });
  if (normalized === undefined) return { isEntangled: true };
  const located = await locateProblems({ ...frame.realm, origins }, normalized.problems);
  return {
    ...{ read: users, origins, users: normalized.users, entities: normalized.entities },
    mentioned: mentionedIn(normalized.entities, frame),
    problems: [...problems, ...located.map((problem) => inWhole(problem, list, first))],
  };
}

function mentionedIn(entities: readonly Entity[], { mentioned }: Frame): readonly MentionedUser[] {
  return entities.flatMap(({ id, identity: [name = ''] }) =>
    mentioned.has(id ?? '') || mentioned.has(name) ? [{ id, name }] : [],
  );
}

/** A problem of a portion with the path of the whole list. */
function inWhole(problem: Problem, list: string, first: number): Problem {
  const moved = (path: Problem['path']): Problem['path'] =>
    path[0] === list && typeof path[1] === 'number' ? [list, path[1] + first, ...path.slice(2)] : path;
  const related = problem.related?.map((place) => ({ ...place, path: moved(place.path) }));
  return { ...problem, path: moved(problem.path), ...(related && { related }) };
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
