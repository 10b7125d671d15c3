/** How does a report look on a terminal? Calm, as wide as it is, colors only from the theme. */

import { largest } from '../json/largest.ts';
import type { Finding, Report } from '../model.ts';
import type { Content, Line } from './change-lines.ts';
import { renderDrift } from './drift-terminal.ts';
import { readAlike } from './fold-findings.ts';
import type { Fold } from './folds.ts';
import { forTerminal } from './hostile.ts';
import {
  columnsFor,
  paint,
  piece,
  placeTags,
  plainWidth,
  type Row,
  type Style,
  space,
  type Tag,
  type TaggedRows,
  type Width,
  wrap,
} from './layout.ts';
import type { ReportOptions } from './reporter.ts';
import * as say from './sentences.ts';
import { elide, type TextLine } from './text-diff.ts';
import type { Theme } from './theme.ts';
import { shortenMiddle } from './values.ts';
import { type EntityView, type View, viewOf, viewSections } from './view.ts';
import { type ChangeSymbol, count, LEGEND, severityLabel } from './words.ts';

const MAX_TOLD = 12;
const STEP = 4;

export const terminal = {
  about: 'for people, on a terminal',
  extension: 'txt',
  render: (reports: readonly Report[], options: ReportOptions): string =>
    options.drift === undefined
      ? renderAll(reports, options)
      : renderDrift(options.drift, options, (each) => renderAll(each, options)),
};

function renderAll(reports: readonly Report[], options: ReportOptions): string {
  return reports.map((report) => `${renderOne(report, options).join('\n')}\n`).join('\n');
}

interface Pen {
  readonly theme: Theme;
  readonly width: number;
  readonly measure: Width;
}

function renderOne(report: Report, options: ReportOptions): readonly string[] {
  const pen = { theme: options.theme, width: Math.max(40, options.width), measure: options.measure ?? plainWidth };
  const asides = [...otherStates(report, pen), ...notCompared(report, pen), ...problems(report, pen)];
  if (say.isUnchanged(report))
    return [...wrap(forTerminal(say.nothingChanged(report)), pen.width, pen.measure), ...asides];
  const view = viewOf(report, {
    maxProperties: MAX_TOLD,
    showUnchanged: options.showUnchanged,
    namesUnchanged: options.namesUnchanged,
    showsInfo: options.showsInfo,
  });
  const blocks = blocksOf(view, report, options, pen);
  const columns = columnsFor(blocks.flat(), pen.width, pen.measure);
  const body = blocks.flatMap((block) => [...block.flatMap((rows) => placeTags(rows, columns)).map(paint), '']);
  const hidden = options.showsInfo === false ? say.hiddenInfo(report) : '';
  const foot = [...asides, ...(hidden === '' ? [] : [options.theme.quiet(hidden)]), ...leftOut(report, options, pen)];
  return [...heading(report, pen), '', ...legend(view, pen), ...body, ...foot, `Summary: ${say.totals(report)}`];
}

function heading(report: Report, { theme, width }: Pen): readonly string[] {
  const [name = '', ...rest] = [`Realm ${say.realmName(report)}`, say.sources(report), say.keycloak(report)]
    .filter((part) => part !== '')
    .map(forTerminal);
  const isRoom = [name, ...rest].join('   ').length <= width;
  return isRoom ? [[theme.title(name), ...rest].join('   ')] : [theme.title(name), ...rest.map((each) => `  ${each}`)];
}

function legend({ symbols }: View, { theme }: Pen): readonly string[] {
  const used = LEGEND.filter(([symbol]) => symbol !== '!' && symbols.has(symbol));
  if (used.length === 0) return [];
  return [`  ${used.map(([symbol, word]) => `${styleOf(symbol, theme)(symbol)} ${word}`).join('   ')}`, ''];
}

function styleOf(symbol: ChangeSymbol | '#' | ' ', theme: Theme): Style {
  return {
    '+': theme.added,
    '-': theme.removed,
    '~': theme.changed,
    '>': theme.moved,
    '!': theme.warning,
    '#': theme.quiet,
    ' ': theme.quiet,
  }[symbol];
}

/** Each block is an entity or a fold; an empty line stands between two. */
function blocksOf(view: View, report: Report, options: ReportOptions, pen: Pen): readonly (readonly TaggedRows[])[] {
  const entities = view.sections.flatMap((section) => section.entities);
  const viewOptions = { maxProperties: MAX_TOLD, showUnchanged: false };
  const opened = (fold: Fold): readonly EntityView[] =>
    options.showFolded ? viewSections(fold.changes, report, viewOptions).flatMap((section) => section.entities) : [];
  return [
    ...entities.map((entity) => entityBlock(entity, pen)),
    ...view.folds.flatMap((fold) => [foldBlock(fold, pen), ...opened(fold).map((each) => entityBlock(each, pen))]),
  ];
}

