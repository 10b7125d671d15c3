/** Is this JSON a table of rows? Turns unknown into rows by the table's columns, or says which row is wrong and how: a RowError. */

import type { Fields, Implied, ImportEffect, Mention, Reference, Section } from '../model.ts';
import { parseTable } from './column.ts';
import {
  FIELDS_COLUMNS,
  IMPLIED_COLUMNS,
  IMPORT_COLUMNS,
  MENTION_COLUMNS,
  REFERENCE_COLUMNS,
  SECTION_COLUMNS,
} from './columns.ts';

export function parseSections(table: unknown): readonly Section[] {
  return parseTable(table, 'sections.json', SECTION_COLUMNS);
}

export function parseReferences(table: unknown): readonly Reference[] {
  return parseTable(table, 'references.json', REFERENCE_COLUMNS);
}

export function parseMentions(table: unknown): readonly Mention[] {
  return parseTable(table, 'mentions.json', MENTION_COLUMNS);
}

export function parseFieldKinds(table: unknown): readonly Fields[] {
  return parseTable(table, 'fields.json', FIELDS_COLUMNS);
}

export function parseImplied(table: unknown): readonly Implied[] {
  return parseTable(table, 'implied.json', IMPLIED_COLUMNS);
}

export function parseImports(table: unknown): readonly ImportEffect[] {
  return parseTable(table, 'imports.json', IMPORT_COLUMNS);
}
