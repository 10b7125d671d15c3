/** Does the README tell the truth? Its example, its options and its first command are the tool's own. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { normalForm, runCli } from './run-cli.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the example after is the normal form of the example before', () => {
  const [before = '', after] = [...README.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text);
  expect(normalForm(before)).toBe(after);
});

test('the options are those of --help', () => {
  const names = (text: string): readonly string[] =>
    [...new Set(text.match(/(?<=^\| (?:`.*`, )?`| {2})--[\w-]+/gm))].sort();
  const help = ['normalize', 'diff', 'upgrade', 'lint', 'restore', 'why'].map(
    (command) => runCli([command, '--help']).stdout,
  );
  expect(names(README)).toEqual(names(help.join('')));
});

test('the picture is what the tool prints', () => {
  const svg = readFileSync(new URL('../docs/diff.svg', import.meta.url), 'utf8');
  const lines = [...svg.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, line = '']) =>
    line
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
  const cwd = fileURLToPath(new URL('../fixtures/demo', import.meta.url));
  const { stdout } = runCli(['diff', 'before.json', 'after.json'], { cwd, env: { COLUMNS: '100' } });
  expect(lines).toEqual(['$ realmdiff diff before.json after.json', ...stdout.trimEnd().split('\n')]);
});

test('the first commands print a difference and a normal form', () => {
  const [, from = '', to = ''] = /node bin\/realmdiff\.js diff (\S+) (\S+)/.exec(README) ?? [];
  const paths = [from, to].map((file) => fileURLToPath(new URL(`../${file}`, import.meta.url)));
  expect(runCli(['diff', ...paths]).stdout).toContain('Summary: ');

  const [, file = ''] = /node bin\/realmdiff\.js normalize (\S+)/.exec(README) ?? [];
  const { exit, stdout } = runCli(['normalize', fileURLToPath(new URL(`../${file}`, import.meta.url))]);
  expect([exit, stdout.slice(0, 18)]).toEqual([0, '{\n  "$realmdiff": ']);
});
