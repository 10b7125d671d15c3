/** How is a report written in the format that was asked for, and where to? Loads that reporter alone. */

import type { Report } from '../model.ts';
import type { FormatName } from '../report/formats.ts';
import { loadReporter, type ReportOptions, type RuleHelp } from '../report/reporter.ts';
import { stat } from '../report/stat.ts';
import type { Rule } from '../rule-rows.ts';
import { writeFile } from '../sources/write-file.ts';
import { type Gate, isFailing } from './gate.ts';
import type { Reporter } from './problem-reporter.ts';
import type { Terminal } from './terminal.ts';
import { type ColorChoice, decideColor, loadTheme } from './theme.ts';
import { VERSION } from './version.ts';

/** What a report is written from besides itself. */
export interface Around {
  readonly rules: readonly Rule[];
  readonly gate: Gate;
  readonly patches?: ReportOptions['patches'];
  readonly drift?: ReportOptions['drift'];
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Asked {
  readonly format: FormatName;
  /** Undefined: standard output. */
  readonly out: string | undefined;
  readonly target: string | undefined;
  readonly color: ColorChoice;
  readonly showFolded?: boolean;
  readonly showUnchanged?: boolean;
  readonly isStat?: boolean;
  /** Findings of severity info about a realm alone, where people read. */
  readonly showsInfo?: boolean;
}

export async function renderReports(reports: readonly Report[], request: Asked, around: Around): Promise<string> {
  const { gate, patches, drift, rules, terminal, environment } = around;
  const { format, out, target, showFolded = false, showUnchanged = false, isStat = false, showsInfo = true } = request;
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
    showsInfo,
    version: VERSION,
    hint: 'realmdiff why POINTER FILE',
    isFailure: isFailing(gate),
    rules: helpOf(rules),
    ...(target !== undefined && { target }),
    ...(patches !== undefined && { patches }),
    ...(drift !== undefined && { drift }),
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

/** Writes the report; false where it could not be written, which the reporter was told. */
export function deliverReport(text: string, out: string | undefined, terminal: Terminal, reporter: Reporter): boolean {
  if (out === undefined) {
    terminal.writeOut(text);
    return true;
  }
  const refusal = writeFile(out, text);
  if (refusal !== undefined) reporter.failure({ file: out, message: refusal });
  return refusal === undefined;
}
