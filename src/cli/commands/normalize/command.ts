/** What does `realmdiff normalize` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';
import { parseRequest, VALUES } from './options.ts';
import { runNormalize } from './run.ts';

export class NormalizeCommand extends RunnableCommand {
  static rank = 1;
  static operands = 'FILES';
  static values = { ...VALUES, out: ['DIR'], 'made-with': ['VERSION'], env: ['ENV'] };

  static override usage = Command.Usage({
    description: 'write realm exports in their normal form: stable order, no ids, no secrets',
    details: `
      FILES are realm exports (JSON or YAML), globs, folders, or \`-\` for standard input. One input is written to standard output; for several, say what to do with them.

      Exit codes: 0 all is well, 1 \`--check\` found a file that is not normalized, 2 wrong usage or an input that cannot be read or written.
    `,
    examples: [
      ['Print the normal form of one export', '$0 acme-realm.json'],
      ['Rewrite all exports of a folder', '$0 --write realms'],
      ['Fail when a committed export is not normalized', '$0 --check realms'],
      ['One YAML file a realm', '$0 --out normalized --format yaml realms'],
    ],
  });

  write = Option.Boolean('--write', false, { description: 'rewrite the files in place' });
  check = Option.Boolean('--check', false, { description: 'only tell which files are not normalized, and where' });
  stdout = Option.Boolean('--stdout', false, { description: 'print; several realms as one JSON array or YAML stream' });
  out = Option.String('--out', { description: 'write one file a realm into this folder' });
  format = Option.String('--format', { description: 'json or yaml; otherwise as the input' });
  defaults = Option.String('--defaults', {
    description: 'strip (default): leave out what a new realm of the same version has; keep: write everything',
  });
  secrets = Option.String('--secrets', {
    description: 'mask (default), keep, env: name environment variables, or keyed: show changes',
  });
  users = Option.String('--users', { description: 'keep (default), service-accounts, or drop' });
  madeWith = Option.String('--made-with', {
    description:
      'the version that the realm was made with, where it was upgraded since: leave out what that left behind',
  });
  env = Option.String('--env', {
    description: 'the environment of .realmdiff.yaml that the files come from: write its parameters as $(param:NAME)',
  });
  problems = Option.String('--problems', { description: 'text (default), or json: one document on standard error' });
  color = Option.String('--color', { description: 'auto (default), always or never' });
  files = Option.Rest();

  start(terminal: Terminal): ExitCode | Promise<ExitCode> {
    const parsed = parseRequest(this, process.env.REALMDIFF_SECRET_KEY);
    if ('usage' in parsed) {
      return refuseUsage(parsed.usage, 'normalize', terminal, { isJson: this.problems === 'json' });
    }
    if (parsed.request.mode === 'write' || parsed.request.mode === 'out') dieBetweenWrites();
    return runNormalize(parsed.request, terminal, process.env);
  }
}
