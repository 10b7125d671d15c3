/** What does `realmdiff restore` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { parseRestore, RESTORE_VALUES } from './options.ts';

export class RestoreCommand extends RunnableCommand {
  static rank = 4;
  static operands = 'FILE';
  static values = RESTORE_VALUES;

  static override usage = Command.Usage({
    description: 'write a realm file that Keycloak imports, from a normal form',
    details: `
      FILE is a normal form or a realm export (JSON or YAML), or \`-\` for standard input. References become ids, the same ones every time. Secrets that the file does not hold have to be given: without them nothing is written. What an import will change or refuse is told on standard error.

      Exit codes: 0 all is well, 2 wrong usage, a missing secret, or a file that cannot be read or written.
    `,
    examples: [
      ['Write a file to import', '$0 acme.json --out acme-realm.json'],
      ['Take the secrets from environment variables', '$0 acme.json --secrets-from env'],
      ['Take them from a file of NAME=value lines', '$0 acme.json --secrets-from acme.env'],
      ['Let Keycloak make new client secrets', '$0 acme.json --generate-secrets'],
    ],
  });

  out = Option.String('--out', { description: 'write this file instead of standard output' });
  secretsFrom = Option.String('--secrets-from', {
    description: 'environment variables, or a file: NAME=value lines, a JSON or a YAML map',
  });
  generateSecrets = Option.Boolean('--generate-secrets', false, {
    description: 'leave out secrets that are not given; Keycloak makes those of clients',
  });
  toVersion = Option.String('--to-version', {
    description: 'list the fields that this Keycloak version does not know',
  });
  env = Option.String('--env', {
    description: 'write what $(param:NAME) is in this environment of .realmdiff.yaml',
  });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  files = Option.Rest();

  /** What restores is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const parsed = parseRestore(this);
    if ('usage' in parsed) return refuseUsage(parsed.usage, 'restore', terminal);
    if (parsed.request.out !== undefined) dieBetweenWrites();
    const { runRestore } = await import('./run.ts');
    return runRestore(parsed.request, terminal, process.env);
  }
}
