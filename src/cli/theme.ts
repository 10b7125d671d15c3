/** Is color wanted on a stream? What the colors are, `report/theme.ts` knows. */

export { loadTheme, type Theme } from '../report/theme.ts';

export type ColorChoice = 'auto' | 'always' | 'never';

/** `--color`, then FORCE_COLOR, then NO_COLOR, then whether the stream is a terminal. An empty variable says nothing. */
export function decideColor(choice: ColorChoice, environment: NodeJS.ProcessEnv, isTerminal: () => boolean): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { FORCE_COLOR: force = '', NO_COLOR: no = '', TERM: kind } = environment;
  if (force !== '') return force !== '0' && force !== 'false';
  if (no !== '') return false;
  return kind !== 'dumb' && isTerminal();
}
