/** Who tells problems and failures? One reporter a call, on standard error, in color where that is wanted. */

import { type Reporter, textReporter } from './problem-reporter.ts';
import type { Terminal } from './terminal.ts';
import { type ColorChoice, decideColor, loadTheme } from './theme.ts';

export async function openReporter(
  color: ColorChoice,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<Reporter> {
  return textReporter(terminal.writeError, await loadTheme(decideColor(color, environment, terminal.isErrorTerminal)));
}
