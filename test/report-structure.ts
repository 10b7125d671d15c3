/** Is a report what its format says, and is nothing in it that only a realm's text could have made? One check a format, by other people's parsers. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import draft04 from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import MarkdownIt from 'markdown-it';
import { parse, parseFragment } from 'parse5';
import { expect } from 'vitest';
import type { Report } from '../src/model.ts';
import { foldChanges } from '../src/report/folds.ts';
import type { FormatName } from '../src/report/formats.ts';
import { viewOf } from '../src/report/view.ts';

export type StructureCheck = (text: string, reports: readonly Report[]) => void;

// Everything that steers a terminal, a reading direction or a parser.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function expectPrintable(text: string, allowed: RegExp): void {
  const left = text.replace(allowed, '');
  const found = UNPRINTABLE.exec(left);
  const told =
    found === null
      ? ''
      : `U+${found[0].codePointAt(0)?.toString(16)} in ${JSON.stringify(left.slice(Math.max(0, found.index - 30), found.index + 30))}`;
  expect(told).toBe('');
}

const findingsIn = (reports: readonly Report[]): number =>
  reports.reduce((sum, { changes }) => sum + changes.reduce((found, { findings }) => found + findings.length, 0), 0);

const isUnchanged = ({ changes }: Report): boolean => changes.length === 0;

const schema: unknown = JSON.parse(
  readFileSync(new URL('../rules/schema/report.schema.json', import.meta.url), 'utf8'),
);
const isReport = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema as object);
const isSarif = new draft04.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
);

interface Element {
  readonly nodeName: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Element[];
  readonly value?: string;
  readonly data?: string;
  readonly content?: Element;
}

function elementsOf(root: Element): readonly Element[] {
  const inside = [...(root.childNodes ?? []), ...(root.content === undefined ? [] : [root.content])];
  return [root, ...inside.flatMap(elementsOf)];
}

/** Of each element and attribute that may be there: what it may say. No text of a realm fits any of them. */
const PAGE_ELEMENTS = words(
  'html head meta title style script body a header h1 h2 h3 main article section footer form fieldset legend label input kbd',
  'select option output button nav details summary div span p b code del ins ul ol li dl dt dd',
);
const PAGE_ATTRIBUTES: { readonly [name: string]: RegExp } = {
  'aria-describedby': /^count$/,
  'aria-hidden': /^true$/,
  'aria-keyshortcuts': /^\/$/,
  'aria-label': /^(Search and filter|Realms|Symbols|Entities|is now)$/,
  'aria-labelledby': /^r\d+-name$/,
  'aria-live': /^polite$/,
  'aria-pressed': /^false$/,
  autocomplete: /^off$/,
  charset: /^utf-8$/,
  class: /^[a-z][a-z\d ]*$/,
  content:
    /^(default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'|width=device-width, initial-scale=1|light dark|no-referrer)$/,
  'data-filter': /^$/,
  'data-group': /^$/,
  'data-section': /^\d+$/,
  'data-severities': /^(none|(high|medium|low|info)( (medium|low|info))*)$/,
  hidden: /^$/,
  href: /^#(changes|r\d+(-(e|k)\d+|-foot)?)$/,
  'http-equiv': /^Content-Security-Policy$/,
  id: /^(changes|search|section|count|expand|collapse|theme|r\d+(-(e|k)\d+|-foot|-name)?)$/,
  lang: /^en$/,
  name: /^(viewport|color-scheme|referrer|severity)$/,
  open: /^$/,
  placeholder: /^Search$/,
  role: /^(search|status)$/,
  spellcheck: /^false$/,
  tabindex: /^-1$/,
  type: /^(search|checkbox|button)$/,
  value: /^(high|medium|low|info|none|\d*)$/,
};

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

function expectOnly(
  elements: readonly Element[],
  names: ReadonlySet<string>,
  attributes: { readonly [name: string]: RegExp },
): void {
  const strange = elements.flatMap(({ nodeName, attrs = [] }) => [
    ...(nodeName.startsWith('#') || names.has(nodeName) ? [] : [nodeName]),
    ...attrs.flatMap(({ name, value }) =>
      attributes[name]?.test(value) === true ? [] : [`${nodeName} ${name}=${value}`],
    ),
  ]);
  expect(strange).toEqual([]);
  expect(elements.filter(({ nodeName }) => nodeName === '#comment').map(({ data }) => data)).toEqual([]);
}

function checkHtml(text: string, reports: readonly Report[]): void {
  expectPrintable(text, /\n/g);
  const errors: string[] = [];
  const elements = elementsOf(
    parse(text, { onParseError: ({ code }) => errors.push(code) }) as unknown as Element,
  ).filter(({ nodeName }) => nodeName !== '#documentType');
  expect(errors).toEqual([]);
  expectOnly(elements, PAGE_ELEMENTS, PAGE_ATTRIBUTES);
  const number = (name: string): number => elements.filter(({ nodeName }) => nodeName === name).length;
  expect([number('article'), number('script'), number('style'), number('title'), number('main')]).toEqual([
    reports.length,
    1,
    1,
    1,
    1,
  ]);
  const ids = elements.flatMap(({ attrs = [] }) => attrs.filter(({ name }) => name === 'id').map(({ value }) => value));
  const targets = elements.flatMap(({ attrs = [] }) =>
    attrs.filter(({ name }) => name === 'href').map(({ value }) => value.slice(1)),
  );
  expect(ids.length, 'ids are unique').toBe(new Set(ids).size);
  expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
}

const COMMENT_ELEMENTS = words('h3 code table thead tbody tr th td strong p br details summary b pre sub ul li');
const COMMENT_ATTRIBUTES = { class: /^language-(diff|text)$/, style: /^text-align:left$/ };
// What a host makes links of after Markdown was rendered, outside of code.
const HOST_LINK =
  /(?:^|[^\p{L}\p{N}_`/])@[\p{L}\p{N}]|(?:^|[^&\p{L}\p{N}_])[#!]\d|\bGH-\d|\b\w+:\/\/|\bwww\.|\bmailto:|:[a-z]+:(?!\s)/u;

function checkMarkdown(text: string, reports: readonly Report[]): void {
  expect(text.length).toBeLessThanOrEqual(60_000);
  expectPrintable(text, /[\n\u200b]/g);
  const [marker = '', ...rest] = text.split('\n');
  expect(marker).toMatch(/^<!-- realmdiff: \{"v":1,"target":"(?:(?!--)[^<>])*"\} -->$/);
  const rendered = new MarkdownIt({ html: true, linkify: true }).render(rest.join('\n'));
  const elements = elementsOf(parseFragment(rendered) as unknown as Element);
  expectOnly(elements, COMMENT_ELEMENTS, COMMENT_ATTRIBUTES);
  const number = (name: string): number => elements.filter(({ nodeName }) => nodeName === name).length;
  expect(number('h3')).toBe(Math.min(50, reports.length));
  const lists = elements.filter(({ nodeName, childNodes = [] }) => {
    return nodeName === 'details' && childNodes.some((child) => child.nodeName === 'ul');
  });
  expect(lists.length, 'of each realm the reasons of its rules, once').toBeLessThanOrEqual(number('h3'));
  expect(number('pre'), 'a fence for each other that can be opened').toBe(number('details') - lists.length);
  const prose = proseOf(parseFragment(rendered) as unknown as Element);
  expect(HOST_LINK.exec(prose)?.[0] ?? '', prose.slice(0, 2000)).toBe('');
}

function proseOf(node: Element): string {
  if (node.nodeName === 'code' || node.nodeName === 'pre') return ' ';
  return node.value ?? (node.childNodes ?? []).map(proseOf).join('');
}

function checkJunit(text: string, reports: readonly Report[]): void {
  expectPrintable(text, /\n/g);
  expect(XMLValidator.validate(text)).toBe(true);
  // Out of order and entities that are not XML's own would be kept as they are.
  const parsed = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => ['testsuite', 'testcase'].includes(name),
  }).parse(text);
  expect(Object.keys(parsed)).toEqual(['?xml', 'testsuites']);
  const suites: { readonly [name: string]: unknown }[] = parsed.testsuites.testsuite ?? [];
  expect(
    suites.map((suite) => [
      Object.keys(suite).filter(
        (key) => !/^@(name|tests|failures|skipped|errors|time)$/.test(key) && key !== 'system-err',
      ),
      casesOf(suite),
    ]),
  ).toEqual(reports.map((report) => [numberOfCases(report) === 0 ? [] : ['testcase'], numberOfCases(report)]));
  const keys = suites.flatMap((suite) => ((suite.testcase ?? []) as object[]).flatMap((each) => Object.keys(each)));
  expect(keys.filter((key) => !/^(@(classname|name|file|time)|failure|system-out|skipped)$/.test(key))).toEqual([]);
}

function casesOf(suite: { readonly [name: string]: unknown }): number {
  return Array.isArray(suite.testcase) ? suite.testcase.length : 0;
}

/** A case for each finding, for each entity without one, for each version's upgrade, for all that was not compared. */
function numberOfCases(report: Report): number {
  const { sections } = viewOf(report, { maxProperties: 0, showUnchanged: false });
  const quiet = sections.flatMap(({ entities }) => entities).filter(({ worst }) => worst === undefined).length;
  const folds = foldChanges(
    report.changes.filter(({ cause }) => cause !== 'edit'),
    report,
  ).length;
  return findingsIn([report]) + quiet + folds + (isUnchanged(report) ? 1 : 0) + report.notCompared.length;
}

function checkGithub(text: string, reports: readonly Report[]): void {
  expectPrintable(text, /\n/g);
  expect(text).not.toMatch(/##[A-Za-z]*\[/);
  const lines = text.split('\n');
  const found = findingsIn(reports);
  const commands = lines.filter((line) => line.trimStart().startsWith('::'));
  expect(commands.length).toBe(Math.min(10, found));
  for (const command of commands)
    expect(command).toMatch(/^::(error|warning|notice) file=[^,:]*,line=\d+,col=\d+,title=[^,:]*%3A[^,:]*::/);
  expect(lines.length).toBe(commands.length + (found > 10 ? 1 : 0) + reports.length + 1);
}

/** Our own codes for colors are allowed, and nothing else. */
function checkTerminal(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  expectPrintable(text, /\n|\u001b\[(?:[0-9]|2[0-9]|3[0-9]|9[0-7])m/g);
}

/** One change a line: nothing that a value holds begins another. */
function checkOneline(text: string, reports: readonly Report[]): void {
  checkTerminal(text);
  const expected = reports.map((report) => {
    const asides = report.notCompared.length + report.problems.length;
    if (isUnchanged(report)) return 1 + asides;
    const folded = report.changes.filter(({ cause, findings }) => cause !== 'edit' && findings.length === 0);
    const folds = foldChanges(folded, report).reduce((sum, { rows }) => sum + rows.length, 0);
    const left = Object.values(report.summary.leftOut).some((number) => number > 0) ? 1 : 0;
    return 1 + report.changes.length - folded.length + folds + asides + left + 1;
  });
  const sum = expected.reduce((total, each) => total + each, 0);
  expect(text.split('\n').length).toBe(sum + reports.length);
}

function checkJson(text: string, reports: readonly Report[]): void {
  expectPrintable(text, /\n/g);
  const value: unknown = JSON.parse(text);
  expect(isReport(value), JSON.stringify(isReport.errors)).toBe(true);
  expect((value as { comparisons: unknown[] }).comparisons.length).toBe(reports.length);
}

function checkSarif(text: string, reports: readonly Report[]): void {
  expectPrintable(text, /\n/g);
  const log = JSON.parse(text);
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  const results: { readonly message: { readonly text: string } }[] = log.runs.flatMap(
    (run: { results: unknown }) => run.results,
  );
  expect([log.runs.length, results.length]).toEqual([reports.length, findingsIn(reports)]);
  // A link of SARIF's own would be `[text](1)`, a placeholder `{0}`.
  for (const { message } of results)
    expect(message.text.replace(/\\[\\[\]]|\{\{\d+\}\}/g, '')).not.toMatch(/\[[^\]]*\]\s*\(|\{\d+\}/);
}

function checkGitlab(text: string, reports: readonly Report[]): void {
  expectPrintable(text, /\n/g);
  const issues: { readonly [name: string]: unknown }[] = JSON.parse(text);
  expect(issues.length).toBe(findingsIn(reports));
  for (const issue of issues) {
    expect(issue).toEqual({
      description: expect.any(String),
      check_name: expect.stringMatching(/^[a-z0-9-]+$/),
      fingerprint: expect.stringMatching(/^[0-9a-f-]+$/),
      severity: expect.stringMatching(/^(critical|major|minor|info)$/),
      location: { path: expect.any(String), lines: { begin: expect.any(Number) } },
    });
    expectPrintable(String(issue.description), /^$/);
  }
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 'fingerprints are unique').toBe(issues.length);
}

function checkPatch(text: string, reports: readonly Report[]): void {
  expectPrintable(text, /\n/g);
  const value: unknown[] = JSON.parse(text);
  const patches = (reports.length === 1 ? [value] : value) as { readonly [name: string]: unknown }[][];
  expect(patches.length).toBe(reports.length);
  for (const operation of patches.flat()) {
    const { op } = operation;
    expect(['add', 'remove', 'replace', 'move']).toContain(op);
    expect(Object.keys(operation).sort()).toEqual(
      op === 'remove' ? ['op', 'path'] : op === 'move' ? ['from', 'op', 'path'] : ['op', 'path', 'value'],
    );
    expect(operation.path).toMatch(/^(\/(?:[^~/]|~[01])*)*$/);
  }
}

/** Lines of the text format: a comment, or a name with labels and one number. */
function checkPrometheus(text: string): void {
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^# (HELP|TYPE) \w+ .+$|^\w+\{(\w+="([^"\\]|\\["\\n])*",?)+\} \d+$/);
}

export const CHECKS = {
  terminal: checkTerminal,
  oneline: checkOneline,
  markdown: checkMarkdown,
  json: checkJson,
  html: checkHtml,
  sarif: checkSarif,
  junit: checkJunit,
  github: checkGithub,
  gitlab: checkGitlab,
  jsonpatch: checkPatch,
  prometheus: checkPrometheus,
} as const satisfies Record<FormatName, StructureCheck>;
