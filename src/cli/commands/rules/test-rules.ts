/** Are the examples of a folder of rules right? Runs each, shows what is said and what was expected, and counts. */

import { textProperty } from '../../../json/object.ts';
import { printable } from '../../../json/show.ts';
import type { Rule } from '../../../rule-rows.ts';
import { loadTables } from '../../../tables/load.ts';
import { loadRules, readRuleFolder } from '../../../tables/load-rules.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { showFile, textReporter } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme } from '../../theme.ts';
import { type Example, examplesOf, messagesIn, prepareExample } from './examples.ts';
import type { RulesRequest } from './options.ts';

export async function testRules(
  folder: string,
  { color }: RulesRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { rules, failures } = loadRules({ folders: [folder] });
  const told = textReporter(
    terminal.writeError,
    await loadTheme(decideColor(color, environment, terminal.isErrorTerminal)),
  );
  for (const failure of failures) told.failure(failure);
  if (failures.length > 0) return EXIT.failed;
  const theme = await loadTheme(decideColor(color, environment, terminal.isOutTerminal));
  const { files } = readRuleFolder(folder);
  let wrong = 0;
  let right = 0;
  for (const { file, json } of files) {
    const rule = rules.find(({ id }) => id === textProperty(json, 'id'));
    const mistakes = rule === undefined ? [] : await mistakesOf(rule, examplesOf(json));
    right += mistakes.length === 0 ? 1 : 0;
    wrong += mistakes.length === 0 ? 0 : 1;
    const mark = mistakes.length === 0 ? theme.added('ok') : theme.removed('wrong');
    terminal.writeOut(`${mark} ${showFile(file)}\n${mistakes.map((each) => `    ${printable(each)}\n`).join('')}`);
  }
  terminal.writeOut(`${right + wrong} ${right + wrong === 1 ? 'rule' : 'rules'}, ${wrong} wrong\n`);
  return wrong === 0 ? EXIT.fine : EXIT.differences;
}

/** One line for each thing that is not as the file says, or is missing in it. */
async function mistakesOf(rule: Rule, examples: readonly Example[] | undefined): Promise<readonly string[]> {
  if (examples === undefined)
    return [
      'examples: expected a list, each with a name, finds, and before and after or realm; realmdiff schema rule tells more',
    ];
  const tables = loadTables();
  const mistakes: string[] = [];
  for (const example of examples) {
    try {
      const found = messagesIn(await prepareExample(example, tables), rule);
      if (JSON.stringify(found) !== JSON.stringify(example.finds))
        mistakes.push(`${example.name}: expected ${JSON.stringify(example.finds)}, found ${JSON.stringify(found)}`);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      mistakes.push(`${example.name}: ${error.message}`);
    }
  }
  const has = (isHit: boolean): boolean => examples.some(({ finds }) => finds.length > 0 === isHit);
  return [
    ...mistakes,
    ...(has(true) ? [] : ['no example that the rule finds']),
    ...(has(false) ? [] : ['no example that it nearly finds']),
  ];
}
