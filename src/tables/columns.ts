/** Which columns has each table of `rules/`? A column is one row here: its parser, its marks, what `why` says and its JSON Schema follow. */

import {
  choiceColumn,
  conditionsColumn,
  flagColumn,
  type MarksOf,
  optionalChoice,
  optionalColumn,
  optionalConditions,
  optionalText,
  optionalValue,
  placeGroups,
  placeMap,
  placePairs,
  placesColumn,
  textColumn,
  textsColumn,
  valueColumn,
} from './column.ts';
import { DEFECT_SCHEMA, parseDefect } from './parse-defect.ts';
import { anything, oneOf, text } from './row-values.ts';
import { DELIMITERS, EFFECTS, MENTION_FORMS, ORDERS, REFERENCE_FORMS, SPELLINGS } from './words.ts';

const WHY = textColumn('Why the row is there, with the class, the version or the measurement that says so.');

/**
 * `rules/sections.json`: a kind of thing in a realm, where it lives and what is known of its parts. Patterns of fields are paths
 * below the entity, cut at `/`; `*` is any one key, `abc*` any key that begins so.
 */
export const SECTION_COLUMNS = {
  name: textColumn('What other tables call the section.'),
  label: textColumn('What people call one of them: client, realm role.'),
  at: textsColumn("Patterns from the realm's root to one entity; the empty pattern is the realm itself."),
  recursive: optionalText('Where entities of the same kind are nested inside one another, below the entity.'),
  when: optionalConditions('The row speaks only of entities whose fields pass.'),
  identity: textsColumn(
    'The keys that tell two entities of a list apart, the most telling first. Without any, a row only adds facts.',
  ),
  id: optionalText("The key that holds Keycloak's internal id, where other places may name it."),
  spelling: optionalChoice(
    SPELLINGS,
    'How a reference spells the entity; without it, by the first identity key that is there.',
  ),
  order: choiceColumn(
    ORDERS,
    'How entities stand in their list: a set, sorted by identity; a list, whose order means something; by priority.',
  ),
  number: optionalText('The field that numbers entities of one kind which have no name: they stand by it.'),
  volatile: placesColumn('Made anew by every server or export, or only kept by a server for itself: dropped.'),
  generated: placesColumn('Key material that a server generates for itself: dropped, unless secrets are to be kept.'),
  secret: placesColumn('Secret, with all that is inside.'),
  secretBeside: placeMap(
    text,
    { type: 'string' },
    'Secret, too, where the same map holds the other key: a certificate made together with a private key.',
  ),
  plainText: placesColumn('Texts for people, never secret whatever their key is called.'),
  emptyIsAbsent: placesColumn('An empty text, or an empty list, says nothing here.'),
  dropWhen: placeMap(anything, {}, 'Says nothing when it has exactly this value.'),
  derived: placePairs(
    'Follows from other fields as the function says: dropped where it does (normalize/derivations.ts).',
  ),
  misspelled: placePairs('A spelling that sets the second field: of both, the later one counts.'),
  twins: placePairs(
    'States the same setting as the second field of the entity: dropped when equal, reported when not.',
  ),
  sets: placesColumn('A list whose order means nothing.'),
  delimited: placeMap(
    oneOf(DELIMITERS),
    { enum: DELIMITERS },
    'A text of several values, and what stands between them.',
  ),
  json: placesColumn('JSON that Keycloak keeps inside a string.'),
  always: placesColumn('Written even where it equals the default: its absence means something else to an importer.'),
  together: placeGroups('Fields that an importer reads as one group: if one of them is written, all are.'),
  absentMeans: placeMap(
    anything,
    {},
    'What an absent field means, whatever the version: this value and no value are equal.',
  ),
  alwaysWritten: placeMap(
    anything,
    {},
    'What a server writes for an entity that says nothing of it: empty lists and maps, without which an importer may stumble.',
  ),
  filledIn: placePairs(
    'What an importer fills in depends on other fields, as the function says (baseline/fillers.ts).',
  ),
  bareWith: optionalText('A field beside which an importer fills in nothing.'),
  namedWhen: optionalChoice(
    ['of-other-realm'],
    'A normal form names such an entity even where a baseline has it just so: whether it is there depends on other realms.',
  ),
  unknownInPartial: placesColumn('What a partial export cannot hold: missing there, it is unknown and not absent.'),
  why: WHY,
} as const;

