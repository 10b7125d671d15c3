/** The nouns of realmdiff, those of the tables included. Types only: this file runs nothing. */

import type {
  Baseline,
  Baselines,
  BlockerRow,
  FieldKind,
  Fields,
  ImpliedRows,
  ImportEffect,
  Mention,
  Reference,
  ResidueRow,
  Section,
  SectionMarks,
  UpgradeRow,
} from './rows.ts';

export type * from './differences.ts';
export type * from './rows.ts';

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
  /** Where it was cut out of a larger file. */
  readonly anchors?: readonly Anchor[];
}

/** From `at` on, until the next anchor, the text is that which stands at `file` in the whole file. */
export interface Anchor {
  readonly at: Position;
  readonly file: Position;
}

/** One parsed document of a source: what is needed to find the line of a path again. */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly format: 'json' | 'yaml';
  /** Which document of a YAML stream, from 0. */
  readonly index: number;
  /** Where the text was cut out of a larger file. */
  readonly anchors?: readonly Anchor[];
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
export type ExportKind = 'full' | 'partial' | 'live' | 'declared';

/** What a realm was wrapped in when it was read. */
export type Container =
  | 'realm'
  | 'array'
  | 'yaml-documents'
  | 'custom-resource'
  | 'config-map'
  | 'secret'
  | 'directory-export'
  | 'split-folder';

/** One realm in memory. `data` is a RealmRepresentation, or our normal form of one. */
export interface Realm {
  readonly name: string;
  readonly keycloakVersion: string | undefined;
  readonly exportKind: ExportKind;
  /** True when the file says that it already is a normal form (`$realmdiff` header). */
  readonly isNormalForm: boolean;
  /** True when what is missing in `data` is not there; set when a normal form was laid over its baseline. */
  readonly isWhole?: boolean;
  /** The version that the realm was made with, and stops on its way, where they are known: its baseline went through upgrades. */
  readonly madeWith?: string;
  /** True while references to entities of one name wait for the order of these (`normalize/number-namesakes.ts`). */
  readonly hasNamesakes?: boolean;
  /** By list, how many users were looked at and are not in `data`, because there is nothing to say of them. */
  readonly apart?: { readonly [list: string]: number };
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
  | 'unknown-field'
  | 'expired-entry'
  | 'not-verified'
  | 'priority-tie'
  | 'more-alike';

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
  /** A server that did not answer, or refused who asked. */
  readonly isUnreachable?: boolean;
}

/** What reading one source gave. A source may hold several realms, and fail in one while the others are fine. */
export interface ReadResult {
  readonly container: Container;
  /** True when the source holds something else beside its realms. */
  readonly isMixed?: boolean;
  readonly realms: readonly Realm[];
  readonly problems: readonly Problem[];
  readonly failures: readonly Failure[];
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
  /** How a reference names it: `web-shop`, `/staff/ops`, `web-shop/viewer`. Slashes inside a name are `%2F`. */
  readonly naturalKey: string;
  /** The entity that holds it: a group's parent, a mapper's client. */
  readonly owner: Entity | undefined;
}

/** A step of the normalization: one idea, one file. Steps return what they found odd; they never throw for it. */
export interface Step {
  readonly name: string;
  readonly why: string;
  readonly run: (realm: Realm, context: StepContext) => StepResult;
  /** Where all that the step does is edits of single places: these, to be made in one walk with those of its neighbours. */
  readonly prepare?: (realm: Realm, context: StepContext) => Prepared;
}

/** The edits of a step, and what it finds while they are made. */
export interface Prepared {
  readonly edits: readonly MarkedEdit[];
  readonly problems?: readonly Problem[];
}

/** Where an edit stands. `path()` makes the array only when it is asked for. */
export interface Here {
  readonly place: Place;
  readonly path: () => Path;
}

/** Returns the new value of a marked place, or undefined to leave the place out. */
export type Edit = (value: Json, here: Here) => Json | undefined;

