/** What does `realmdiff rules` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { parseRulesRequest, RULES_VALUES } from './options.ts';

export class RulesCommand extends RunnableCommand {
  static rank = 6;
  static operands = '[list | show ID]';
  static values = RULES_VALUES;

  static override usage = Command.Usage({
    description: 'list the rules that say what a change means, or show one',
    details: `
      \`realmdiff rules\` lists all rules, \`realmdiff rules show ID\` tells of one why it matters, what to do about it, and when it speaks. With --rules DIR your own rules are among them.

      Exit codes: 0 printed, 2 wrong usage, or rules that cannot be read.
    `,
    examples: [
      ['What is judged as severe', '$0 list --severity high'],
      ['What a finding means', '$0 show client-redirect-uri-wildcard-added'],
    ],
  });

  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  section = Option.String('--section', { description: 'only rules of this section: clients, realm ...' });
  severity = Option.String('--severity', { description: 'only rules of this severity' });
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
