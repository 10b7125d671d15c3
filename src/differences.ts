/** The nouns of a comparison: a change, what it means, and the report of it all. Types only. */

import type { ExportKind, Json, JsonObject, Path, Position, Problem, Realm } from './model.ts';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'renamed' | 'moved';

/** Who made a change: a person, Keycloak's migration of an existing realm, or a default that moved under both sides. */
export type Cause = 'edit' | 'upgrade' | 'version-default';

/** Where a change stands in the data of each side; for what is not there, the way to where it would stand, as far as it goes. */
export interface Places {
  readonly before: Path;
  readonly after: Path;
}

interface Placed {
  /** A section of the contract: `clients`, `roles.client`, `authenticationFlows` ... */
  readonly section: string;
  /** The natural key: `web-shop`, `web-shop/viewer`, `/staff/ops`; the realm's name for what belongs to the realm itself. */
  readonly entity: string;
  /** Property names and natural keys below the entity; empty when the entity itself came, went or was renamed. */
  readonly path: readonly string[];
  readonly kind: ChangeKind;
  readonly cause: Cause;
  /** `25.0.0/basic-scope`: the row of `rules/upgrades/` that explains the change. */
  readonly upgrade?: string;
  readonly places: Places;
}

/**
 * A change that may be shown. `added` has `after`, `removed` has `before`, `changed` both. `renamed`: both are natural
 * keys. `moved`: both are positions in the list, from 1. Secrets inside are `"$secret"`.
 */
export interface ValueChange extends Placed {
  readonly secret?: never;
  readonly before?: Json;
  readonly after?: Json;
  /** 0 to 1, for `renamed`: how much of the two entities is equal. */
  readonly likeness?: number;
  /** For `renamed`: the places that still name the old one, each as section, entity and path. */
  readonly namedBy?: readonly (readonly string[])[];
}

/** A change of a secret: there is no room for its value, so nobody can print it. */
export interface SecretChange extends Placed {
  readonly secret: true;
}

export type Change = ValueChange | SecretChange;

export type Severity = 'high' | 'medium' | 'low' | 'info';

/** `breaks`: somebody cannot log in any more, or a token loses content. `weakens`, `tightens`: how well the realm is guarded. */
export type Direction = 'breaks' | 'weakens' | 'tightens' | 'cosmetic';

/** What a rule says of a change. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  readonly direction: Direction;
  /** One sentence, entity first. May hold text of the realm: escape it where it is written. */
  readonly message: string;
  /** Twelve hex digits from rule, section, entity, path and value: survives rewording and a new export. */
  readonly fingerprint: string;
}

/** What rules of states say of one place in a realm, whether a change touched it or not. */
export interface JudgedPlace {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
  /** `present`: in a realm that was looked at alone, or in the way of an upgrade. Of a comparison: `kept` on both sides, or `fixed` by a change. */
  readonly state: 'present' | 'kept' | 'fixed';
  /** Where it stands in the data of each side. */
  readonly places: Places;
  /** In the file as it was read, where that alone tells it. */
  readonly at?: Path;
  readonly findings: readonly Finding[];
  /** What to do before it happens: where an upgrade is in view. */
  readonly remedy?: string;
  readonly position?: ChangePosition;
}

export type JudgedChange = Change & {
  readonly findings: readonly Finding[];
  readonly position?: ChangePosition;
  readonly by?: Author;
};

/** What somebody did in a realm, as its server wrote it down. */
export interface AdminEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `CREATE`, `UPDATE`, `DELETE` or `ACTION`. */
  readonly operation: string;
  /** Below the realm, as the server writes it: `clients/1d4f.../protocol-mappers/models`. */
  readonly path: string;
  /** What people call who did it: `alice`, `client ci`, `user 1d4f0a7c` where nobody may look the name up. */
  readonly user: string;
  /** What was written calls itself so; undefined where the realm keeps no details. */
  readonly name: string | undefined;
}

/** Who made the last edit at a place, as an admin event of the server tells. */
export interface Author {
  /** `alice`, `client ci`. May hold any text. */
  readonly user: string;
  /** `2026-12-01T08:00:00Z`. */
  readonly at: string;
}

/** Line and column in the files as they were read. */
export interface ChangePosition {
  readonly before?: Position & { readonly file: string };
  readonly after?: Position & { readonly file: string };
}

/** One of two realms, ready to be compared: every value that counts is written, in the normal form's shape. */
export interface ComparedRealm {
  readonly source: string;
  /** As it was read; its origins tell lines. */
  readonly realm: Realm;
  /** Effective values. Secrets are sealed: equal exactly when they are equal, and unreadable. */
  readonly data: JsonObject;
  /** Recorded baseline that was used; undefined when there was none. */
  readonly baseline: string | undefined;
  /** What was odd in the file. */
  readonly problems?: readonly Problem[];
}

export interface ReportSide {
  readonly source: string;
  /** What people call the source where its name says less: `main@4f2c9e1`, `working tree`. */
  readonly label?: string;
  readonly realm: string;
  readonly keycloakVersion?: string;
  readonly baseline?: string;
  readonly export: ExportKind;
}

/** A part of the realms that could not be compared, and why: `users`, because a partial export holds none. */
export interface NotCompared {
  readonly section: string;
  readonly entity?: string;
  readonly path?: readonly string[];
  readonly why: string;
}

/** What stayed the same beside a change and is not shown: properties of an entity (`path` is empty), or members of a set. */
export interface Unchanged {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
  readonly count: number;
  /** What they are called. */
  readonly names?: readonly string[];
}

/** Something odd in one of the inputs. */
export interface ReportProblem {
  readonly code: string;
  readonly where: 'before' | 'after';
  readonly path: readonly string[];
  readonly message: string;
  readonly file?: string;
  readonly position?: Position;
}

export interface ReportSummary {
  readonly changes: { readonly [cause in Cause]: number };
  readonly entities: {
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly renamed: number;
  };
  readonly findings: { readonly [severity in Severity]: number };
  /** By section: how many entities of the two sides were compared. */
  readonly compared: { readonly [section: string]: number };
  readonly leftOut: {
    readonly ids: number;
    readonly defaults: number;
    /** Values that Keycloak takes for absence. */
    readonly implied: number;
    readonly reordered: number;
    /** Findings and changes that the configuration ignores. */
    readonly ignored: number;
  };
}

/** The whole answer about one pair of realms. Reporters draw from it and from nothing else. */
export interface Report {
  /** The side that has the realm, where the other has none of its name: nothing is compared then. */
  readonly only?: 'before' | 'after';
  /** One realm was looked at and nothing compared: both sides are the same. */
  readonly isAlone?: boolean;
  /** What the configuration calls the side that is compared. */
  readonly environment?: string;
  readonly before: ReportSide;
  readonly after: ReportSide;
  readonly summary: ReportSummary;
  readonly changes: readonly JudgedChange[];
  /** States that no change created: all those of a realm alone; of a comparison those that were fixed, or kept. */
  readonly states?: readonly JudgedPlace[];
  readonly problems: readonly ReportProblem[];
  readonly notCompared: readonly NotCompared[];
  readonly unchanged?: readonly Unchanged[];
  /** Where the configuration that ignored something stands, for people: `.realmdiff.yaml`. */
  readonly configuration?: string;
}

/** One step of a JSON Patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly from: string; readonly path: string };
