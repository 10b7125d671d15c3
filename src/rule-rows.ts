/** The nouns of the rule catalogue: what one file of `rules/changes/` or `rules/states/` says. Types only. */

import type { ChangeKind, Direction, ExportKind, Json, Path, Severity } from './model.ts';

/** One yes-or-no question about a value. All questions of a test must be answered with yes. */
export type Condition =
  | { readonly operator: 'is' | 'isNot'; readonly operand: Json }
  | { readonly operator: 'in' | 'notIn'; readonly operand: readonly Json[] }
  | { readonly operator: 'listed' | 'notListed'; readonly operand: NamedList }
  | { readonly operator: 'matches' | 'notMatches'; readonly operand: RegExp }
  | { readonly operator: 'startsWith' | 'endsWith' | 'contains' | 'lacks'; readonly operand: string }
  | { readonly operator: 'above' | 'below'; readonly operand: number }
  | { readonly operator: 'isAbsent' | 'isEmpty'; readonly operand: boolean }
  | { readonly operator: 'has' | 'none'; readonly operand: Fields };

export type Operator = Condition['operator'];
export type Test = readonly Condition[];

/** A list of `rules/lists.json`: `credential-steps`, `privileged-roles` ... */
export interface NamedList {
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

/** Keys of a path; `*` is any one key, `abc*` any key that begins so, `**` any number of keys. */
export type PathPattern = readonly string[];

/** A field below something, and what must be true of it: of one of them, where the pattern fits several. */
export interface Field {
  readonly pattern: PathPattern;
  readonly test: Test;
}
export type Fields = readonly Field[];

/** The same question for both sides of a comparison, each where it is asked. */
export interface Sides {
  readonly before?: Fields;
  readonly after?: Fields;
}

export interface FlowTest {
  /** A realm, a client or an identity provider logs in with the flow. */
  readonly isBound: boolean;
}

/** What both kinds of rules may ask. `since` is the first version of the realm that counts, `until` the first that no longer does. */
interface AnyWhen {
  readonly section: readonly string[];
  readonly entity?: Test;
  /** What the last `*` of the path stands for; without one, the last key. */
  readonly name?: Test;
  readonly flow?: FlowTest;
  readonly since?: string;
  readonly until?: string;
  /** How the realm was exported. */
  readonly export?: readonly ExportKind[];
}

export interface ChangeWhen extends AnyWhen {
  /** One of these must fit the change's path. */
  readonly path?: readonly PathPattern[];
  readonly kind?: readonly ChangeKind[];
  readonly before?: Test;
  readonly after?: Test;
  /** The number rose, or fell, by more than this factor; 1 is any. */
  readonly grew?: number;
  readonly shrank?: number;
  /** What came or went is a role or a group that leads to one of these roles of administration, through any number of steps. */
  readonly gives?: NamedList;
  /** It leads to none of them. */
  readonly givesNone?: NamedList;
  /** Fields of the entity that the change belongs to. */
  readonly where?: Sides;
  /** Fields of the realm. */
  readonly realm?: Sides;
  /** The entity is a member of this list of its realm, before and after. */
  readonly isIn?: string;
}

export interface StateWhen extends AnyWhen {
  /** The state stands at these places below an entity; without a path, at the entity itself. */
  readonly path?: readonly PathPattern[];
  readonly value?: Test;
  readonly has?: Fields;
  readonly realm?: Fields;
  readonly isIn?: string;
  /** The entity leads to one of these roles of administration: that is the value. */
  readonly reaches?: NamedList;
  /** In one step, or in more; undefined: in any number. */
  readonly isDirect?: boolean;
  /** The value names something in this section that is not there. */
  readonly missingIn?: string;
  /** Another entity of the section has the same value there. */
  readonly isShared?: boolean;
  /** A question about structure that no pattern can ask. */
  readonly check?: CheckName;
}

export type CheckName =
  | 'conditional-flow-without-condition'
  | 'mixed-requirements'
  | 'orphan-flow'
  | 'shared-flow-alias'
  | 'shared-config-alias'
  | 'unused-config'
  | 'equal-priorities'
  | 'step-and-flow'
  | 'missing-sub-flow'
  | 'missing-config'
  | 'secret-in-clear'
  | 'key-in-clear'
  | 'masked-secret'
  | 'unregistered-organization-redirect'
  | 'shared-component-name'
  | 'x509-without-ca-subject'
  | 'failures-forgotten-before-wait-ends'
  | 'client-token-outlives-realm'
  | 'weak-password-hashing'
  | 'mapper-over-editable-attribute'
  | 'mapper-by-client-id'
  | 'mapper-never-updates'
  | 'lightweight-token-without-sub'
  | 'condition-before-user'
  | 'condition-of-missing-role'
  | 'names-alike-but-for-case'
  | 'problem'
  | 'idle-longer-than-session'
  | 'guard-exceeded'
  | 'guard-missed';

/** Changes of other entities that may have caused a state, tried in this order after those of the entity itself. */
export interface Cause {
  readonly section: string;
  readonly entity?: Test;
  readonly path?: readonly PathPattern[];
}

interface AnyRule {
  readonly id: string;
  readonly severity: Severity;
  readonly direction: Direction;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  /** Where it is written: a page of the documentation, a class of Keycloak, a specification. */
  readonly source: string;
  /** One sentence with placeholders: `client {entity} no longer ...`. */
  readonly message: string;
  /** The rule for the way back, where its id does not tell. */
  readonly mirror?: string;
  /** Why there is no rule for the way back. */
  readonly waiver?: string;
}

export interface ChangeRule extends AnyRule {
  readonly speaksOf: 'change';
  readonly when: ChangeWhen;
}

export interface StateRule extends AnyRule {
  readonly speaksOf: 'state';
  readonly when: StateWhen;
  readonly because: readonly Cause[];
  /** Not told beside what one of these rules says of the same change. */
  readonly unless: readonly string[];
  /** Silent when two realms are compared, because a file may be in this state without anybody's doing. */
  readonly onlyAlone: boolean;
}

export type Rule = ChangeRule | StateRule;

/** Somebody who may hold a role: a user, a group's members, a client's service account, or whoever has another role. */
export interface Holder {
  readonly kind: 'user' | 'group' | 'client' | 'role';
  /** `anna`, `/ops`, `ci`, `auditor`, `web-shop/viewer`; a star is any text. */
  readonly name: string;
}

/** Who may reach a role, and who has to: a row of `guard` in the configuration. */
export interface Guard {
  /** One of these three: `admin` or `realm-management/manage-users`, `basic`, `/ops`. */
  readonly role?: string;
  readonly scope?: string;
  readonly group?: string;
  /** Not who has the role, but which clients' tokens may carry it. */
  readonly isInTokens: boolean;
  /** Nobody else; undefined: anybody. */
  readonly may?: readonly Holder[];
  readonly must: readonly Holder[];
  /** Where the row stands in the file. */
  readonly at: Path;
}
