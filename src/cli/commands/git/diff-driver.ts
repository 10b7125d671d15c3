/** What does a change of a file mean? The report of `realmdiff diff` in the place of git's own. Always exits 0, or git stops in the middle. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { printable } from '../../../json/show.ts';
import { DEFAULT_OPTIONS } from '../../../normalize/normalize-realm.ts';
import { git } from '../../../sources/run-git.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { explainBug } from '../../explain-bug.ts';
import { gateOf } from '../../gate.ts';
import { textReporter } from '../../problem-reporter.ts';
import { renderReports } from '../../render-reports.ts';
import type { Terminal } from '../../terminal.ts';
import { loadTheme } from '../../theme.ts';
import { compareSources } from '../diff/compare-sources.ts';
import { type DiffRequest, PLAIN_DIFF, parseDiff } from '../diff/options.ts';
import { clean } from './clean.ts';
import type { DriverRequest, Secrets, Version } from './options.ts';

export async function runDiffDriver(
  request: DriverRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  for (const line of headOf(request)) terminal.writeOut(`${line}\n`);
  if (request.before.id === request.after.id && !isOfWorkTree(request.after)) return EXIT.fine;
  terminal.writeOut((await meaningOf(request, terminal, environment)) ?? linesOf(request));
  return EXIT.fine;
}

/** Git's own words for what is not in the content: names, modes, a file that is new or gone. */
function headOf({ path, before, after, renamedTo = path, message = '' }: DriverRequest): readonly string[] {
  const modes = before.mode !== after.mode && !isMissing(before) && !isMissing(after);
  return [
    `diff --git a/${printable(path)} b/${printable(renamedTo)}`,
    ...(isMissing(before) ? [`new file mode ${after.mode}`] : []),
    ...(isMissing(after) ? [`deleted file mode ${before.mode}`] : []),
    ...(modes ? [`old mode ${before.mode}`, `new mode ${after.mode}`] : []),
    ...message
      .split('\n')
      .filter((line) => /^(similarity|dissimilarity|rename|copy) /.test(line))
      .map(printable),
  ];
}

function isMissing({ file }: Version): boolean {
  return file === '/dev/null' || file === 'nul';
}

function isOfWorkTree({ id }: Version): boolean {
  return /^0*$/.test(id);
}

/** The report; undefined where one of the two is no realm, or something is wrong with it. */
async function meaningOf(
  { path, before, after, renamedTo = path, stored }: DriverRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (isMissing(before) || isMissing(after)) return undefined;
  const folder = stored === undefined ? undefined : mkdtempSync(join(tmpdir(), 'realmdiff-'));
  try {
    const [from, to] = [await fileOf(before, 'before', folder, stored), await fileOf(after, 'after', folder, stored)];
    const request = requestFor(from, to, environment);
    if (request === undefined) return undefined;
    const reporter = textReporter(() => {}, await loadTheme(false));
    const compared = await compareSources(request, reporter, {
      named: [named(path, before), named(renamedTo, after)],
    });
    if (compared === undefined) return undefined;
    const gate = gateOf(request, compared.config, 'never');
    return await renderReports(compared.reports, request, { ...compared, gate, terminal, environment });
  } catch (error) {
    terminal.writeError(`realmdiff: ${printable(path)}: ${explainBug(error)}`);
    return undefined;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Git compares what it stores: a file of the work tree is read as the filter will store it. */
async function fileOf(
  version: Version,
  side: string,
  folder: string | undefined,
  stored: Secrets | undefined,
): Promise<string> {
  if (folder === undefined || stored === undefined || !isOfWorkTree(version)) return version.file;
  const options = { ...DEFAULT_OPTIONS, secrets: stored };
  const { content } = await clean(version.file, readFileSync(version.file), loadTables(), options);
  const file = join(folder, `${side}${extname(version.file)}`);
  writeFileSync(file, content, { mode: 0o600 });
  return file;
}

/** As `realmdiff diff BEFORE AFTER` would: git's pager shows colors, and is no terminal. */
function requestFor(from: string, to: string, environment: NodeJS.ProcessEnv): DiffRequest | undefined {
  const isPaged = environment.GIT_PAGER_IN_USE === 'true' && (environment.NO_COLOR ?? '') === '';
  const parsed = parseDiff({ ...PLAIN_DIFF, words: [from, to], color: isPaged ? 'always' : 'auto' });
  return 'usage' in parsed ? undefined : parsed.request;
}

/** `realms/acme.json@4f2c9e1`, as a report calls what stands in git. */
function named(path: string, version: Version): string {
  return isOfWorkTree(version) ? path : `${path}@${version.id.slice(0, 7)}`;
}

/** What git shows without us, but for the lines that name the file. */
function linesOf({ before, after }: DriverRequest): string {
  const files = [before, after].map((version) => (isMissing(version) ? '/dev/null' : version.file));
  const { stdout } = git(['diff', '--no-index', '--no-ext-diff', '--no-textconv', '--no-color', '--', ...files]);
  const lines = stdout.toString();
  const start = lines.search(/^(@@|Binary files)/m);
  return start < 0 ? '' : lines.slice(start);
}