/** The columns of sections that speak of places. */
export const MARKING = Object.entries(SECTION_COLUMNS).flatMap(([name, column]) =>
  'marks' in column ? [{ name: name as keyof MarksOf<typeof SECTION_COLUMNS>, marks: column.marks as Marks }] : [],
);

type Marks = (value: unknown) => readonly (readonly [pattern: string, says: unknown])[];

/** `rules/references.json`: a place where an id or a name points at something else. */
export const REFERENCE_COLUMNS = {
  name: textColumn('What the reference is called.'),
  at: textsColumn("Patterns from the realm's root."),
  form: choiceColumn(REFERENCE_FORMS, 'How the text in the place names its target.'),
  target: textsColumn('The sections whose ids may stand here, tried in this order.'),
  nameKey: optionalText('The key beside it where an export has the name instead.'),
  why: WHY,
} as const;

/** `rules/mentions.json`: a place where something else is named and nothing needs to be resolved. Read by the diff. */
export const MENTION_COLUMNS = {
  name: textColumn('What the mention is called.'),
  at: textsColumn("Patterns from the realm's root."),
  form: choiceColumn(MENTION_FORMS, 'How the name stands there.'),
  target: textsColumn('The sections that may be named.'),
  why: WHY,
} as const;

/**
 * `rules/fields.json`: the fields of a section's representation class, by what their setters take. `config/*` is every key of a
 * map. Made by `tools/fields.mjs`.
 */
export const FIELDS_COLUMNS = {
  section: textColumn('The section whose entities the class represents.'),
  class: textColumn('The class of Keycloak, without its package.'),
  flags: textsColumn('Fields that are true or false.'),
  numbers: textsColumn('Fields that are numbers.'),
  texts: textsColumn('Fields that are texts.'),
  lists: textsColumn('Fields that are lists of one kind: a single value stands for a list of one.'),
  named: textsColumn('Fields that are entities: a single text stands for one of that name.'),
  others: textsColumn('All other fields.'),
} as const;

/** `rules/implied.json`: a value that Keycloak's code treats exactly as absence. */
export const IMPLIED_COLUMNS = {
  section: textColumn('The section that the entity is of.'),
  at: textColumn('Where the value is, below the entity.'),
  value: valueColumn('The value that says nothing.'),
  as: optionalText('The field whose value absence stands for; the column "value" where that is absent, too.'),
  when: conditionsColumn('The row speaks only of entities whose fields pass.'),
  realm: conditionsColumn('The row speaks only of realms whose fields pass.'),
  from: optionalText('The first version that the row holds for.'),
  until: optionalText('The first version that it holds for no more.'),
  source: textColumn('The class and method that says so.'),
} as const;

/** `rules/imports.json`: in what a realm differs from its file after Keycloak imported it, or why it cannot be imported. */
export const IMPORT_COLUMNS = {
  name: textColumn('What the effect is called.'),
  at: textsColumn("Patterns from the realm's root to what is concerned."),
  when: conditionsColumn('The row speaks only of entities whose fields pass.'),
  defect: optionalColumn(
    parseDefect,
    DEFECT_SCHEMA,
    'The row speaks only of places where the realm contradicts itself so.',
  ),
  effect: choiceColumn(EFFECTS, 'What an import does.'),
  field: optionalText('Below the entity; without one the entity itself is meant.'),
  value: optionalValue('What the import writes.'),
  since: optionalText('The first version that does so.'),
  until: optionalText('The first version that does so no longer.'),
  observable: flagColumn('True when a normal form of the imported realm shows it.'),
  why: WHY,
} as const;

/** The tables that are lists of rows, by the name of their file. */
export const TABLES = {
  sections: { title: 'Kinds of things in a realm', columns: SECTION_COLUMNS },
  references: { title: 'Places that refer to something else', columns: REFERENCE_COLUMNS },
  mentions: { title: 'Places that name something else', columns: MENTION_COLUMNS },
  fields: { title: "Fields of Keycloak's classes", columns: FIELDS_COLUMNS },
  implied: { title: 'Values that say nothing', columns: IMPLIED_COLUMNS },
  imports: { title: 'What an import does by itself', columns: IMPORT_COLUMNS },
} as const;
