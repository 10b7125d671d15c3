/** The nouns of `rules/`: what a row of each table says. Types only. */

import type { Json, JsonObject } from './model.ts';
import type { Fields as When } from './rule-rows.ts';

/** How the entities of a section stand in their list. `set`: sorted by identity. `list`: the order means something. `priority`: a list, by their `priority`. */
export type EntityOrder = 'set' | 'list' | 'priority';

/** Two fields of one entity, of which the first says nothing beside the second. */
export type FieldPair = readonly [field: string, other: string];

/** `role`: `viewer`. `client-role`: `web-shop/viewer`. `path`: `/staff/ops`. A slash inside a role's or its client's name is `%2F`. */
export type Spelling = 'role' | 'client-role' | 'path';

/** What a field of a Java class makes of a text, a flag or a number: also a list of one, or an entity of that name. */
export type FieldKind = 'flag' | 'number' | 'text' | 'list' | 'named';

/**
 * One row of `rules/fields.json`: the fields of a section's representation class, by what their setters take. `config/*` is
 * every key of a map. Made by `tools/fields.mjs`.
 */
export interface Fields {
  readonly section: string;
  readonly class: string;
  readonly flags: readonly string[];
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  readonly lists: readonly string[];
  readonly named: readonly string[];
  readonly others: readonly string[];
}

/** How a text that holds several values is cut and joined again. `policy` is Keycloak's ` and ` between password policies. */
export type Delimiter = '##' | 'space' | 'comma' | 'policy';

/**
 * One row of `rules/sections.json`: a kind of thing in a realm, where it lives and what is known of its parts.
 * Field patterns are paths below the entity, cut at `/`; `*` is any one key, `abc*` any key that begins so.
 */
export interface Section {
  readonly name: string;
  /** What people call one of them: `client`, `realm role`. */
  readonly label: string;
  /** Patterns from the realm's root to one entity; the empty pattern is the realm itself. */
  readonly at: readonly string[];
  /** Where entities of the same kind are nested inside one another, below the entity. */
  readonly recursive?: string;
  /** The row speaks only of entities whose fields pass: the conditions of rules. */
  readonly when?: When;
  /** The keys that tell two entities of a list apart, the most telling first. Without any, a row only adds facts. */
  readonly identity: readonly string[];
  /** The key that holds Keycloak's internal id, where other places may name it. */
  readonly id?: string;
  /** How a reference spells the entity; without it, by the first identity key that is there. */
  readonly spelling?: Spelling;
  readonly order: EntityOrder;
  /** The field that numbers entities of one kind which have no name: they stand by it. */
  readonly number?: string;
  /** Made anew by every server or export, or only kept by a server for itself: dropped. */
  readonly volatile: readonly string[];
  /** Key material that a server generates for itself: dropped, unless secrets are to be kept. */
  readonly generated: readonly string[];
  readonly secret: readonly string[];
  /** Secret too, where the same map holds the other key: a certificate made together with a private key. */
  readonly secretBeside: { readonly [field: string]: string };
  /** Texts for people, never secret whatever their key is called. */
  readonly plainText: readonly string[];
  readonly emptyIsAbsent: readonly string[];
  /** Says nothing when it has exactly this value. */
  readonly dropWhen: { readonly [field: string]: Json };
  /** States the same setting as the second field of the entity: dropped when equal, reported when not. */
  readonly twins: readonly FieldPair[];
  readonly sets: readonly string[];
  readonly delimited: { readonly [field: string]: Delimiter };
  /** JSON that Keycloak keeps inside a string. */
  readonly json: readonly string[];
  /** Written even where it equals the default: its absence means something else to an importer. */
  readonly always: readonly string[];
  /** Fields that an importer reads as one group: if one of them is written, all are. */
  readonly together: readonly (readonly string[])[];
  /** What an absent field means, whatever the version: this value and no value are equal. */
  readonly absentMeans: { readonly [field: string]: Json };
  /** What a server writes for an entity that says nothing of it: empty lists and maps, without which an importer may stumble. */
  readonly alwaysWritten: { readonly [field: string]: Json };
  /** What a partial export cannot hold: missing there, it is unknown and not absent. */
  readonly unknownInPartial: readonly string[];
  readonly why: string;
}

/**
 * How the text in a place names its target: as an id; as an id that other tools write as the plain name (`alias`); as a
 * name or an id, which are both written as the name (`name-or-id`), or the id as a reference (`own`); as a name, an id
 * being a mistake (`name-only`); inside the names of fine-grained admin permissions; or in a federated user's id.
 */
export type ReferenceForm =
  | 'id'
  | 'alias'
  | 'name-or-id'
  | 'own'
  | 'name-only'
  | 'fgap-resource'
  | 'fgap-permission'
  | 'federated-user';

/**
 * How a name stands in a place that never holds an id: the natural key itself (`name`); as the key of the map (`key`); a
 * role below its client's key; a group's path, or the beginning of one; in a service account's username; `client.role`.
 */
