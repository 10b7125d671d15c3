/** How does text stand on a terminal's lines? Pieces with a style, their width, findings in a column of their own. */

import { largest } from '../json/largest.ts';
export type Style = (text: string) => string;

export const plain: Style = (text) => text;

/** Text that was escaped already, and how it looks. */
export interface Piece {
  readonly text: string;
  readonly style: Style;
}

export type Row = readonly Piece[];

export function piece(text: string, style: Style = plain): Piece {
  return { text, style };
}

/** Columns that a text takes. */
export type Width = (text: string) => number;

/** One for each character: right for everything but East Asia, emoji and accents that stand alone. */
export const plainWidth: Width = (text) => text.length;

function widthOf(row: Row, width: Width): number {
  return width(row.map(({ text }) => text).join(''));
}

export function paint(row: Row): string {
  return row.map(({ text, style }) => (text.trim() === '' ? text : style(text))).join('');
}

export function space(columns: number): Piece {
  return piece(' '.repeat(Math.max(0, columns)));
}

/** What stands at the right of a row: a finding, or the worst of an entity. */
export interface Tag {
  readonly label: string;
  readonly rule: string;
  readonly style: Style;
  readonly quiet: Style;
}

export interface TaggedRows {
  /** The first column below which tags may stand when there is no room beside. */
  readonly indent: number;
  readonly rows: readonly Row[];
  readonly tags: readonly Tag[];
}

export interface Columns {
  readonly measure: Width;
  readonly width: number;
  /** Where tags begin; undefined where the terminal is too narrow for a column of them. */
  readonly tags: number | undefined;
  readonly label: number;
}

/** Where the column of tags looks best when there is room. */
const FAVOURITE_COLUMN = 65;
const FARTHEST_COLUMN = 96;
const NARROWEST_TEXT = 40;

export function columnsFor(blocks: readonly TaggedRows[], width: number, measure: Width): Columns {
  const tags = blocks.flatMap((block) => block.tags).filter(({ rule }) => rule !== '');
  const label = largest(tags.map((tag) => tag.label.length)) + 2;
  const rule = largest(tags.map((tag) => tag.rule.length));
  const last = width - label - rule;
  const tagged = blocks.filter((block) => block.tags.length > 0).map(({ rows }) => widthOf(rows[0] ?? [], measure) + 2);
  const wanted = largest(
    tagged.filter((end) => end <= FARTHEST_COLUMN),
    FAVOURITE_COLUMN,
  );
  return { width, label, measure, tags: last < NARROWEST_TEXT ? undefined : Math.min(last, wanted) };
}

/** The rows of a block with its tags beside them where there is room, and below where there is none. */
export function placeTags({ rows, tags, indent }: TaggedRows, columns: Columns): readonly Row[] {
  const [first, ...below] = rows;
  const [tag, ...more] = tags;
  if (first === undefined || tag === undefined) return rows;
  const end = widthOf(first, columns.measure);
  const column = columns.tags;
  if (column !== undefined && end + 2 <= column) {
    const rest = more.map((each) => [space(column), ...aligned(each, columns.label)]);
    return [[...first, space(column - end), ...aligned(tag, columns.label)], ...rest, ...below];
  }
  const beside = [space(3), ...aligned(tag, tag.rule === '' ? 0 : tag.label.length + 2)];
  const isRoom = end + widthOf(beside, columns.measure) <= columns.width && (column !== undefined || tag.rule === '');
  const belowTags = (isRoom ? more : tags).map((each) => [space(indent), ...aligned(each, columns.label)]);
  return [isRoom ? [...first, ...beside] : first, ...belowTags, ...below];
}

function aligned({ label, rule, style, quiet }: Tag, width: number): Row {
  if (rule === '') return [piece(label, style)];
  return [piece(label, style), space(width - label.length), piece(rule, quiet)];
}

/** A sentence on lines of at most `width`, the later ones indented. Words are never cut. */
export function wrap(text: string, width: number, measure: Width, indent = 2): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && measure(`${line} ${word}`) > width) {
      lines.push(line);
      line = `${' '.repeat(indent)}${word}`;
    } else {
      line = line === '' && lines.length === 0 ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
