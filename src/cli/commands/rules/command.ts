/** What does `realmdiff rules` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { parseRulesRequest, RULES_VALUES, RULES_VERBS } from './options.ts';

export class RulesCommand extends RunnableCommand {
  static rank = 6;
  static operands = '[list | show ID | test DIR]';
  static values = RULES_VALUES;
  static verbs = RULES_VERBS;

  static override usage = Command.Usage({
    description: 'list the rules that say what a change means, show one, or test your own',
    details: `
      \`realmdiff rules\` lists all rules, \`realmdiff rules show ID\` tells of one why it matters, what to do about it, when it speaks, and its examples as differences. \`realmdiff rules test DIR\` runs the examples of your own rules. With --rules DIR your own rules are among the others.

      Exit codes: 0 printed, or all examples are right; 1 an example is not; 2 wrong usage, or rules that cannot be read.
    `,
    examples: [
      ['What is judged as severe', '$0 list --severity high'],
      ['What opens doors in a version', '$0 list --direction weakens --version 26.7.3'],
      ['What a finding means', '$0 show client-redirect-uri-wildcard-added'],
    ],
  });

  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  section = Option.String('--section', { description: 'only rules of this section: clients, realm ...' });
  severity = Option.String('--severity', { description: 'only rules of this severity' });
  direction = Option.String('--direction', { description: 'only rules of this direction' });
  version = Option.String('--version', { description: 'only rules that speak of this Keycloak version' });
  format = Option.String('--format', { description: 'text (default) or json' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What reads the catalogue is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseRulesRequest(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'rules', terminal);
    const { runRules } = await import('./run.ts');
    return runRules(parsed.request, terminal, process.env);
  }
}