export type MentionForm = 'name' | 'key' | 'role-of-client' | 'path' | 'service-account' | 'role-text';

/** One row of `rules/mentions.json`: a place where something else is named and nothing needs to be resolved. Read by the diff. */
export interface Mention {
  readonly name: string;
  readonly at: readonly string[];
  readonly form: MentionForm;
  readonly target: readonly string[];
  readonly why: string;
}

/** One row of `rules/implied.json`: a value that Keycloak's code treats exactly as absence. */
export interface Implied {
  readonly section: string;
  /** Below the entity. */
  readonly at: string;
  readonly value: Json;
  /** The field whose value absence stands for; `value` where that is absent, too. */
  readonly as?: string;
  /** The row speaks only of entities, and of realms, whose fields pass. */
  readonly when: When;
  readonly realm: When;
  /** The first version that the row holds for, and the first that it holds for no more. */
  readonly from?: string;
  readonly until?: string;
  /** The class and method that says so. */
  readonly source: string;
}

/** Rows of `rules/implied.json` of one section that hold under the same condition. */
export interface ImpliedGroup {
  readonly when: Implied['when'];
  readonly realm: Implied['realm'];
  readonly rows: readonly Implied[];
}

/** The rows that hold for one version, by section. */
export type ImpliedRows = ReadonlyMap<string, readonly ImpliedGroup[]>;

/** One row of `rules/references.json`: a place where an id or a name points at something else. */
export interface Reference {
  readonly name: string;
  readonly at: readonly string[];
  readonly form: ReferenceForm;
  /** Names of the sections whose ids may stand here, tried in this order. */
  readonly target: readonly string[];
  /** The key beside it where an export has the name instead. */
  readonly nameKey?: string;
  readonly why: string;
}

/** What a realm can say that contradicts itself. Exactly one of these. */
export interface Defect {
  /** A text, or a key, that names nothing of these sections; `but` are names that a server always knows. */
  readonly missing?: { readonly form: NameForm; readonly target: readonly string[]; readonly but: readonly string[] };
  /** Two of one list have equal values for these keys. */
  readonly twice?: readonly string[];
  /** Two lists of one entity have a member in common. */
  readonly inBoth?: readonly [string, string];
  /** Nothing at the pattern names the entity by this key of it. */
  readonly unnamedBy?: { readonly pattern: string; readonly key: string };
  /** A field has a value that is not in the list. */
  readonly outside?: readonly [field: string, list: string];
  /** A role contains itself. */
  readonly circle?: true;
}

/** How a missing name stands: as in mentions; as a reference, `$name`; as what the same client or user profile has. */
export type NameForm = MentionForm | 'reference' | 'own' | 'profile-group';

/**
 * `adds` or `generates` (at random): a field, where there is none. `sets`: a field. `includes`: a value in a set. `adds-service-account`:
 * a user, for a client that has none. `creates`: what is named and missing. `ignores`: a name. `keeps`: what does nothing or
 * not what it says. `refuses`: the whole file.
 */
export type ImportEffectKind =
  | 'adds'
  | 'sets'
  | 'includes'
  | 'generates'
  | 'adds-service-account'
  | 'creates'
  | 'ignores'
  | 'keeps'
  | 'refuses';

/** One row of `rules/imports.json`: in what a realm differs from its file after Keycloak imported it, or why it cannot. */
export interface ImportEffect {
  readonly name: string;
  readonly at: readonly string[];
  /** The row speaks only of entities whose fields pass. */
  readonly when: When;
  /** The row speaks only of places where the realm contradicts itself so. */
  readonly defect?: Defect;
  readonly effect: ImportEffectKind;
  /** Below the entity; without one the entity itself is meant. */
  readonly field?: string;
  readonly value?: Json;
  /** The first version that does so, and the first that does so no longer. */
  readonly since?: string;
  readonly until?: string;
  /** True when a normal form of the imported realm shows it. */
  readonly observable: boolean;
  readonly why: string;
}

/** The recorded baselines: which there are, and one by one what they hold, read when it is asked for. */
export interface Baselines {
  /** Recorded Keycloak versions, the oldest first. */
  readonly versions: readonly string[];
  /** Throws for a version that is not in the list. */
  read(version: string): Baseline;
}

/**
 * What a server of one version makes by itself, in the normal form with all defaults written. Texts may hold
 * placeholders (`src/baseline/placeholders.ts`) for what differs from realm to realm.
 */
export interface Baseline {
  readonly version: string;
  /** A new realm. */
  readonly fresh: JsonObject;
  /** The master realm of a server that has no other. */
  readonly master: JsonObject;
  /** By section and variant (`*` is every entity, `protocol=saml` some): what the importer fills in for an entity. */
  readonly kinds: { readonly [section: string]: { readonly [variant: string]: JsonObject } };
}
