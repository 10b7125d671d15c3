/** How does one call of `normalize` run? From a request to an exit code; every input is tried, whatever the others do. */

import { dirname } from 'node:path';
import type { Failure } from '../../../model.ts';
import { type Collected, collectInputs } from '../../../sources/collect-inputs.ts';
import { findConfig } from '../../../sources/find-config.ts';
import type { Input } from '../../../sources/input.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode, exitOfRefusal, worstExit } from '../../exit-codes.ts';
import type { NormalizedInput } from '../../normalize-input.ts';
import { openReporter } from '../../open-reporter.ts';
import { optimizeFor } from '../../optimizer.ts';
import { jsonReporter, type Reporter, remembering, showFile } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme } from '../../theme.ts';
import { DELIVER, type Delivery } from './deliver.ts';
import { type Looking, normalizeEach } from './look-at-files.ts';
import type { Mode, NormalizeRequest } from './options.ts';
import { exitOf, type Outcome, summarize } from './outcome.ts';

export async function runNormalize(
  request: NormalizeRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { reporter, failures } = remembering(await reporterFor(request, terminal, environment));
  try {
    const exit = await normalizeAll(request, reporter, terminal, environment);
    return exit === EXIT.failed ? exitOfRefusal(failures) : exit;
  } finally {
    reporter.finish();
  }
}

async function reporterFor(
  request: NormalizeRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<Reporter> {
  if (request.problems === 'json') return jsonReporter(terminal.writeError);
  return openReporter(request.color, terminal, environment);
}

async function normalizeAll(
  request: NormalizeRequest,
  reporter: Reporter,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const collected = await collectInputs(request.files);
  const { inputs, failures } = request.env === undefined ? collected : await inEnvironment(collected, request.env);
  for (const failure of failures) reporter.failure(failure);
  const mode = request.mode ?? modeFor(inputs.length + failures.length);
  if (mode === undefined) {
    reporter.failure({ file: '', message: `${inputs.length + failures.length} inputs: ${NAME_A_MODE}` });
    return EXIT.failed;
  }
  const isColored = mode === 'check' && decideColor(request.color, environment, terminal.isOutTerminal);
  const theme = await loadTheme(isColored);
  const tables = loadTables();
  const counts: FolderCount[] = [];
  const configured = await configuredRequest(request, inputs);
  if ('message' in configured) {
    reporter.failure(configured);
    return EXIT.failed;
  }
  const told = tellEach(inputs, { request: configured, tables, reporter, counts, terminal, isColored });
  const delivery = { request: configured, tables, reporter, theme, ...writersTo(terminal) };
  const outcomes = await DELIVER[mode](told, delivery);
  const empty = tellFolders(counts, reporter);
  const all: readonly Outcome[] = [...outcomes, ...[...failures, ...empty].map(() => 'failed' as const)];
  if (all.filter((outcome) => outcome !== 'skipped').length > 1) reporter.note(summarize(all));
  return worstExit([exitOf(all)]);
}

function writersTo({ writeOut, writeBytes, isOutTerminal }: Terminal): Pick<Delivery, 'writeOut' | 'writePieces'> {
  const writePiece = isOutTerminal() ? (piece: Uint8Array) => writeOut(Buffer.from(piece).toString()) : writeBytes;
  return {
    writeOut,
    writePieces: (pieces) => {
      for (const piece of pieces) writePiece(piece);
    },
  };
}

/** The same files as those of one environment; a failure where nothing is declared for it. */
async function inEnvironment({ inputs, failures }: Collected, name: string): Promise<Collected> {
  const { findParameters } = await import('../../../sources/find-environment.ts');
  const found = await findParameters(name);
  if ('failure' in found) return { inputs: [], failures: [found.failure] };
  const environment = { name, parameters: found.parameters, environment: { realms: [] }, folder: '.' };
  return { inputs: inputs.map((input) => ({ ...input, environment: input.environment ?? environment })), failures };
}

/** The configuration above the first file counts for all of a call. */
async function configuredRequest(
  request: NormalizeRequest,
  inputs: readonly Input[],
): Promise<NormalizeRequest | Failure> {
  const file = findConfig(dirname(inputs.find(({ kind }) => kind !== 'stdin')?.name ?? 'file'));
  if (file === undefined) return request;
  const { withConfigured } = await import('./configured.ts');
  return withConfigured(request, file);
}

const NAME_A_MODE =
  'say what to do with them: --write (in place), --check, --out FOLDER, or --stdout (all as one list)';

function modeFor(inputs: number): Mode | undefined {
  return inputs > 1 ? undefined : 'stdout';
}

/** Whether a file that a walk found held a realm. */
interface FolderCount {
  readonly folder: string;
  readonly isForeign: boolean;
}

interface Telling extends Looking {
  readonly reporter: Reporter;
  readonly counts: FolderCount[];
}

/** Normalizes one input after the other and tells its problems and failures before anything is done with it. */
async function* tellEach(inputs: readonly Input[], telling: Telling): AsyncGenerator<NormalizedInput> {
  const { reporter, counts } = telling;
  optimizeFor(0, inputs.length);
  for await (const { suggestions, ...normalized } of normalizeEach(inputs, telling)) {
    const { input, isForeign } = normalized;
    for (const problem of normalized.problems) reporter.problem(problem);
    for (const failure of normalized.failures) reporter.failure(failure);
    for (const suggestion of suggestions) reporter.note(suggestion);
    if (input.folder !== undefined) counts.push({ folder: input.folder, isForeign });
    yield normalized;
  }
}

/** One note on what was skipped; a folder in which nothing was found is a failure. Gives the folders without a realm. */
function tellFolders(counts: readonly FolderCount[], reporter: Reporter): readonly string[] {
  const folders = [...new Set(counts.map(({ folder }) => folder))];
  const empty = folders.filter((folder) => counts.every((count) => count.folder !== folder || count.isForeign));
  for (const folder of empty) {
    reporter.failure({ file: folder, message: 'no file in this folder holds a realm; give the folder of the exports' });
  }
  const skipped = counts.filter(({ folder, isForeign }) => isForeign && !empty.includes(folder)).length;
  if (skipped > 0) {
    const files = skipped === 1 ? '1 file that holds' : `${skipped} files that hold`;
    reporter.note(`skipped ${files} no realm in ${folders.map(showFile).join(', ')}`);
  }
  return empty;
}
