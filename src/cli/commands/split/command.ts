/** What does `realmdiff split` offer? Its words and options; the work is in run.ts. */

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../../exit-codes.ts';
import { dieBetweenWrites, RunnableCommand, refuseUsage } from '../../runnable.ts';
import type { Terminal } from '../../terminal.ts';

export class SplitCommand extends RunnableCommand {
  static rank = 11;
  static operands = 'FILE DIR';
  static values = { realm: ['NAME'] };

  static override usage = Command.Usage({
    description: 'write a realm as one file for each client, role, flow ...',
    details: `
      DIR gets \`realm.json\` and a file for each entity: \`clients/web-shop.json\`, \`roles/client/web-shop/viewer.json\`, \`flows/browser otp.json\`. What FILE holds is not changed: split a normal form to keep one. Files of an earlier split that are no longer needed are removed; a folder that holds something else is left alone.

      A split folder is read wherever a file is: \`realmdiff diff main:realms/acme realms/acme\`. Add or remove a file to add or remove an entity. \`realmdiff join\` makes it one file again.

      Exit codes: 0 written; 2 wrong usage, or something that cannot be read or written.
    `,
    examples: [['A folder of small files', '$0 acme-realm.json realms/acme']],
  });

  realm = Option.String('--realm', { description: 'the realm, where FILE holds several' });
  words = Option.Rest();

  /** What splits is a file of its own in the package, which loads only here. */
  async start(terminal: Terminal): Promise<ExitCode> {
    const [file, folder, ...others] = this.words;
    if (file === undefined || folder === undefined || others.length > 0 || file === '' || folder === '')
      return refuseUsage('give a file and a folder: realmdiff split acme-realm.json realms/acme', 'split', terminal);
    dieBetweenWrites();
    const { runSplit } = await import('./run.ts');
    return runSplit({ file, folder, realm: this.realm }, terminal, process.env);
  }
}
