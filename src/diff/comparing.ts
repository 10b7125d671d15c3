/** What do all comparisons share? The two values at one place, what is known of both sides, and where changes go. Types and small makers. */

import { property } from '../json/object.ts';
import type {
  Change,
  ChangeKind,
  Json,
  JsonObject,
  Path,
  Place,
  SecretChange,
  Section,
  ValueChange,
} from '../model.ts';
import { unseal } from '../normalize/seal.ts';
import type { Named } from './compare-entities.ts';
import { step, type Where } from './where.ts';

/** One side of a place: its value, undefined where there is none, and the way to it. */
export interface At {
  readonly value: Json | undefined;
  readonly path: Path;
}

/** A place of two realms. */
export interface Pair {
  readonly before: At;
  readonly after: At;
  readonly place: Place;
  readonly where: Where;
  /** True inside JSON texts, where an empty object says something else than none. */
  readonly isExact?: boolean;
}

/** Two entities that are the same under another name. */
export interface Renamed {
  readonly removed: Named;
  readonly added: Named;
  /** 0 to 1. */
  readonly likeness: number;
}

export interface Context {
  readonly emit: (change: Change) => void;
  /** Told of what cannot be compared. */
  readonly skip: (where: Where, why: SkipReason) => void;
  /** Of what is left over on both sides of a list: what is the same under another name? */
  readonly findRenamed: (
    section: Section | undefined,
    removed: readonly Named[],
    added: readonly Named[],
  ) => readonly Renamed[];
  /** True where the side cannot hold such a thing, so that its absence says nothing. */
  readonly isUnknown: (pair: Pair, side: Side) => boolean;
  /** True for a part of an entity that one side was not shown, and for a link to such a thing. */
  readonly isHidden: (pair: Pair) => boolean;
  /** A partial export holds neither users nor organizations, so ids of them stay ids. */
  readonly cannotResolve: { readonly before: boolean; readonly after: boolean };
  /** True where the place has another name on each side, or the realm has. */
  readonly isRenamed: (pair: Pair) => boolean;
  /** An entity of both sides without what one side states and the other leaves out, where Keycloak makes no difference. */
  readonly withoutImplied: (pair: Pair) => Pair;
  /** The same for an entity that is missing in its list. */
  readonly isUnknownEntity: (section: Section, entity: JsonObject, side: Side) => boolean;
}

/** An id of what a partial export does not hold. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for an id on the side that cannot know what it names, beside a name on the other: nobody can tell whether it is the same. */
export function isUnresolvedName(before: string, after: string, { cannotResolve }: Context): boolean {
  return (
    (cannotResolve.before && ID.test(before) && after.startsWith('$')) ||
    (cannotResolve.after && ID.test(after) && before.startsWith('$'))
  );
}

export type Side = 'before' | 'after';

export type SkipReason = 'masked' | 'renamed' | 'unknown';

/** The place of a property below. */
export function childOf(pair: Pair, key: string): Pair {
  const { before, after, place, where } = pair;
  const parent = after.value ?? before.value ?? null;
  return {
    ...pair,
    before: { value: valueBelow(before.value, key), path: [...before.path, key] },
    after: { value: valueBelow(after.value, key), path: [...after.path, key] },
    place: place.child(key, parent),
    where: step(where, key),
  };
}

/** `null` says that there is nothing. */
function valueBelow(value: Json | undefined, key: string): Json | undefined {
  return property(value, key) ?? undefined;
}

/** A change whose values may be shown. Which side has a value decides whether something was added, removed or changed. */
export function valueChange(
  { before, after, where }: Pick<Pair, 'before' | 'after' | 'where'>,
  more: Partial<ValueChange> = {},
): ValueChange {
  return {
    ...where,
    kind: kindOf(before.value, after.value),
    ...(before.value !== undefined && { before: unseal(before.value) }),
    ...(after.value !== undefined && { after: unseal(after.value) }),
    cause: 'edit',
    places: { before: before.path, after: after.path },
    ...more,
  };
}

/** A change of a secret. */
export function secretChange({ before, after, where }: Pick<Pair, 'before' | 'after' | 'where'>): SecretChange {
  const kind = kindOf(before.value, after.value);
  return { ...where, kind, secret: true, cause: 'edit', places: { before: before.path, after: after.path } };
}

function kindOf(before: Json | undefined, after: Json | undefined): ChangeKind {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