function entityBlock(entity: EntityView, pen: Pen): readonly TaggedRows[] {
  const { theme, width } = pen;
  const { title, worst, directions, remark, lines, findings, stillNamedBy, symbol } = entity;
  const told = [worst === undefined ? '' : severityLabel(worst, directions), remark === '' ? '' : `(${remark})`];
  const label = told.filter((each) => each !== '').join(' ');
  const tag = { label, rule: '', style: worst === undefined ? theme.quiet : theme[worst], quiet: theme.quiet };
  const row = [piece('  # ', theme.quiet), piece(short(title, width - 4), theme.title)];
  const head = [piece('  '), piece(symbol, styleOf(symbol, theme)), piece(` ${short(entity.head, width - 4)}`)];
  const isBare = remark !== '' && lines.length === 0 && findings.length === 0;
  const content = inline(entity.headContent, symbol, theme, width) ?? [];
  return [
    { indent: 6, rows: [row], tags: label === '' ? [] : [tag] },
    ...(isBare || symbol === '!' ? [] : [{ indent: 6, rows: [[...head, ...content]], tags: tagsOf(findings, theme) }]),
    ...lines.map((line) => drawLine(line, pen)),
    ...(stillNamedBy.length === 0 ? [] : [sentence(`still named by: ${stillNamed(stillNamedBy)}`, pen)]),
  ];
}

function stillNamed(names: readonly string[]): string {
  const left = names.length - MAX_TOLD;
  const kept = (left > 0 ? names.slice(0, MAX_TOLD) : names).map((name) => shortenMiddle(name, 80));
  return `${kept.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function sentence(text: string, { width, measure }: Pen): TaggedRows {
  const rows = wrap(forTerminal(text), width - 6, measure, 4).map((line) => [piece(`      ${line}`)]);
  return { indent: 6, rows, tags: [] };
}

function tagsOf(findings: readonly Finding[], theme: Theme): readonly Tag[] {
  return readAlike(findings).map(({ finding: { severity, direction }, rule }) => ({
    label: severityLabel(severity, [direction]),
    rule: forTerminal(rule),
    style: theme[severity],
    quiet: plainStyle,
  }));
}

const plainStyle: Style = (text) => text;

function drawLine(line: Line, { theme, width, measure }: Pen): TaggedRows {
  const indent = 6 + STEP * line.depth;
  if (line.symbol === '#') {
    const rows = wrap(`# ${forTerminal(line.note)}`, Math.max(40, width - indent - 2), measure, 2);
    return { indent, rows: rows.map((row) => [space(indent + 2), piece(row, theme.quiet)]), tags: [] };
  }
  const room = width - indent - 2;
  const style = styleOf(line.symbol, theme);
  const name = line.name === undefined ? [] : [piece(short(line.name, Math.max(72, room - 40)))];
  const start: Row = [space(indent), piece(line.symbol, style), piece(' '), ...name];
  const tags = tagsOf(line.findings, theme);
  if (line.content.kind === 'said') return said(line.content, start, tags, { theme, width, measure });
  const rest = inline(
    line.content,
    line.symbol,
    theme,
    room - (line.name === undefined ? 0 : short(line.name, Math.max(72, room - 40)).length + 3),
  );
  if (rest !== undefined) {
    const isBare = line.name === undefined || rest.length === 0;
    return { indent: indent + 2, rows: [[...start, ...(isBare ? rest.slice(1) : rest)]], tags };
  }
  return { indent: indent + 2, rows: [start, ...below(line.content, indent + STEP, theme, width)], tags };
}

/** What a rule says, as wide as leaves room for its name beside it; the place below. */
function said(
  { text, where }: Extract<Content, { readonly kind: 'said' }>,
  start: Row,
  tags: readonly Tag[],
  { theme, width, measure }: Pen,
): TaggedRows {
  const [first = '', ...more] = wrap(forTerminal(shortenMiddle(text, 600)), Math.min(width - 8, 88), measure, 0);
  const place = where === '' ? [] : [[space(8), piece(short(where, width - 8), theme.quiet)]];
  return {
    indent: 8,
    rows: [[...start, piece(first)], ...more.map((line) => [space(8), piece(line)]), ...place],
    tags,
  };
}

