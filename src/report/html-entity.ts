/** How does one entity look on the HTML page? A summary to open, a line for each change, what rules say of it below. */

import type { Direction, Finding, Severity } from '../model.ts';
import type { Content, Line } from './change-lines.ts';
import { joined, type Markup, NOTHING, type Part, tag, when } from './html-markup.ts';
import type { ReportOptions } from './reporter.ts';
import { elide, type TextLine } from './text-diff.ts';
import { shortenMiddle } from './values.ts';
import type { EntityView } from './view.ts';
import { type ChangeSymbol, count, DIRECTIONS, LEGEND, SEVERITIES, showNumber } from './words.ts';

const MAX_VALUE = 480;
const MAX_NAME = 240;
const MAX_STILL_NAMED = 24;
const DEEPEST = 3;
/** Two values that are longer together stand below each other. */
const SHORT_PAIR = 72;

/** A style's name for each symbol; the page has no other classes for them. */
const STYLE_OF = {
  '+': 'added',
  '~': 'changed',
  '-': 'removed',
  '>': 'moved',
  '!': 'said',
} as const satisfies Record<ChangeSymbol, string>;

const SIGN = { '+': '+', '~': '~', '-': '\u2212', '>': '\u203a', '!': '!' } as const satisfies Record<
  ChangeSymbol,
  string
>;

/** The rules' own words, from the options. */
export type RuleWords = ReportOptions['rules'];

export function symbolMark(symbol: ChangeSymbol): Markup {
  const word = LEGEND.find(([each]) => each === symbol)?.[1] ?? '';
  return tag`<span class="symbol ${STYLE_OF[symbol]}"><span aria-hidden="true">${SIGN[symbol]}</span><span class="spoken">${word}</span></span>`;
}

/** `HIGH`, and what it does: `breaks, weakens`. */
export function badge(severity: Severity, directions: readonly Direction[]): Markup {
  const told = DIRECTIONS.filter((direction) => directions.includes(direction)).join(', ');
  const effect = told === '' ? NOTHING : tag` <span class="effect">${told}</span>`;
  return tag`<span class="badge ${severity}"><b>${severity}</b>${effect}</span>`;
}

/** The severities that occur, for the filter: `high low`, or `none`. */
export function severitiesOf(findings: readonly Finding[]): string {
  const used = SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity));
  return used.length === 0 ? 'none' : used.join(' ');
}

/** All that rules say of an entity and of the lines in it. */
export function findingsOf(entity: EntityView): readonly Finding[] {
  return [...entity.findings, ...entity.lines.flatMap((line) => (line.symbol === '#' ? [] : line.findings))];
}

/** What can be opened has a summary; what stands inside something open has a line. */
export function entitySummary(entity: EntityView, element: 'summary' | 'div' = 'summary'): Markup {
  const { symbol, worst, directions, remark, changes } = entity;
  return tag`<${element}>${symbolMark(symbol)}<span class="title">${entityTitle(entity)}</span>${when(
    worst !== undefined,
    () => badge(worst ?? 'info', directions),
  )}<span class="quiet">${[remark, changes === 0 ? '' : count(changes, 'change')].filter((part) => part !== '').join(', ')}</span></${element}>\n`;
}

function entityTitle({ kind, names }: EntityView): Markup {
  const codes = names.map((name) => tag`<code>${shortenMiddle(name, MAX_NAME)}</code>`);
  const arrow = tag` <span class="quiet" aria-label="is now">\u2192</span> `;
  return tag`<span class="kind">${kind}</span>${codes.length === 0 ? NOTHING : tag` `}${joined(codes, arrow)}`;
}

export function entityBody(entity: EntityView, rules: RuleWords): Markup {
  const head = contentPart(entity.headContent, entity.symbol);
  const still = entity.stillNamedBy;
  const rows = [
    ...(entity.headContent.kind === 'none'
      ? []
      : [tag`<li class="line ${STYLE_OF[entity.symbol]}">${symbolMark(entity.symbol)}<div>${head}</div></li>\n`]),
    ...entity.lines.map((line) => lineItem(line, rules)),
    ...(still.length === 0 ? [] : [tag`<li class="line note"><span></span><div>${stillNamed(still)}</div></li>\n`]),
  ];
  return tag`<div class="body">\n${findingList(entity.findings, rules)}${when(
    rows.length > 0,
    () => tag`<ul class="lines">\n${rows}</ul>\n`,
  )}</div>\n`;
}

