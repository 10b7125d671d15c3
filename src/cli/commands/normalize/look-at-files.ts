/** What are the normal forms of many files? One after the other, or in threads: a file has nothing to do with its neighbours. */

import type { Tables } from '../../../model.ts';
import { isLarge, LARGE, sizeOf } from '../../../sources/cut-file.ts';
import type { Input } from '../../../sources/input.ts';
import { explainBug } from '../../explain-bug.ts';
import { type NormalizedInput, normalizeInput, nothingOf } from '../../normalize-input.ts';
import { optimizeFor } from '../../optimizer.ts';
import { withProgress } from '../../progress.ts';
import { OutputError, type Terminal } from '../../terminal.ts';
import type { NormalizeRequest } from './options.ts';
import { suggestionsFor } from './suggestions.ts';

export interface Looking {
  readonly request: NormalizeRequest;
  readonly tables: Tables;
  readonly terminal?: Terminal;
  /** For what `--check` says. */
  readonly isColored: boolean;
}

/** With what else there is to say of the realms. */
export interface EachNormalized extends NormalizedInput {
  readonly suggestions: readonly string[];
}

/** In the order of the inputs. */
export async function* normalizeEach(inputs: readonly Input[], looking: Looking): AsyncGenerator<EachNormalized> {
  if (areWorthThreads(inputs, looking.request)) {
    const { normalizeInThreads } = await import('./files-in-threads.ts');
    yield* normalizeInThreads(inputs, looking);
    return;
  }
  for (const input of inputs) yield withSuggestions(await normalizeOne(input, looking), looking);
}

export function withSuggestions(
  normalized: NormalizedInput,
  { request, tables }: Pick<Looking, 'request' | 'tables'>,
): EachNormalized {
  return { ...normalized, suggestions: suggestionsFor(normalized.realms, normalized.input.name, request, tables) };
}

type LookingAtOne = Omit<Looking, 'isColored'>;

export async function normalizeOne(input: Input, looking: LookingAtOne): Promise<NormalizedInput> {
  const { request, tables } = looking;
  try {
    return (await inPortions(input, looking)) ?? (await normalizeInput(input, tables, request.options));
  } catch (error) {
    return brokenInput(input, error);
  }
}

/** Of a file with more users than fit into memory: all but these, which come as lists to be printed; undefined for every other. */
async function inPortions(
  input: Input,
  { request: { options, mode, format }, tables, terminal }: LookingAtOne,
): Promise<NormalizedInput | undefined> {
  // Names of variables are told apart by all others, and YAML is printed as a whole.
  if (options.secrets === 'env' || format === 'yaml' || !isLarge(input)) return undefined;
  optimizeFor(LARGE, 1);
  const { normalizeLarge } = await import('../../large/normalize-large.ts');
  return withProgress(input.name, terminal, (tell) =>
    normalizeLarge(input, tables, options, { tell, differences: mode === 'check' ? MOST_TOLD : 0 }),
  );
}

/** Of a large input, how many differences are looked for. */
const MOST_TOLD = 10;

/** A bug of ours in one input is told there, and its neighbours go on. */
function brokenInput(input: Input, error: unknown): NormalizedInput {
  if (error instanceof OutputError) throw error;
  return { ...nothingOf(input), failures: [{ file: input.name, message: explainBug(error).trimEnd() }] };
}

/** From so many bytes on, threads pay, each of which has to load all of this. */
const WORTH_THREADS = 6_000_000;

/** Where each file is asked for itself, and nothing stands in the request that could not travel. */
function areWorthThreads(inputs: readonly Input[], { mode, options }: NormalizeRequest): boolean {
  if (inputs.length < 8 || (mode !== 'check' && mode !== 'write') || typeof options.secrets === 'function')
    return false;
  return sizeOf(inputs.filter(isForThread).flatMap(({ paths }) => paths)) >= WORTH_THREADS;
}

/** A file that fits into memory and is all of its realm. */
export function isForThread(input: Input): boolean {
  return input.kind === 'file' && input.sources === undefined && input.environment === undefined && !isLarge(input);
}