/** ` : value`, or undefined where it takes lines of its own. */
function inline(content: Content, symbol: ChangeSymbol, theme: Theme, room: number): Row | undefined {
  const colon = piece(' : ', theme.quiet);
  const style = symbol === '+' || symbol === '-' ? styleOf(symbol, theme) : plainStyle;
  if (content.kind === 'none') return [];
  if (content.kind === 'value') return [colon, piece(short(content.text, Math.max(40, room)), style)];
  if (content.kind === 'secret') return [colon, piece(content.told, theme.quiet)];
  if (content.kind === 'position') return [colon, piece(`position ${content.before} -> ${content.after}`)];
  if (content.kind === 'text' || content.kind === 'said') return undefined;
  const [before, after] = [forTerminal(content.before), forTerminal(content.after)];
  if (before.length + after.length + 4 > room) return undefined;
  return [colon, piece(before, theme.removed), piece(' -> ', theme.quiet), piece(after, theme.added)];
}

function below(content: Content, indent: number, theme: Theme, width: number): readonly Row[] {
  const room = width - indent - 2;
  if (content.kind === 'change') {
    const row = (sign: '-' | '+', text: string): Row => [
      space(indent),
      piece(`${sign} ${short(text, room)}`, styleOf(sign, theme)),
    ];
    return [row('-', content.before), row('+', content.after)];
  }
  return content.kind === 'text' ? content.diff.lines.map((line) => textRow(line, indent, room, theme)) : [];
}

/** What stayed the same inside a line that changed is quiet. */
function textRow({ sign, segments }: TextLine, indent: number, room: number, theme: Theme): Row {
  const style = styleOf(sign, theme);
  const texts = elide(segments, room).map(({ text, isChanged }) =>
    piece(forTerminal(text), isChanged ? style : theme.quiet),
  );
  return [space(indent), piece(sign, style), piece(' '), ...texts];
}

function foldBlock(fold: Fold, pen: Pen): readonly TaggedRows[] {
  const { theme, width } = pen;
  const label = `${count(fold.count, 'change')} by Keycloak itself`;
  const title = [piece('  # ', theme.quiet), piece(`Keycloak ${short(fold.version, 40)}`, theme.title)];
  const step = Math.min(28, largest(fold.rows.map((row) => row.step.length))) + 2;
  const rows = ({ step: name, text }: Fold['rows'][number]): readonly Row[] =>
    wrap(forTerminal(text), width - 6 - step, pen.measure).map((line, index) => {
      return [space(6), piece((index === 0 ? short(name, 28) : '').padEnd(step), theme.quiet), piece(line)];
    });
  return [
    { indent: 6, rows: [title], tags: [{ label, rule: '', style: theme.quiet, quiet: theme.quiet }] },
    ...fold.rows.map((each) => ({ indent: 6, rows: rows(each), tags: [] })),
    ...fold.findings.map(({ finding, where }) => ({
      indent: 8,
      rows: [[space(6), piece(short(where, width - 6))]],
      tags: tagsOf([finding], theme),
    })),
  ];
}

/** Escaped, and at most about this long. */
function short(text: string, limit: number): string {
  return shortenMiddle(forTerminal(text), Math.max(24, limit));
}

function notCompared(report: Report, pen: Pen): readonly string[] {
  const told = report.notCompared.map((each) => say.notComparedText(each));
  return listOf('Not compared: ', told, pen).map((line) => pen.theme.warning(line));
}

function otherStates(report: Report, pen: Pen): readonly string[] {
  return [
    ...listOf('Fixed: ', say.statesIn(report, 'fixed'), pen).map((line) => pen.theme.added(line)),
    ...listOf('Kept: ', say.statesIn(report, 'kept'), pen).map((line) => pen.theme.quiet(line)),
  ];
}

function problems(report: Report, pen: Pen): readonly string[] {
  return listOf(
    'Problem: ',
    report.problems.map((each) => say.problemText(each, report)),
    pen,
  ).map((line) => pen.theme.warning(line));
}

function listOf(head: string, texts: readonly string[], { width, measure }: Pen): readonly string[] {
  const left = texts.length - MAX_TOLD;
  const lines = texts.slice(0, MAX_TOLD).flatMap((text) => wrap(`${head}${forTerminal(text)}`, width, measure));
  return left > 0 ? [...lines, `${head}and ${left} more`] : lines;
}

function leftOut(report: Report, { hint = '' }: ReportOptions, { width, measure, theme }: Pen): readonly string[] {
  const text = say.leftOut(report);
  if (text === '') return [];
  const line = `Left out: ${forTerminal(text)}`;
  if (line.length + 5 + hint.length > width || hint === '') return wrap(line, width, measure);
  return [`${line}     ${theme.quiet(hint)}`];
}
