/** Do the pages of `docs/` tell the truth? Their rule is a rule, and their configuration is one. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadRules } from '../src/tables/load-rules.ts';
import { WHEN_KEYS } from '../src/tables/parse-rules.ts';
import { OPERATORS } from '../src/tables/parse-tests.ts';
import { folderWith, runCli } from './run-cli.ts';

const page = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8');
const block = (text: string, language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';

test('the rule of docs/rules.md passes its examples', () => {
  const { path: folder } = folderWith({ 'states/shop-without-consent.json': block(page('docs/rules.md'), 'json') });
  const { exit, stdout } = runCli(['rules', 'test', folder]);
  expect(stdout).toContain('1 rule, 0 wrong');
  expect(exit).toBe(0);
});

test('docs/rules.md names every condition and every operator', () => {
  const text = page('docs/rules.md');
  const names = [...WHEN_KEYS.change, ...WHEN_KEYS.state, ...OPERATORS];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('the configuration of the README is one', () => {
  const yaml = block(page('README.md'), 'yaml').replace(/^rulesDir.*\n/m, '');
  const { path: folder } = folderWith({ '.realmdiff.yaml': yaml, 'a.json': '{"realm":"a"}' });
  const { stderr, exit } = runCli(['lint', 'a.json', '--fail-on', 'never'], { cwd: folder });
  expect(stderr).not.toMatch(/error|expected/);
  expect(exit).toBe(0);
  expect(loadRules().rules.length).toBeGreaterThan(400);
});

test('a rule that is there already, or whose example is wrong, is refused', () => {
  const rule = JSON.parse(block(page('docs/rules.md'), 'json'));
  const { path: folder, write } = folderWith({
    'states/realm-without-tls.json': JSON.stringify({ ...rule, id: 'realm-without-tls' }),
  });
  expect(runCli(['lint', 'fresh:26.7.3', '--rules', folder]).stderr).toContain(
    'there is a rule called "realm-without-tls"',
  );
  const wrong = { ...rule, id: 'shop-wrong', examples: [{ ...rule.examples[0], finds: [] }] };
  write('states/realm-without-tls.json', JSON.stringify({ ...rule, id: 'realm-without-tls-here' }));
  expect(runCli(['rules', 'test', folder]).exit).toBe(2);
  write('other/states/shop-wrong.json', JSON.stringify(wrong));
  const { exit, stdout } = runCli(['rules', 'test', join(folder, 'other')]);
  expect(stdout).toContain('it does not ask: expected []');
  expect(exit).toBe(1);
});

test('the alert rules and the files of docs/ci for drift are YAML, and ask for metrics that there are', () => {
  const rules = parse([...page('docs/drift.md').matchAll(/```yaml\n([\s\S]*?)```/g)].at(-1)?.[1] ?? '');
  const texts: readonly string[] = rules.groups[0].rules.map(({ expr }: { readonly expr: string }) => expr);
  const metrics = readFileSync(join(import.meta.dirname, '../fixtures/report/product/expected.prom'), 'utf8');
  const asked = texts.flatMap((text) => text.match(/realmdiff_\w+/g) ?? []);
  expect(asked.length).toBeGreaterThan(2);
  for (const name of asked) expect(metrics).toContain(`# TYPE ${name} gauge`);
  for (const name of ['drift-github.yml', 'drift-gitlab.yml', 'drift-kubernetes.yaml']) {
    const text = page(`docs/ci/${name}`);
    expect(Object.keys(parse(text)).length).toBeGreaterThan(2);
    for (const [, words = ''] of text.matchAll(/realmdiff ((?:drift|report) [^\n|]*)/g)) {
      const options = words.match(/--[a-z-]+/g) ?? [];
      const help = runCli([words.split(' ')[0] ?? '', '--help']).stdout;
      for (const option of options) expect(help).toContain(option);
    }
  }
});