/** An edit, and the mark of the places that it is told of: those that bear it, and those on the way to them. */
export interface MarkedEdit {
  readonly mark: Mark;
  readonly edit: Edit;
}

/** What stands in the place of a secret: a text from which nobody can read it. `place` is the realm's name and the way down, by names. */
export type WriteSecret = (secret: string, place: () => readonly string[]) => string;

export interface NormalizeOptions {
  readonly defaults: 'strip' | 'keep';
  readonly secrets: 'mask' | 'keep' | 'env' | WriteSecret;
  readonly users: 'keep' | 'service-accounts' | 'drop';
  /** The version that the realm was made with, if it was upgraded since: `22`, or with stops `18.0.2,24.0.5`. A normal form says it itself. */
  readonly madeWith?: string;
  /** Values that Keycloak treats as absence: `keep` only for comparing, which tells what a file says. */
  readonly implied?: 'drop' | 'keep';
}

export interface StepContext {
  readonly tables: Tables;
  readonly options: NormalizeOptions;
  /** All entities of a realm's data, found once for all steps that ask while it does not change. */
  readonly entitiesOf: (realm: Realm) => readonly Entity[];
  /** What is not in the data and may be referred to: the rest of the realm, where it is worked on in portions. */
  readonly elsewhere: readonly Entity[];
  /** What the realm's baseline holds; undefined where none is near. Looked up once: no step changes what decides it. */
  readonly defaultsOf: (realm: Realm) => Defaults | undefined;
}

/** What a new realm of one name holds, and what a server fills in for entities of its own. */
export interface Defaults {
  readonly baseline: Baseline;
  readonly base: JsonObject;
  readonly fillIn: (section: Section, entity: JsonObject) => JsonObject;
  readonly isWhole: boolean;
}

export interface StepResult {
  readonly realm: Realm;
  readonly problems?: readonly Problem[];
  /** Names of environment variables that now stand for secrets. */
  readonly secretNames?: readonly string[];
}

/** That a column of sections speaks of a place: which row, by which of its patterns, and what it says. */
export interface Marking<Says = unknown> {
  readonly row: Section;
  readonly pattern: string;
  readonly says: Says;
}

/** By column of sections that speaks of places: what is said of this one. */
export type Markings = { readonly [M in keyof SectionMarks]: Marking<SectionMarks[M]> | undefined };

/** What the tables say of one place in a realm, and of the places below it. */
export interface Place extends Markings {
  readonly section: Section | undefined;
  readonly reference: Reference | undefined;
  /** What an importer makes of a scalar here; undefined where nothing is known. */
  readonly fieldKind: FieldKind | undefined;
  /** The place of a property or element below; `parent` is the object or array at this place. */
  child(key: string, parent: Json): Place;
  /** The place as it is for this object, where rows ask what else is in one: it answers `child` for each key. */
  within(parent: Json): Place;
  /** True when this place or one below it bears the mark. */
  reaches(mark: Mark): boolean;
}

/** Each kind of fact that a step may look for. */
export type Mark = 'section' | 'reference' | 'fieldKind' | keyof SectionMarks;

/** All rows, read once and never changed. */
export interface Tables {
  readonly sections: readonly Section[];
  readonly references: readonly Reference[];
  readonly fields: readonly Fields[];
  /** Read from their file when somebody asks, as are those below. */
  readonly imports: readonly ImportEffect[];
  readonly mentions: readonly Mention[];
  /** What Keycloak's migrations do, by version. Read from their files when somebody asks. */
  readonly upgrades: readonly UpgradeRow[];
  /** What only realms have that were made before a version. Read from their file when somebody asks. */
  readonly residue: readonly ResidueRow[];
  /** What makes migrations die or damage a realm. Read from their file when somebody asks. */
  readonly blockers: readonly BlockerRow[];
  /** What says nothing in a realm of that version; of the newest where it is not known. */
  readonly impliedIn: (version: string | undefined) => ImpliedRows;
  /** The place of the realm itself. */
  readonly root: Place;
  readonly baselines: Baselines;
}
