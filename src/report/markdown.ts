/** How does a report look as the comment of a pull request? A verdict, a table, details to open; never over 60,000 characters. */

import type { Report } from '../model.ts';
import type { Content, Line } from './change-lines.ts';
import { type FoldedJudgement, foldedJudgements } from './fold-findings.ts';
import type { Fold } from './folds.ts';
import { fenceFor, forFence, forHtml, forMarkdown, forMarkdownCode, forMarkdownHtml } from './hostile.ts';
import { isByKeycloak, type Judged } from './judged.ts';
import type { ReportOptions } from './reporter.ts';
import * as say from './sentences.ts';
import { keepWithin, type Part } from './shed.ts';
import { showChangePath } from './show-path.ts';
import { elide } from './text-diff.ts';
import { shortenMiddle } from './values.ts';
import { type EntityView, viewOf } from './view.ts';
import { count, severityLabel, showNumber, wordsOf } from './words.ts';

/** Hosts refuse a comment of more than 65,536 characters. */
const MAX_COMMENT = 60_000;
const MAX_MISSING = 400;
const MAX_VALUE = 160;
const MAX_NAME = 80;
const MAX_ASIDES = 8;

export const markdown = {
  about: 'for the comment of a pull request',
  extension: 'md',
  render: (reports: readonly Report[], options: ReportOptions): string => {
    const parts = reports.flatMap((report, index) => [
      ...(index > 0 ? [{ text: '\n' }] : []),
      ...(index < 50 ? partsOf(report, options) : shedRealm(report)),
    ]);
    const head = marker(options.target ?? reports.map(({ after }) => after.realm).join(' '));
    const { text, missing } = keepWithin(parts, MAX_COMMENT - MAX_MISSING - head.length);
    const said =
      missing === '' ? '' : `\n<sub>Left out to keep this comment below 60,000 characters: ${missing}.</sub>\n`;
    return `${head}${text}${said}`;
  },
};

