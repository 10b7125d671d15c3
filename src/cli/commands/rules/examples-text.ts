/** How do the examples of a rule look? A difference as `diff` shows it, a realm as its file, and what the rule says of each. */

import { makeReport } from '../../../diff/make-report.ts';
import { textProperty } from '../../../json/object.ts';
import { printable } from '../../../json/show.ts';
import type { Tables } from '../../../model.ts';
import { loadReporter } from '../../../report/reporter.ts';
import type { Rule } from '../../../rule-rows.ts';
import { loadTables } from '../../../tables/load.ts';
import { readExamples } from '../../../tables/load-examples.ts';
import { readRuleFolder } from '../../../tables/load-rules.ts';
import type { Theme } from '../../theme.ts';
import { VERSION } from '../../version.ts';
import { type Example, examplesOf, fragmentText, judgeExample, prepareExample } from './examples.ts';

export async function examplesText(rule: Rule, folder: string | undefined, theme: Theme): Promise<string> {
  const own =
    folder === undefined
      ? undefined
      : readRuleFolder(folder).files.find(({ json }) => textProperty(json, 'id') === rule.id);
  const examples = examplesOf(own?.json ?? { examples: readExamples(rule.id) ?? [] }) ?? [];
  const tables = loadTables();
  const texts: string[] = [];
  for (const example of examples) texts.push(await exampleText(example, rule, tables, theme));
  return texts.join('');
}

async function exampleText(example: Example, rule: Rule, tables: Tables, theme: Theme): Promise<string> {
  const { name, finds, realm } = example;
  const said =
    finds.length === 0
      ? [theme.quiet('says nothing')]
      : finds.map((each) => `${theme[rule.severity]('says')} ${printable(each)}`);
  const body =
    realm === undefined ? await differenceText(example, rule, tables, theme) : fragmentText(realm).split('\n');
  const lines = [...body.map((line) => (line === '' ? '' : `    ${line}`)), ...said.map((line) => `  ${line}`)];
  return `\n${theme.title(`Example: ${printable(name)}`)}\n${lines.join('\n')}\n`;
}

/** Without the head and the foot of a report: all examples have the same. */
async function differenceText(example: Example, rule: Rule, tables: Tables, theme: Theme): Promise<readonly string[]> {
  const prepared = await prepareExample(example, tables);
  const { before, after } = prepared;
  if (before === undefined) return [];
  const { changes } = judgeExample(prepared, [rule]);
  const side = (of: typeof after) => ({ ...of, problems: [], label: undefined });
  const report = makeReport(side(before), side(after), {
    ...{ changes, states: [], notCompared: [], unchanged: [], compared: {} },
    leftOut: { ids: 0, defaults: 0, implied: 0, reordered: 0, ignored: 0 },
  });
  if (changes.length === 0) return ['no change'];
  const options = {
    width: 110,
    theme,
    showUnchanged: false,
    showFolded: true,
    version: VERSION,
    isFailure: () => false,
    rules: {},
  };
  const terminal = await loadReporter('terminal');
  const lines = terminal.render([report], options).trimEnd().split('\n');
  const start = lines.findIndex((line) => line.includes('  # ') || line.includes('# '));
  return lines.slice(Math.max(start, 0), -1).filter((line, index, all) => line !== '' || all[index + 1] !== undefined);
}
