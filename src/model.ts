/** The nouns of realmdiff. Types only: this file imports nothing and runs nothing. */

/** A JSON value as Keycloak writes it. Integers beyond 2^53 are `bigint`, so that no digit is ever lost. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** A JSON object. Always built without a prototype (`emptyObject()`), so `__proto__` and `constructor` are keys like any other. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One step into a JSON value: a property name or an array index. */
export type PathKey = string | number;

/** A place in a JSON value. An array, because Keycloak's keys contain dots and slashes. */
export type Path = readonly PathKey[];

/** A place in a text. Both count from 1; columns count UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Bytes (or text) and the name that people know them by. `-` is standard input. */
export interface Source {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** One parsed document of a source: what is needed to find the line of a path again. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly format: 'json' | 'yaml';
  /** Which document of a YAML stream, from 0. */
  readonly index: number;
  /** Set when the text was itself a string inside another document, such as a ConfigMap's data. */
  readonly inside?: { readonly document: SourceDocument; readonly path: Path };
}

/** Where a part of a realm was read: `at` in the realm is `path` in the document. The longest `at` that fits wins. */
export interface Origin {
  readonly at: Path;
  readonly document: SourceDocument;
  readonly path: Path;
}

/** `full`: written by `kc.sh export`. `partial`: the admin console's export, or a file that states only some things. */
export type ExportKind = 'full' | 'partial';

/** What a realm was wrapped in when it was read. */
export type Container =
  | 'realm'
  | 'array'
  | 'yaml-documents'
  | 'custom-resource'
  | 'config-map'
  | 'secret'
  | 'directory-export';

/** One realm in memory. `data` is a RealmRepresentation, or our normal form of one. */
export interface Realm {
  readonly name: string;
  readonly keycloakVersion: string | undefined;
  readonly exportKind: ExportKind;
  /** True when the file says that it already is a normal form (`$realmdiff` header). */
  readonly isNormalForm: boolean;
  /** True when what is missing in `data` is not there; set when a normal form was laid over its baseline. */
  readonly isWhole?: boolean;
  readonly data: JsonObject;
  readonly origins: readonly Origin[];
}

export type ProblemCode =
  | 'dangling-reference'
  | 'ambiguous-reference'
  | 'duplicate-identity'
  | 'duplicate-id'
  | 'duplicate-key'
  | 'masked-secret'
  | 'empty-web-origin'
  | 'nearest-baseline'
  | 'no-baseline'
  | 'conflicting-attribute'
  | 'refused-by-import'
  | 'unknown-field';

/** A second place that a problem speaks of. */
export interface RelatedPlace {
  readonly message: string;
  readonly path: Path;
  readonly file?: string;
  readonly position?: Position;
}

/** Something odd in the input. Never a reason to lose data, never thrown. Messages hold no secret and no control character. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** The place in the realm as it was read. */
  readonly path: Path;
  readonly file?: string;
  readonly position?: Position;
  readonly related?: readonly RelatedPlace[];
}

/** Why an input could not be read at all. One line for people: what was expected, what was found, what to do next. */
export interface Failure {
  readonly file: string;
  readonly position?: Position;
  readonly message: string;
}

/** What reading one source gave. A source may hold several realms, and fail in one while the others are fine. */
export interface ReadResult {
  readonly container: Container;
  readonly realms: readonly Realm[];
  readonly problems: readonly Problem[];
  readonly failures: readonly Failure[];
}

/** How the entities of a section stand in their list. `set`: sorted by identity. `list`: the order means something. `priority`: ordered by their `priority`. */
export type EntityOrder = 'set' | 'list' | 'priority';

/** Two fields of one entity, of which the first says nothing beside the second. */
export type FieldPair = readonly [field: string, other: string];

/** `role`: `viewer`. `client-role`: `web-shop/viewer`. `path`: `/staff/ops`. A slash inside a role's or its client's name is `%2F`. */
export type Spelling = 'role' | 'client-role' | 'path';

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
  /** The row speaks only of entities whose property has one of these values (`*-generated`: ends so). */
  readonly when?: { readonly [property: string]: readonly string[] };
  /** The keys that tell two entities of a list apart, the most telling first. Without any, a row only adds facts. */
  readonly identity: readonly string[];
  /** The key that holds Keycloak's internal id, where other places may name it. */
  readonly id?: string;
  /** How a reference spells the entity; without it, by the first identity key that is there. */
  readonly spelling?: Spelling;
  readonly order: EntityOrder;
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
  /** Where absent, the server takes the value of the second field, or "false" without it: dropped when equal. */
  readonly implied: readonly FieldPair[];
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
  /** What a partial export cannot hold: missing there, it is unknown and not absent. */
  readonly unknownInPartial: readonly string[];
  readonly why: string;
}