function stillNamed(names: readonly string[]): Markup {
  const left = names.length - MAX_STILL_NAMED;
  const kept = names.slice(0, MAX_STILL_NAMED).map((name) => shortenMiddle(name, MAX_NAME));
  return tag`still named by: ${kept.join(', ')}${left > 0 ? ` and ${showNumber(left)} more` : ''}`;
}

function lineItem(line: Line, rules: RuleWords): Markup {
  const depth = Math.min(DEEPEST, line.depth);
  if (line.symbol === '#') {
    return tag`<li class="line note d${depth}"><span></span><div>${line.note.replace(/^\((.*)\)$/, '$1')}</div></li>\n`;
  }
  const { symbol, name, content, findings } = line;
  const named = name === undefined ? NOTHING : tag`<code class="name">${shortenMiddle(name, MAX_NAME)}</code>`;
  const told = tag`${named}${contentPart(content, symbol)}${findingList(findings, rules)}`;
  return tag`<li class="line ${STYLE_OF[symbol]} d${depth}">${symbolMark(symbol)}<div>${told}</div></li>\n`;
}

function contentPart(content: Content, symbol: ChangeSymbol): Part {
  if (content.kind === 'none') return NOTHING;
  if (content.kind === 'said') return tag`<span class="quiet">${shortenMiddle(content.where, MAX_VALUE)}</span>`;
  if (content.kind === 'secret') return tag` <span class="quiet">${content.told}</span>`;
  if (content.kind === 'value') return tag` ${valueMark(content.text, symbol)}`;
  if (content.kind === 'position') return tag` position ${content.before} \u2192 ${content.after}`;
  if (content.kind === 'text') return tag`<div class="text">${content.diff.lines.map(textRow)}</div>`;
  const [before, after] = [shortenMiddle(content.before, MAX_VALUE), shortenMiddle(content.after, MAX_VALUE)];
  const pair = tag`<del>${before}</del> <span class="quiet" aria-label="is now">\u2192</span> <ins>${after}</ins>`;
  return before.length + after.length > SHORT_PAIR ? tag`<div class="pair">${pair}</div>` : tag` ${pair}`;
}

function valueMark(text: string, symbol: ChangeSymbol): Markup {
  const value = shortenMiddle(text, MAX_VALUE);
  if (symbol === '+') return tag`<ins>${value}</ins>`;
  return symbol === '-' ? tag`<del>${value}</del>` : tag`<code>${value}</code>`;
}

/** What stayed the same inside a line that changed has no background. */
function textRow({ sign, segments }: TextLine): Markup {
  const parts = elide(segments, MAX_VALUE).map(({ text, isChanged }) => {
    if (!isChanged || sign === ' ') return tag`${text}`;
    return sign === '+' ? tag`<ins>${text}</ins>` : tag`<del>${text}</del>`;
  });
  const style = sign === ' ' ? 'same' : STYLE_OF[sign];
  return tag`<div class="row ${style}"><span class="sign">${sign}</span><code>${parts}</code></div>`;
}

export function findingList(findings: readonly Finding[], rules: RuleWords): Part {
  return findings.map((finding) => {
    const { severity, direction, message, rule } = finding;
    const said = tag`<p>${badge(severity, [direction])} ${shortenMiddle(message, MAX_VALUE)} <code class="rule">${shortenMiddle(rule, MAX_NAME)}</code></p>`;
    return tag`<div class="finding ${severity}">${said}${ruleWords(rule, rules)}</div>\n`;
  });
}

function ruleWords(rule: string, rules: RuleWords): Markup {
  const help = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  if (help === undefined) return NOTHING;
  const { why, fix } = help;
  const told = [
    when(why !== '', () => tag`<p><b>Why</b> ${why}</p>`),
    when(fix !== '', () => tag`<p><b>Fix</b> ${fix}</p>`),
  ];
  return tag`<details class="help"><summary>Why it matters, and what to do</summary>${told}</details>`;
}