/** So that the next run finds its comment again. Written so that no name can end the HTML comment. */
function marker(target: string): string {
  const written = JSON.stringify({ v: 1, target: shortenMiddle(target, 200) });
  const safe = written.replace(/[<>&]|--|[^ -~]/g, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
  return `<!-- realmdiff: ${safe} -->\n`;
}

function partsOf(report: Report, options: ReportOptions): readonly Part[] {
  if (say.isUnchanged(report)) return [{ text: heading(report) }, ...foot(report)];
  const view = viewOf(report, { maxProperties: 24, showUnchanged: options.showUnchanged });
  const entities = view.sections.flatMap((section) => section.entities);
  return [
    { text: heading(report) },
    {
      text: `${forMarkdown(
        say
          .totals(report)
          .replace(/ {2}\[.*$/, '')
          .replaceAll('  ', ' '),
      )}<br>\n${where(report)}\n\n`,
    },
    ...table(report),
    ...reasons(report, options),
    ...entities.map(entityDetails),
    ...view.folds.map(foldDetails),
    ...otherStates(report),
    ...foot(report),
  ];
}

/** Of a realm beyond the fiftieth, one line. */
function shedRealm(report: Report): readonly Part[] {
  return [
    { text: `${forMarkdownCode(say.realmName(report))}: ${forMarkdown(say.totals(report))}\n`, shed: 'other realms' },
  ];
}

function heading(report: Report): string {
  return `### Realm ${forMarkdownCode(say.realmName(report))}: ${say.verdict(report)}\n\n`;
}

function where(report: Report): string {
  const keycloak = say.keycloak(report);
  return `${forMarkdownCode(say.sources(report))}${keycloak === '' ? '' : `, ${forMarkdown(keycloak)}`}`;
}

/** A row for each finding, the worst first. */
function table(report: Report): readonly Part[] {
  const rows = rowsOf(report);
  if (rows.length === 0) return [];
  const head = '| Severity | What it means | Where | Rule |\n|:--|:--|:--|:--|\n';
  return [{ text: head }, ...rows.map(row), { text: '\n' }];
}

function rowsOf(report: Report): readonly FoldedJudgement[] {
  return foldedJudgements(report).filter(({ finding }) => finding.severity !== 'info');
}

/** Of every rule in the table: why it says so, and what can be done. */
function reasons(report: Report, { rules }: ReportOptions): readonly Part[] {
  const ids = [...new Set(rowsOf(report).map(({ finding }) => finding.rule))];
  const items = ids.flatMap((id) => {
    const help = rules[id];
    return help === undefined
      ? []
      : [`- ${forMarkdownCode(id)}: ${forMarkdown(help.why)} **Fix:** ${forMarkdown(help.fix)}\n`];
  });
  if (items.length === 0) return [];
  const summary = `<details><summary>Why, and what to do</summary>`;
  return [{ text: `${summary}\n\n${items.join('')}\n</details>\n\n`, shed: 'reasons' }];
}

function row({ change, finding, more }: FoldedJudgement): Part {
  const { severity, direction, rule, message } = finding;
  const label = severityLabel(severity, [direction]).replace(/^\w+/, '**$&**');
  const also = more === 0 ? '' : ` (and ${showNumber(more)} more of this rule)`;
  const cells = [label, `${forMarkdown(shortenMiddle(message, 300))}${also}`, whereIs(change), forMarkdownCode(rule)];
  const text = `| ${cells.join(' | ')} |\n`;
  return severity === 'info' ? { text } : { text, shed: `${severity} rows` };
}

function whereIs(change: Judged): string {
  const { title, isNamed } = wordsOf(change.section);
  const what = forMarkdown(shortenMiddle(title, MAX_NAME));
  const who = isNamed ? `${what} ${forMarkdownCode(shortenMiddle(change.entity, MAX_NAME))}` : what;
  const path = shortenMiddle(showChangePath(change.section, change.path), MAX_NAME);
  const cause = isByKeycloak(change) ? `, by Keycloak itself` : '';
  return `${who}${path === '' ? '' : ` ${forMarkdownCode(path)}`}${cause}`;
}

function entityDetails(entity: EntityView): Part {
  const { worst, directions, remark, changes } = entity;
  const many = changes === 0 ? '' : count(changes, 'change');
  const label = [worst === undefined ? '' : severityLabel(worst, directions), remark, many];
  const summary = `${htmlTitle(entity)} ${label.filter((each) => each !== '').join(', ')}`;
  const still = entity.stillNamedBy.slice(0, 12).map((each) => shortenMiddle(each, MAX_NAME));
  const lines = [
    ...headLines(entity),
    ...entity.lines.flatMap(fenceLines),
    ...(still.length === 0 ? [] : [`  # still named by: ${still.join(', ')}`]),
  ];
  const kind = worst === 'high' ? 'details of high' : worst === 'medium' ? 'details of medium' : 'details of low';
  return { text: details(summary, lines, 'diff'), shed: kind };
}

/** Where the entity itself came, went, moved or has another name. */
function headLines({ symbol, head, headContent }: EntityView): readonly string[] {
  if (symbol === '~' || symbol === '!') return [];
  const sign = symbol === '>' ? '!' : symbol;
  return [`${sign} ${shortenMiddle(head, MAX_VALUE)}${inline(headContent)}`];
}

function inline(content: Content): string {
  if (content.kind === 'value') return ` : ${shortenMiddle(content.text, MAX_VALUE)}`;
  return content.kind === 'position' ? ` : position ${content.before} -> ${content.after}` : '';
}

/** In a `diff` fence the first column decides on the color. */
function fenceLines(line: Line): readonly string[] {
  const pad = '    '.repeat(line.depth);
  if (line.symbol === '#') return [`  ${pad}# ${line.note}`];
  const name = line.name === undefined ? '' : shortenMiddle(line.name, MAX_VALUE);
  const { content, symbol } = line;
  const start = (sign: string): string => `${sign} ${pad}${name}`;
  const colon = name === '' ? '' : ' : ';
  if (content.kind === 'value') return [`${start(symbol)}${colon}${short(content.text)}`];
  if (content.kind === 'said')
    return [`! ${pad}${short(content.text)}`, ...(content.where === '' ? [] : [`  ${pad}${short(content.where)}`])];
  if (content.kind === 'secret') return [`${start(symbol === '~' ? '!' : symbol)}${colon}${content.told}`];
  if (content.kind === 'position') return [`${start('!')}${inline(content)}`];
  if (content.kind === 'none') return [start(symbol === '~' ? ' ' : symbol)];
  if (content.kind === 'change') {
    return [`${start('-')}${colon}${short(content.before)}`, `${start('+')}${colon}${short(content.after)}`];
  }
  const texts = content.diff.lines.map(({ sign, segments }) => {
    return `${sign} ${pad}    ${elide(segments, MAX_VALUE)
      .map(({ text }) => text)
      .join('')}`;
  });
  return [start(' '), ...texts];
}

function foldDetails(fold: Fold): Part {
  const version = `Keycloak <code>${forHtml(shortenMiddle(fold.version, MAX_NAME))}</code>`;
  const lines = fold.rows.map(
    ({ step, text }) => `${step === '' ? '   ' : `${shortenMiddle(step, MAX_NAME)}:`} ${text}`,
  );
  return { text: details(`${version} itself: ${count(fold.count, 'change')}`, lines, 'text'), shed: 'details of low' };
}

function details(summary: string, lines: readonly string[], language: string): string {
  const content = lines.map(forFence).join('\n');
  const fence = fenceFor(content);
  return `<details><summary>${summary}</summary>\n\n${fence}${language}\n${content}\n${fence}\n\n</details>\n\n`;
}

/** `client <code>web-shop</code>`: inside of HTML no Markdown is read. */
function htmlTitle({ kind, names }: EntityView): string {
  const codes = names.map((name) => `<code>${forHtml(shortenMiddle(name, MAX_NAME))}</code>`);
  return `<b>${[forMarkdownHtml(kind), codes.join(' &rarr; ')].filter((part) => part !== '').join(' ')}</b>`;
}

/** What was wrong and is so no more, and what still is. */
function otherStates(report: Report): readonly Part[] {
  return (['fixed', 'kept'] as const).flatMap((state) => {
    const told = say.statesIn(report, state);
    if (told.length === 0) return [];
    const summary = `<b>${state === 'fixed' ? 'Fixed' : 'Kept'}</b> ${count(told.length, 'finding')}`;
    return [
      {
        text: details(
          summary,
          told.map((text) => `${state === 'fixed' ? '+' : ' '} ${short(text)}`),
          'diff',
        ),
        shed: 'details of low' as const,
      },
    ];
  });
}

function short(text: string): string {
  return shortenMiddle(text, MAX_VALUE);
}

function foot(report: Report): readonly Part[] {
  const { notCompared, problems } = report;
  const left = say.leftOut(report);
  const info = report.summary.findings.info;
  const sentences = [
    say.compared(report),
    left === '' ? '' : `Left out: ${left}.`,
    notCompared.length === 0
      ? ''
      : `Not compared: ${some(
          notCompared.map((each) => say.notComparedText(each)),
          '; ',
        )}.`,
    info === 0 ? '' : `${count(info, 'info finding')} not shown.`,
  ].filter((each) => each !== '');
  const told = problems.slice(0, MAX_ASIDES).map((each) => `- ${forMarkdown(say.problemText(each, report))}\n`);
  const more = problems.length - told.length;
  const list = more > 0 ? [...told, `- and ${showNumber(more)} more\n`] : told;
  const odd = list.length === 0 ? '' : `Odd in the input:\n\n${list.join('')}\n`;
  return [{ text: `${odd}<sub>${forMarkdown(sentences.join(' '))}</sub>\n` }];
}

function some(texts: readonly string[], separator: string): string {
  const more = texts.length - MAX_ASIDES;
  return [...texts.slice(0, MAX_ASIDES), ...(more > 0 ? [`and ${showNumber(more)} more`] : [])].join(separator);
}
