/** Are many findings of one rule on one entity told once, and counted? */

import { expect, it } from 'vitest';
import type { Finding, JudgedPlace } from '../src/model.ts';
import { foldedJudgements, readAlike } from '../src/report/fold-findings.ts';
import { loadReporter } from '../src/report/reporter.ts';
import { readCase, TEST_OPTIONS } from './report-cases.ts';

const finding = (message: string, rule = 'redirect-uri-odd'): Finding => ({
  ...{ rule, severity: 'medium', direction: 'weakens', message, fingerprint: message },
});

function placesOf(entity: string, count: number): readonly JudgedPlace[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ section: 'clients', entity, path: ['redirectUris', index], state: 'present' },
    findings: [finding(`client ${entity}: address ${index}`)],
  })) as unknown as readonly JudgedPlace[]; // what the reporters read of a place
}

const [base] = readCase('nothing-changed');
if (base === undefined) throw new Error('fixtures/report/nothing-changed holds no report');
const report = { ...base, states: [...placesOf('a', 12), ...placesOf('b', 4)] };

it('shows three of twelve, and four of four', () => {
  const rows = foldedJudgements(report).map(({ finding, more }) => [finding.message, more]);
  expect(rows).toEqual([
    ['client a: address 0', 0],
    ['client a: address 1', 0],
    ['client a: address 2', 9],
    ...[0, 1, 2, 3].map((index) => [`client b: address ${index}`, 0]),
  ]);
});

it('counts what would read the same beside one change, and keeps the order', () => {
  const weaker: Finding = { ...finding('one'), severity: 'low' };
  const findings = [finding('first'), finding('other', 'another-rule'), finding('second'), weaker];
  expect(readAlike(findings).map(({ rule }) => rule)).toEqual([
    'redirect-uri-odd (2)',
    'another-rule',
    'redirect-uri-odd',
  ]);
  const many = Array.from({ length: 1200 }, (_, index) => finding(`user ${index}`));
  expect(readAlike(many).map(({ rule }) => rule)).toEqual(['redirect-uri-odd (1,200)']);
});

it('says in a comment how many more there are, and why under a fold', async () => {
  const rules = { 'redirect-uri-odd': { title: 'Odd', why: 'Nobody | knows <why>.', fix: 'Ask @them.' } };
  const { render } = await loadReporter('markdown');
  const text = render([report], { ...TEST_OPTIONS, rules });
  expect(text).toContain('client a: address 2 (and 9 more of this rule)');
  expect(text).not.toContain('client a: address 3 |');
  const [, fold = ''] = text.split('<details><summary>Why, and what to do</summary>');
  expect(fold.split('</details>')[0]).toMatch(/^\n\n- `redirect-uri-odd`: Nobody .*knows.*\*\*Fix:\*\* Ask /);
  expect(fold).not.toMatch(/<why>|[^\u200b]@them/);
});

it('says so in a page', async () => {
  const { render } = await loadReporter('html');
  expect(render([report], TEST_OPTIONS)).toContain('and 9 more of this rule');
});
