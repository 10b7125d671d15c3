/** How is a report written? What every format is given, and how its reporter is loaded: only when somebody asks for it. */

import type { DriftReport } from '../drift/drift.ts';
import type { Finding, PatchOperation, Report } from '../model.ts';
import type { FormatName } from './formats.ts';
import type { Theme } from './theme.ts';

/** What rules say about themselves, for formats that explain them. */
export interface RuleHelp {
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

export interface ReportOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly theme: Theme;
  /** Columns of a text: needed where a realm speaks of more than ASCII. */
  readonly measure?: (text: string) => number;
  /** Findings of severity info about a realm alone; otherwise they are counted. */
  readonly showsInfo?: boolean;
  /** Count what stayed the same beside a change. */
  readonly showUnchanged: boolean;
  /** Name it, too. */
  readonly namesUnchanged?: boolean;
  /** Show each change that Keycloak itself made, instead of a summary for each version. */
  readonly showFolded: boolean;
  /** The version of realmdiff. */
  readonly version: string;
  /** What a comment is about, so that the next run finds it again. The realms' names where absent. */
  readonly target?: string;
  /** A command that helps further: `realmdiff why POINTER FILE`. */
  readonly hint?: string;
  /** Whether somebody wants to fail for it: in formats that know failures. */
  readonly isFailure: (finding: Finding) => boolean;
  /** For each report, what turns the one document into the other: only `jsonpatch` needs it. */
  readonly patches?: readonly (readonly PatchOperation[])[];
  /** Where the reports are those of a drift report: the matrix and its memory. */
  readonly drift?: DriftReport;
  /** By rule id. */
  readonly rules: { readonly [id: string]: RuleHelp };
}

/** Pure: no clock, no printing, no say in the exit code. The text ends with a newline. */
export interface Reporter {
  readonly name: FormatName;
  readonly about: string;
  /** Of the file that holds such a report, without its dot. */
  readonly extension: string;
  readonly render: (reports: readonly Report[], options: ReportOptions) => string;
}

/** Each loads what it needs when it is asked for. */
const REPORTERS: { readonly [name in FormatName]: () => Promise<Omit<Reporter, 'name'>> } = {
  terminal: async () => (await import('./terminal.ts')).terminal,
  oneline: async () => (await import('./oneline.ts')).oneline,
  markdown: async () => (await import('./markdown.ts')).markdown,
  json: async () => (await import('./json.ts')).json,
  html: async () => (await import('./html.ts')).html,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  jsonpatch: async () => (await import('./jsonpatch.ts')).jsonpatch,
  prometheus: async () => (await import('./prometheus.ts')).prometheus,
};

/** The reporter of a format. */
export async function loadReporter(name: FormatName): Promise<Reporter> {
  return { name, ...(await REPORTERS[name]()) };
}
