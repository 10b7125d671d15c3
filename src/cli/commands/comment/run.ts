/** How does one call of `comment` run? Makes the report, writes the summary, then the one comment. */

import { appendFileSync, readFileSync } from 'node:fs';
import { type Host, isHostError, type Place } from '../../../hosts/host.ts';
import { printable } from '../../../json/show.ts';
import { explainError } from '../../../sources/explain-error.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { gateOf, isClosed } from '../../gate.ts';
import { openReporter } from '../../open-reporter.ts';
import type { Reporter } from '../../problem-reporter.ts';
import { renderReports } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';
import { compareSources } from '../diff/compare-sources.ts';
import { findPlace } from './find-place.ts';
import type { CommentRequest, Provider } from './options.ts';
import { type Done, makeSticky, markerOf } from './sticky.ts';

export async function runComment(
  request: CommentRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter('auto', terminal, environment);
  const fail = (message: string): ExitCode => {
    reporter.failure({ file: '', message });
    return EXIT.failed;
  };
  const made = await bodyFor(request, terminal, environment, reporter);
  if (made === undefined) return EXIT.failed;
  if (markerOf(made.body) === undefined)
    return fail('--body is no markdown report: write it with realmdiff diff --format markdown --out FILE');
  const refused = writeSummary(request, made.body);
  if (refused !== undefined) return fail(refused);
  const exit = made.isClosed ? EXIT.differences : EXIT.fine;
  if (request.isDry) {
    terminal.writeOut(made.body);
    return exit;
  }
  const found = findPlace(request, environment);
  if ('missing' in found) {
    if (!request.isReadOnlyOk) return fail(found.missing);
    reporter.note(`no comment: ${found.missing}`);
    return exit;
  }
  try {
    const host = await openHost(request.provider, found.place, found.token);
    reporter.note(
      said(await makeSticky(host, made.body, { ...made, whenUnchanged: request.whenUnchanged }), found.place),
    );
    return exit;
  } catch (error) {
    if (!isHostError(error)) throw error;
    if (!request.isReadOnlyOk || !REFUSED.has(error.status ?? 0)) return fail(error.message);
    reporter.note(`no comment: ${error.message}`);
    return exit;
  }
}

/** What a token that only reads is answered. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 404]);

async function openHost(provider: Provider, place: Place, token: string): Promise<Host> {
  if (provider === 'github') return (await import('../../../hosts/github.ts')).openGitHub(place, token);
  return (await import('../../../hosts/gitlab.ts')).openGitLab(place, token);
}

interface Made {
  readonly body: string;
  readonly isUnchanged: boolean;
  readonly isClosed: boolean;
}

/** Undefined where something could not be read, which the reporter was told. */
async function bodyFor(
  { from }: CommentRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
  reporter: Reporter,
): Promise<Made | undefined> {
  if ('body' in from) {
    try {
      const body = readFileSync(from.body === '-' ? 0 : from.body, 'utf8');
      return { body, isUnchanged: saysNothingChanged(body), isClosed: false };
    } catch (error) {
      reporter.failure({ file: from.body, message: explainError(error) });
      return undefined;
    }
  }
  const request = from.diff;
  const compared = await compareSources(request, reporter);
  if (compared === undefined) return undefined;
  const { reports, config, hasUnpaired } = compared;
  const gate = gateOf(request, config, 'never');
  const body = await renderReports(reports, request, { ...compared, gate, terminal, environment });
  const isUnchanged = !hasUnpaired && reports.every(({ changes }) => changes.length === 0);
  return { body, isUnchanged, isClosed: isClosed(gate, reports) };
}

/** The heading of every realm in a report says that nothing changed. */
function saysNothingChanged(body: string): boolean {
  const headings = body.match(/^#{2,3} .*$/gm) ?? [];
  return headings.length > 0 && headings.every((heading) => /no semantic changes/i.test(heading));
}

/** Several targets of one job stand one after the other. */
function writeSummary({ summary, isDry }: CommentRequest, body: string): string | undefined {
  if (summary === undefined || isDry) return undefined;
  try {
    appendFileSync(summary, `${body}\n`);
    return undefined;
  } catch (error) {
    return `the summary ${printable(summary)}: ${explainError(error)}`;
  }
}

function said({ did, url }: Done, { repository, number }: Place): string {
  const where = url ?? `${repository} ${number}`;
  return did === 'nothing' ? 'no difference, and no comment that could say so' : `comment ${did}: ${printable(where)}`;
}
