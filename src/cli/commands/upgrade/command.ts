/** What does `realmdiff upgrade` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { parseUpgrade, UPGRADE_VALUES } from './options.ts';

export class UpgradeCommand extends RunnableCommand {
  static rank = 5;
  static operands = 'FILE | FROM TO';
  static values = UPGRADE_VALUES;

  static override usage = Command.Usage({
    description: 'tell what an upgrade of Keycloak will do to a realm, and what stands in its way',
    details: `
      FILE is a realm as it is today (an export or a normal form, a file, \`-\` or \`REV:path\`), \`--to-version\` the Keycloak that will start on its database. What would make that start fail, or damage the realm, comes first, with what to do before; then what Keycloak itself will change, by version and step.

      With \`--via import\` the file is imported into the newer server instead. FROM and TO, two versions and no file, list what moves between them, for realms that exist and for new ones.

      Exit codes: 0 (with --fail-on: no finding of that severity or worse), 1 findings, 2 wrong usage or a source that cannot be read.
    `,
    examples: [
      ['Before the upgrade', '$0 realms/acme.json --to-version 26.7.3'],
      ['Stop a pipeline at what would break', '$0 realms/acme.json --to-version 26.7.3 --fail-on breaks'],
      ['Keep the realm as it will be', '$0 realms/acme.json --to-version 26.7.3 --out acme-26.json'],
      ['What an import of the file makes of it', '$0 realms/acme.json --to-version 26.7.3 --via import'],
      ['What moves between two versions', '$0 24.0.5 26.7.3'],
    ],
  });

  toVersion = Option.String('--to-version', { description: 'the Keycloak version to upgrade to' });
  via = Option.String('--via', {
    description: 'how the realm gets there: the database (default), or an import of the file',
  });
  format = Option.String('--format', { description: 'how the report is written (terminal)' });
  out = Option.String('--out', { description: 'write the realm as it will be to this file, as a normal form' });
  write = Option.Boolean('--write', false, { description: 'write the realm as it will be in the place of FILE' });
  failOn = Option.String('--fail-on', {
    description: 'exit 1 for a finding as severe as this or more, or of this direction',
  });
  maxFindings = Option.String('--max-findings', { description: 'exit 1 where there are more findings' });
  showFolded = Option.Boolean('--show-folded', false, {
    description: 'show each change that Keycloak itself makes, not only how many',
  });
  quiet = Option.Boolean('--quiet', false, { description: 'print nothing: the exit code tells' });
  rules = Option.String('--rules', { description: 'a folder of rules on top of the built-in ones' });
  config = Option.String('--config', { description: 'the configuration, instead of the .realmdiff.yaml above FILE' });
  target = Option.String('--target', { description: 'the name of what is looked at, for the marker of a comment' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  words = Option.Rest();

  /** What predicts is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseUpgrade(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'upgrade', terminal);
    dieBetweenWrites();
    const { runUpgrade } = await import('./run.ts');
    return runUpgrade(parsed.request, terminal, process.env);
  }
}
