/** The nouns of `rules/`: what a row of each table says, made from its columns (`tables/columns.ts`). Types only. */

import type { JsonObject } from './model.ts';
import type { MarksOf, RowOf } from './tables/column.ts';
import type {
  FIELDS_COLUMNS,
  IMPLIED_COLUMNS,
  IMPORT_COLUMNS,
  MENTION_COLUMNS,
  REFERENCE_COLUMNS,
  SECTION_COLUMNS,
} from './tables/columns.ts';
import type {
  DELIMITERS,
  EFFECTS,
  MENTION_FORMS,
  NAME_FORMS,
  ORDERS,
  REFERENCE_FORMS,
  SPELLINGS,
} from './tables/words.ts';

export type { BlockerRow } from './tables/blocker-rows.ts';
export type { ResidueRow, UpgradeRow } from './tables/upgrade-rows.ts';
export type EntityOrder = (typeof ORDERS)[number];
export type Spelling = (typeof SPELLINGS)[number];
export type Delimiter = (typeof DELIMITERS)[number];
export type ReferenceForm = (typeof REFERENCE_FORMS)[number];
export type MentionForm = (typeof MENTION_FORMS)[number];
export type NameForm = (typeof NAME_FORMS)[number];
export type ImportEffectKind = (typeof EFFECTS)[number];

/** Two fields of one entity, of which the first says nothing beside the second. */
export type FieldPair = readonly [field: string, other: string];

/** One row of `rules/sections.json`: a kind of thing in a realm, where it lives and what is known of its parts. */
export type Section = RowOf<typeof SECTION_COLUMNS>;

/** By column of sections that speaks of places: what it says of one. */
export type SectionMarks = MarksOf<typeof SECTION_COLUMNS>;

/** One row of `rules/references.json`: a place where an id or a name points at something else. */
export type Reference = RowOf<typeof REFERENCE_COLUMNS>;

/** One row of `rules/mentions.json`: a place where something else is named and nothing needs to be resolved. */
export type Mention = RowOf<typeof MENTION_COLUMNS>;

/** One row of `rules/fields.json`: the fields of a section's representation class, by what their setters take. */
export type Fields = RowOf<typeof FIELDS_COLUMNS>;

/** One row of `rules/implied.json`: a value that Keycloak's code treats exactly as absence. */
export type Implied = RowOf<typeof IMPLIED_COLUMNS>;

/** One row of `rules/imports.json`: in what a realm differs from its file after Keycloak imported it, or why it cannot. */
export type ImportEffect = RowOf<typeof IMPORT_COLUMNS>;

/** What a field of a Java class makes of a text, a flag or a number: also a list of one, or an entity of that name. */
export type FieldKind = 'flag' | 'number' | 'text' | 'list' | 'named';

/** Rows of `rules/implied.json` of one section that hold under the same condition. */
export interface ImpliedGroup {
  readonly when: Implied['when'];
  readonly realm: Implied['realm'];
  readonly rows: readonly Implied[];
}

/** The rows that hold for one version, by section. */
export type ImpliedRows = ReadonlyMap<string, readonly ImpliedGroup[]>;

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

/** The recorded baselines: which there are, and one by one what they hold, read when it is asked for. */
export interface Baselines {
  /** Recorded Keycloak versions, the oldest first. */
  readonly versions: readonly string[];
  /** Throws for a version that is not in the list. */
  read(version: string): Baseline;
  /** What a new realm of the first recorded version is after upgrades to each of the others; entities of one's own are the last one's. */
  through(lineage: readonly string[]): Baseline;
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
