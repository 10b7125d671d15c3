/** Where do the normal forms go? One function for each mode of `normalize`; each answers what became of its inputs. */

import type { Tables } from '../../../model.ts';
import { joined } from '../../../sources/file-holds.ts';
import { replaceFile } from '../../../sources/write-file.ts';
import { prepareFolder } from '../../../sources/write-folder.ts';
import type { NormalizedInput } from '../../normalize-input.ts';
import { type Reporter, showFile } from '../../problem-reporter.ts';
import type { Theme } from '../../theme.ts';
import { renderCheck } from './check-report.ts';
import { type InPlace, isNormalizedInput, textInPlace } from './in-place.ts';
import type { Mode, NormalizeRequest } from './options.ts';
import { type Plan, type PlannedFile, planFiles, writePlanned } from './out-folder.ts';
import type { Outcome } from './outcome.ts';
import { formatOf, printAll, printedOf, type Shape } from './print-realms.ts';

/** What every mode may use. */
export interface Delivery {
  readonly request: NormalizeRequest;
  readonly tables: Tables;
  readonly reporter: Reporter;
  readonly theme: Theme;
  readonly writeOut: (text: string) => void;
  /** The same for pieces of a text that is too long to be one. */
  readonly writePieces: (pieces: Iterable<Uint8Array>) => void;
}

/** Inputs come one after the other, so that a mode that needs only one at a time never holds them all. */
type Inputs = AsyncIterable<NormalizedInput>;
type Deliver = (inputs: Inputs, delivery: Delivery) => Promise<readonly Outcome[]>;

export const DELIVER: Record<Mode, Deliver> = {
  stdout: printInputs,
  write: (inputs, delivery) => forEach(inputs, (input) => writeInPlace(input, delivery)),
  check: (inputs, delivery) => forEach(inputs, (input) => check(input, delivery)),
  out: writeToFolder,
};

/** Handles one input after the other. Lets a signal in between two of them. */
async function forEach(
  inputs: Inputs,
  deliver: (input: NormalizedInput) => Outcome | Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const input of inputs) {
    outcomes.push(outcomeBefore(input) ?? (await deliver(input)));
    input.large?.close();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return outcomes;
}

/** What is known before anything is delivered: nothing of a file goes anywhere when a part of it failed. */
function outcomeBefore({ failures, isForeign }: NormalizedInput): Outcome | undefined {
  if (isForeign) return 'skipped';
  return failures.length > 0 ? 'failed' : undefined;
}

function fail(file: string, message: string, { reporter }: Delivery): Outcome {
  reporter.failure({ file, message });
  return 'failed';
}

/** A custom resource in a folder is no file of ours: it is named and left alone, or the folder could never pass. */
function refuse(
  { input }: NormalizedInput,
  { refusal, isWrapped = false }: Extract<InPlace, { refusal: string }>,
  delivery: Delivery,
): Outcome {
  if (!isWrapped || input.folder === undefined) return fail(input.name, refusal, delivery);
  delivery.reporter.note(`${showFile(input.name)} left alone: ${refusal}`);
  return 'skipped';
}

async function writeInPlace(normalized: NormalizedInput, delivery: Delivery): Promise<Outcome> {
  const { name } = normalized.input;
  if (normalized.container === 'split-folder') return writeSplit(normalized, delivery);
  const found = normalized.looked?.inPlace ?? textInPlace(normalized, delivery.request.format, delivery.tables);
  if ('refusal' in found) return refuse(normalized, found, delivery);
  if (found.isNormalized) return 'unchanged';
  const refusal = replaceFile(found.file, found.text);
  if (refusal !== undefined) return fail(name, refusal, delivery);
  delivery.reporter.secrets(normalized.secretNames);
  delivery.reporter.note(`${showFile(name)} normalized`);
  return 'normalized';
}

async function writeSplit(normalized: NormalizedInput, delivery: Delivery): Promise<Outcome> {
  const { name } = normalized.input;
  const { splitInPlace, writeSplitFolder } = await import('./split-in-place.ts');
  const { files, isNormalized } = splitInPlace(normalized, delivery.tables);
  if (isNormalized) return 'unchanged';
  const written = writeSplitFolder(name, files, normalized.states);
  if ('message' in written) return fail(written.file, written.message, delivery);
  delivery.reporter.secrets(normalized.secretNames);
  delivery.reporter.note(`${showFile(name)} normalized`);
  return 'normalized';
}

