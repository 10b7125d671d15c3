/** What parses the words of a command? One parser for each: clipanion's work at start grows with all the options that it knows. */

import { Cli } from 'clipanion';
import { COMMANDS } from './commands/index.ts';

export function parserOf(name: string): Cli {
  return Cli.from(COMMANDS.get(name) ?? [], { binaryName: `realmdiff ${name}` });
}

/** `--out` of what clipanion calls `--out #0`. */
export function optionName({ definition }: { readonly definition: string }): string {
  return definition.split(/[ ,]/)[0] ?? '';
}
