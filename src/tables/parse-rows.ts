/** Is this JSON a table of rows? Turns unknown into sections and references, or says which row is wrong and how. */

import type {
  Delimiter,
  Fields,
  Implied,
  Mention,
  MentionForm,
  Reference,
  ReferenceForm,
  Section,
  Spelling,
} from '../model.ts';
import type { Fields as When } from '../rule-rows.ts';
import { parseFields as parseConditions } from './parse-tests.ts';
import { anything, mapAt, oneOf, type Row, rowsOf, text, textAt, texts, textsAt } from './row-values.ts';

const SECTION_KEYS = [
  'name',
  'label',
  'at',
  'recursive',
  'when',
  'identity',
  'id',
  'spelling',
  'order',
  'number',
  'volatile',
  'generated',
  'secret',
  'secretBeside',
  'plainText',
  'emptyIsAbsent',
  'dropWhen',
  'twins',
  'sets',
  'delimited',
  'json',
  'always',
  'together',
  'absentMeans',
  'alwaysWritten',
  'unknownInPartial',
  'why',
] as const satisfies readonly (keyof Section)[];

const REFERENCE_KEYS = [
  'name',
  'at',
  'form',
  'target',
  'nameKey',
  'why',
] as const satisfies readonly (keyof Reference)[];
const MENTION_KEYS = ['name', 'at', 'form', 'target', 'why'] as const satisfies readonly (keyof Mention)[];
const FIELDS_KEYS = [
  'section',
  'class',
  'flags',
  'numbers',
  'texts',
  'lists',
  'named',
  'others',
] as const satisfies readonly (keyof Fields)[];
const IMPLIED_KEYS = [
  'section',
  'at',
  'value',
  'as',
  'when',
  'realm',
  'from',
  'until',
  'source',
] as const satisfies readonly (keyof Implied)[];
const ORDERS = ['set', 'list', 'priority'] as const satisfies readonly Section['order'][];
const DELIMITERS = ['##', 'space', 'comma', 'policy'] as const satisfies readonly Delimiter[];
const SPELLINGS = ['role', 'client-role', 'path'] as const satisfies readonly Spelling[];
const FORMS = [
  'id',
  'alias',
  'name-or-id',
  'own',
  'name-only',
  'fgap-resource',
  'fgap-permission',
  'federated-user',
] as const satisfies readonly ReferenceForm[];
export const MENTION_FORMS = [
  'name',
  'key',
  'role-of-client',
  'path',
  'service-account',
  'role-text',
] as const satisfies readonly MentionForm[];

/** What must be true of an entity, in the language of rules; nothing where nothing is asked. */
export function whenAt(row: Row['row'], key: string, where: string): When {
  const when = row[key];
  return when === undefined ? [] : parseConditions(when, `${where}: ${key}`, new Map());
}

/** Parses `rules/sections.json`. Throws a RowError that names the row and the key. */
export function parseSections(table: unknown): readonly Section[] {
  return rowsOf(table, 'sections.json', SECTION_KEYS).map(({ row, where }) => ({
    name: textAt(row, 'name', where),
    label: textAt(row, 'label', where),
    at: textsAt(row, 'at', where),
    ...(row.recursive !== undefined && { recursive: textAt(row, 'recursive', where) }),
    ...(row.when !== undefined && { when: whenAt(row, 'when', where) }),
    identity: textsAt(row, 'identity', where),
    ...(row.id !== undefined && { id: textAt(row, 'id', where) }),
    ...(row.spelling !== undefined && { spelling: oneOf(SPELLINGS)(row.spelling, `${where}: spelling`) }),
    order: oneOf(ORDERS)(row.order, `${where}: order`),
    ...(row.number !== undefined && { number: textAt(row, 'number', where) }),
    volatile: textsAt(row, 'volatile', where),
    generated: textsAt(row, 'generated', where),
    secret: textsAt(row, 'secret', where),
    secretBeside: mapAt(row, 'secretBeside', where, text),
    plainText: textsAt(row, 'plainText', where),
    emptyIsAbsent: textsAt(row, 'emptyIsAbsent', where),
    dropWhen: mapAt(row, 'dropWhen', where, anything),
    twins: Object.entries(mapAt(row, 'twins', where, text)),
    sets: textsAt(row, 'sets', where),
    delimited: mapAt(row, 'delimited', where, oneOf(DELIMITERS)),
    json: textsAt(row, 'json', where),
    always: textsAt(row, 'always', where),
    together: Object.values(mapAt(row, 'together', where, texts)),
    absentMeans: mapAt(row, 'absentMeans', where, anything),
    alwaysWritten: mapAt(row, 'alwaysWritten', where, anything),
    unknownInPartial: textsAt(row, 'unknownInPartial', where),
    why: textAt(row, 'why', where),
  }));
}

/** Parses `rules/references.json`. Throws a RowError that names the row and the key. */
export function parseReferences(table: unknown): readonly Reference[] {
  return rowsOf(table, 'references.json', REFERENCE_KEYS).map(({ row, where }) => ({
    name: textAt(row, 'name', where),
    at: textsAt(row, 'at', where),
    form: oneOf(FORMS)(row.form, `${where}: form`),
    target: textsAt(row, 'target', where),
    ...(row.nameKey !== undefined && { nameKey: textAt(row, 'nameKey', where) }),
    why: textAt(row, 'why', where),
  }));
}

/** Parses `rules/fields.json`. Throws a RowError that names the row and the key. */
export function parseFields(table: unknown): readonly Fields[] {
  return rowsOf(table, 'fields.json', FIELDS_KEYS).map(({ row, where }) => ({
    section: textAt(row, 'section', where),
    class: textAt(row, 'class', where),
    flags: textsAt(row, 'flags', where),
    numbers: textsAt(row, 'numbers', where),
    texts: textsAt(row, 'texts', where),
    lists: textsAt(row, 'lists', where),
    named: textsAt(row, 'named', where),
    others: textsAt(row, 'others', where),
  }));
}

/** Parses `rules/implied.json`. Throws a RowError that names the row and the key. */
export function parseImplied(table: unknown): readonly Implied[] {
  return rowsOf(table, 'implied.json', IMPLIED_KEYS).map(({ row, where }) => ({
    section: textAt(row, 'section', where),
    at: textAt(row, 'at', where),
    value: row.value ?? null,
    ...(row.as !== undefined && { as: textAt(row, 'as', where) }),
    when: whenAt(row, 'when', where),
    realm: whenAt(row, 'realm', where),
    ...(row.from !== undefined && { from: textAt(row, 'from', where) }),
    ...(row.until !== undefined && { until: textAt(row, 'until', where) }),
    source: textAt(row, 'source', where),
  }));
}

/** Parses `rules/mentions.json`. Throws a RowError that names the row and the key. */
export function parseMentions(table: unknown): readonly Mention[] {
  return rowsOf(table, 'mentions.json', MENTION_KEYS).map(({ row, where }) => ({
    name: textAt(row, 'name', where),
    at: textsAt(row, 'at', where),
    form: oneOf(MENTION_FORMS)(row.form, `${where}: form`),
    target: textsAt(row, 'target', where),
    why: textAt(row, 'why', where),
  }));
}
