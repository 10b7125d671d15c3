/** Which colors do people see? The only file that knows chalk, which is loaded only when color is on. */

export interface Theme {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly place: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly added: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly title: (text: string) => string;
  readonly changed: (text: string) => string;
  readonly moved: (text: string) => string;
  readonly high: (text: string) => string;
  readonly medium: (text: string) => string;
  readonly low: (text: string) => string;
  readonly info: (text: string) => string;
}

const same = (text: string): string => text;

export const PLAIN_THEME: Theme = {
  error: same,
  warning: same,
  place: same,
  removed: same,
  added: same,
  quiet: same,
  title: same,
  changed: same,
  moved: same,
  high: same,
  medium: same,
  low: same,
  info: same,
};

/** Sixteen colors: the terminal's own theme decides how they look, dark or light. */
export async function loadTheme(isColored: boolean): Promise<Theme> {
  if (!isColored) return PLAIN_THEME;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    error: chalk.red,
    warning: chalk.yellow,
    place: chalk.bold,
    removed: chalk.red,
    added: chalk.green,
    quiet: chalk.dim,
    title: chalk.bold,
    changed: chalk.yellow,
    moved: chalk.cyan,
    high: chalk.bold.red,
    medium: chalk.yellow,
    low: chalk.cyan,
    info: chalk.dim,
  };
}
