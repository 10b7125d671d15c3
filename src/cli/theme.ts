/** Which colors do people see? The only file that knows chalk, which is loaded only when color is on. */

export interface Theme {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly place: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly added: (text: string) => string;
  readonly quiet: (text: string) => string;
}

export type ColorChoice = 'auto' | 'always' | 'never';

const same = (text: string): string => text;
const PLAIN: Theme = { error: same, warning: same, place: same, removed: same, added: same, quiet: same };

export async function loadTheme(isColored: boolean): Promise<Theme> {
  if (!isColored) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    error: chalk.red,
    warning: chalk.yellow,
    place: chalk.bold,
    removed: chalk.red,
    added: chalk.green,
    quiet: chalk.dim,
  };
}

/** `--color`, then FORCE_COLOR, then NO_COLOR, then whether the stream is a terminal. An empty variable says nothing. */
export function decideColor(
  choice: ColorChoice,
  environment: { readonly [name: string]: string | undefined },
  isTerminal: () => boolean,
): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { FORCE_COLOR: force = '', NO_COLOR: no = '', TERM: kind } = environment;
  if (force !== '') return force !== '0' && force !== 'false';
  if (no !== '') return false;
  return kind !== 'dumb' && isTerminal();
}
