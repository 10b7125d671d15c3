/** How is the report of `diff` written in the format that was asked for? Loads that reporter alone. */

import type { Config } from '../../../config/config.ts';
import type { Report } from '../../../model.ts';
import { loadReporter, type ReportOptions, type RuleHelp } from '../../../report/reporter.ts';
import { stat } from '../../../report/stat.ts';
import type { Rule } from '../../../rule-rows.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme } from '../../theme.ts';
import { VERSION } from '../../version.ts';
import type { DiffRequest } from './options.ts';

type Environment = { readonly [name: string]: string | undefined };

/** What a report is written from besides itself. */
export interface Around {
  readonly rules: readonly Rule[];
  readonly config: Config | undefined;
  readonly patches?: ReportOptions['patches'];
  readonly terminal: Terminal;
  readonly environment: Environment;
}

type Asked = Pick<
  DiffRequest,
  'format' | 'out' | 'failOn' | 'target' | 'color' | 'showFolded' | 'showUnchanged' | 'isStat'
>;

export async function renderReports(reports: readonly Report[], request: Asked, around: Around): Promise<string> {
  const { config, patches, rules, terminal, environment } = around;
  const { format, out, target, failOn, showFolded, showUnchanged, isStat } = request;
  const { render } = isStat ? stat : await loadReporter(format);
  const isShown = out === undefined && format === 'terminal';
  const isColored = isShown
    ? decideColor(request.color, environment, terminal.isOutTerminal)
    : request.color === 'always' && format === 'terminal';
  const options: ReportOptions = {
    width: isShown ? terminal.columns(environment) : DEFAULT_WIDTH,
    theme: await loadTheme(isColored),
    showUnchanged: true,
    namesUnchanged: showUnchanged,
    showFolded,
    version: VERSION,
    hint: 'realmdiff why POINTER FILE',
    failOn: failOn ?? config?.failOn ?? 'never',
    rules: helpOf(rules),
    ...(target !== undefined && { target }),
    ...(patches !== undefined && { patches }),
  };
  const text = render(reports, options);
  // Measuring characters of all scripts takes longer to load than a comparison takes.
  if (format !== 'terminal' || !NOT_ASCII.test(text)) return text;
  const { default: measure } = await import('string-width');
  return render(reports, { ...options, measure });
}

const NOT_ASCII = /[^\p{ASCII}]/u;

const DEFAULT_WIDTH = 120;

function helpOf(rules: readonly Rule[]): { readonly [id: string]: RuleHelp } {
  return Object.fromEntries(rules.map(({ id, title, why, fix }) => [id, { title, why, fix }]));
}