async function check(normalized: NormalizedInput, { request, tables, ...delivery }: Delivery): Promise<Outcome> {
  const { name, kind } = normalized.input;
  if (kind === 'stdin') {
    if (isNormalizedInput(normalized, tables)) return 'unchanged';
  } else if (normalized.container === 'split-folder') {
    const { splitInPlace } = await import('./split-in-place.ts');
    if (splitInPlace(normalized, tables).isNormalized) return 'unchanged';
  } else {
    const found = normalized.looked?.inPlace ?? textInPlace(normalized, request.format, tables);
    if ('refusal' in found) return refuse(normalized, found, { request, tables, ...delivery });
    if (found.isNormalized) return 'unchanged';
  }
  delivery.writeOut(normalized.looked?.check ?? renderCheck(name, normalized, tables, delivery.theme));
  return 'differs';
}

/** All realms as one text: a text can only be a list when it is known how many there are. */
async function printInputs(
  inputs: Inputs,
  { request, tables, reporter, writeOut, writePieces }: Delivery,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const good: NormalizedInput[] = [];
  let count = 0;
  for await (const input of inputs) {
    const outcome = outcomeBefore(input) ?? 'normalized';
    outcomes.push(outcome);
    if (outcome === 'normalized') good.push(input);
    if (outcome !== 'skipped') count++;
  }
  const [first] = good;
  if (first === undefined) return outcomes;
  const format = request.format ?? (good.every((input) => formatOf(input) === 'yaml') ? 'yaml' : 'json');
  const text = printAll(good.flatMap(printedOf), count === 1 ? shapeOfOne(first) : 'stream', format, tables);
  if (typeof text === 'string') writeOut(text);
  else writePieces(joined(text));
  for (const input of good) input.large?.close();
  reporter.secrets(good.flatMap(({ secretNames }) => secretNames));
  return outcomes;
}

/** One input keeps being a list when it was one; a stream of one document is that document. */
function shapeOfOne({ container, realms }: NormalizedInput): Shape {
  if (container === 'array') return 'array';
  return realms.length === 1 ? 'single' : 'stream';
}

async function writeToFolder(inputs: Inputs, delivery: Delivery): Promise<readonly Outcome[]> {
  const { request } = delivery;
  const all: NormalizedInput[] = [];
  for await (const input of inputs) all.push(input);
  const plan = planFiles(
    all.filter((input) => outcomeBefore(input) === undefined),
    request.out,
    request.format,
  );
  const refusal = prepareFolder(request.out);
  if (refusal !== undefined) {
    fail(request.out, refusal, delivery);
    return all.map(() => 'failed');
  }
  return all.map((input) => outcomeBefore(input) ?? writeFiles(input, plan, delivery));
}

function writeFiles(normalized: NormalizedInput, plan: Plan, delivery: Delivery): Outcome {
  const refusal = plan.refusals.get(normalized);
  if (refusal !== undefined) return fail(normalized.input.name, refusal, delivery);
  const files = plan.files.filter(({ input }) => input === normalized);
  const outcomes = files.map((file) => writeOne(file, delivery));
  normalized.large?.close();
  if (outcomes.includes('failed')) return 'failed';
  delivery.reporter.secrets(normalized.secretNames);
  return outcomes.includes('normalized') ? 'normalized' : 'unchanged';
}

function writeOne(file: PlannedFile, delivery: Delivery): Outcome {
  const { out } = delivery.request;
  const printed = printedOf(file.input).filter(({ realm }) => realm === file.realm.after);
  const text = printAll(printed, 'single', file.format, delivery.tables);
  const { outcome, path, reason } = writePlanned(out, file, text);
  if (outcome === 'failed') return fail(path, reason, delivery);
  if (outcome === 'normalized') delivery.reporter.note(`${showFile(path)} written`);
  return outcome;
}