/**
 * How the text in a place names its target: as an id; as an id that other tools write as the plain name (`alias`); as an
 * id where plain names are fine and stay (`name-or-id`); inside the names of fine-grained admin permissions; or in a
 * federated user's id.
 */
export type ReferenceForm = 'id' | 'alias' | 'name-or-id' | 'fgap-resource' | 'fgap-permission' | 'federated-user';

/** One row of `rules/references.json`: a place where an id or a name points at something else. */
export interface Reference {
  readonly name: string;
  readonly at: readonly string[];
  readonly form: ReferenceForm;
  /** Names of the sections whose ids may stand here, tried in this order. */
  readonly target: readonly string[];
  readonly why: string;
}

/**
 * `adds` or `generates` (at random): a field, where there is none. `sets`: a field. `includes`: a value in a set. `adds-service-account`:
 * a user, for a client that has none. `refuses`: the whole file.
 */
export type ImportEffectKind = 'adds' | 'sets' | 'includes' | 'generates' | 'adds-service-account' | 'refuses';

/** One row of `rules/imports.json`: in what a realm differs from its file after Keycloak imported it, or why it cannot. */
export interface ImportEffect {
  readonly name: string;
  readonly at: readonly string[];
  /** The row speaks only of entities that have one of these texts in each field: `*` is anything, `?` one character, `!a` not `a`. */
  readonly when: { readonly [field: string]: readonly string[] };
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

/** One entity of a realm. */
export interface Entity {
  readonly section: Section;
  readonly value: JsonObject;
  readonly path: Path;
  /** The number of the list that it stands in: entities of one list must differ in their identity. */
  readonly list: number;
  /** The values of the identity's keys; '' where one is absent. */
  readonly identity: readonly string[];
  /** Keycloak's internal id, where the file still has it. */
  readonly id: string | undefined;
  /** How a reference names it: `web-shop`, `/staff/ops`, `web-shop/viewer`. */
  readonly naturalKey: string;
}

/** A step of the normalization: one idea, one file. Steps return what they found odd; they never throw for it. */
export interface Step {
  readonly name: string;
  readonly why: string;
  readonly run: (realm: Realm, context: StepContext) => StepResult;
}

export interface NormalizeOptions {
  readonly defaults: 'strip' | 'keep';
  readonly secrets: 'mask' | 'keep' | 'env';
  readonly users: 'keep' | 'service-accounts' | 'drop';
}

export interface StepContext {
  readonly tables: Tables;
  readonly options: NormalizeOptions;
  /** All entities of a realm's data, found once for all steps that ask while it does not change. */
  readonly entitiesOf: (realm: Realm) => readonly Entity[];
}

export interface StepResult {
  readonly realm: Realm;
  readonly problems?: readonly Problem[];
  /** Names of environment variables that now stand for secrets. */
  readonly secretNames?: readonly string[];
}

/** What the tables say of one place in a realm, and of the places below it. */
export interface Place {
  readonly section?: Section;
  readonly reference?: Reference;
  readonly isVolatile: boolean;
  readonly isGenerated: boolean;
  readonly isSecret: boolean;
  /** Secret when this key stands in the same object. */
  readonly secretBeside?: string;
  readonly isPlainText: boolean;
  readonly isEmptyAbsent: boolean;
  readonly dropWhen?: Json;
  readonly isSet: boolean;
  readonly delimiter?: Delimiter;
  readonly isJsonText: boolean;
  readonly isUnknownInPartial: boolean;
  /** The place of a property or element below; `parent` is the object or array at this place. */
  child(key: string, parent: Json): Place;
  /** True when this place or one below it bears the mark. */
  reaches(mark: Mark): boolean;
}

/** Each kind of fact that a step may look for. */
export type Mark =
  | 'section'
  | 'reference'
  | 'volatile'
  | 'generated'
  | 'secret'
  | 'plainText'
  | 'emptyIsAbsent'
  | 'dropWhen'
  | 'set'
  | 'delimited'
  | 'json';

/** All rows, read once and never changed; passed as an argument to everything that needs a fact. */
export interface Tables {
  readonly sections: readonly Section[];
  readonly references: readonly Reference[];
  /** Read from their file when somebody asks. */
  readonly imports: readonly ImportEffect[];
  /** The place of the realm itself. */
  readonly root: Place;
  readonly baselines: Baselines;
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
