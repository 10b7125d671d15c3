/** What are the normal forms of the realms in one input? From bytes to realms, problems with their lines, failures. */

import { unknownBaseline } from '../baseline/inflate.ts';
import type { Container, Failure, NormalizeOptions, Problem, ReadResult, Realm, Tables } from '../model.ts';
import { type Normalized, normalizeRealm } from '../normalize/normalize-realm.ts';
import { locateInDocument, locateProblems } from '../read/locate.ts';
import type { FileStamp, FileState, Input, ReadInput } from '../sources/input.ts';
import { readInput } from '../sources/read-input.ts';
import { readTogether } from '../sources/read-together.ts';
import type { InPlace } from './commands/normalize/in-place.ts';
import type { LongLists } from './large/normalize-large.ts';
import { optimizeFor } from './optimizer.ts';
import type { RealmProblem } from './problem-reporter.ts';

/** A realm as it was read, and its normal form. */
export interface RealmPair {
  readonly before: Realm;
  readonly after: Realm;
}

export interface NormalizedInput {
  readonly input: Input;
  readonly container: Container;
  /** True when the file holds something else beside its realms. */
  readonly isMixed: boolean;
  readonly realms: readonly RealmPair[];
  readonly states: readonly FileState[];
  /** What was read; one for a file and for standard input. */
  readonly contents: readonly (Uint8Array | string)[];
  readonly problems: readonly RealmProblem[];
  readonly failures: readonly Failure[];
  readonly secretNames: readonly string[];
  /** True for a file that a walk found and that is about something else. */
  readonly isForeign: boolean;
  /** Of an input that was read in portions: what its realms lack, and of which files it is. */
  readonly large?: LargeInput;
  /** Of a file that a thread looked at, which kept the rest to itself. */
  readonly looked?: LookedAtFile;
}

export interface LookedAtFile {
  readonly inPlace: InPlace;
  /** What `--check` says of it. */
  readonly check: string;
}

export interface LargeInput {
  /** For each realm. */
  readonly lists: readonly LongLists[];
  readonly stamps: readonly FileStamp[];
  /** Gives up what was put aside: to be called when the lists have been read for the last time. */
  readonly close: () => void;
}

/** How each realm of an input is normalized: with these options, or as a command does it. */
export type HowToNormalize = NormalizeOptions | ((realm: Realm) => Normalized);

/** Reads and normalizes one input, all of it at once. Never throws for what it holds. */
export async function normalizeInput(input: Input, tables: Tables, how: HowToNormalize): Promise<NormalizedInput> {
  const content = await readInput(input);
  if ('message' in content) return { ...nothingOf(input), failures: [content] };
  optimizeFor(
    content.sources.reduce((sum, source) => sum + source.content.length, 0),
    1,
  );
  return normalizeContent(input, content, tables, how);
}

/** Normalizes what was read from an input. */
export async function normalizeContent(
  input: Input,
  { sources, states, problems = [], failures: unread = [] }: ReadInput,
  tables: Tables,
  how: HowToNormalize,
): Promise<NormalizedInput> {
  if (sources.length === 0) return { ...nothingOf(input), failures: unread };
  const read = await readTogether(input, sources);
  const mayBeForeign = input.folder !== undefined && input.kind === 'file';
  if (read.realms.length === 0 && mayBeForeign && !sources.some(({ content }) => namesRealm(content))) {
    return { ...nothingOf(input), isForeign: true };
  }
  const { known, failures } = await refuseUnknown(read, tables);
  const normalized = (realm: Realm): Normalized =>
    typeof how === 'function' ? how(realm) : normalizeRealm(realm, tables, how);
  const results = known.map((realm) => ({ realm, result: normalized(realm) }));
  const located = results.map(async ({ realm, result }) =>
    (await locateProblems(realm, result.problems)).map((problem) => ({ problem, realm: realm.name })),
  );
  return {
    input,
    container: read.container,
    isMixed: read.isMixed === true,
    realms: results.map(({ realm, result }) => ({ before: realm, after: result.realm })),
    states,
    contents: sources.map((source) => source.content),
    problems: [
      ...[...problems, ...read.problems].map((problem) => ofFile(problem, read.realms)),
      ...(await Promise.all(located)).flat(),
    ],
    failures: [...unread, ...failures],
    secretNames: results.flatMap(({ result }) => result.secretNames),
    isForeign: false,
  };
}

/** A normal form over a baseline that this version does not know would lose what was left out. */
async function refuseUnknown(
  { realms, failures }: ReadResult,
  tables: Tables,
): Promise<{ readonly known: readonly Realm[]; readonly failures: readonly Failure[] }> {
  const refused: Failure[] = [];
  for (const realm of realms) {
    const message = unknownBaseline(realm, tables);
    if (message === undefined) continue;
    const [origin] = realm.origins;
    const at = origin && { file: origin.document.file, position: await locateInDocument(origin.document, origin.path) };
    refused.push({ file: '', ...at, message });
  }
  const known = realms.filter((realm) => unknownBaseline(realm, tables) === undefined);
  return { known, failures: [...failures, ...refused] };
}

/** Of an input that holds nothing, or could not be read. */
export function nothingOf(input: Input): NormalizedInput {
  const none = { realms: [], states: [], contents: [], problems: [], failures: [], secretNames: [] };
  return { input, container: 'realm', isMixed: false, ...none, isForeign: false };
}

/** The realm is named where a file holds one. */
export function ofFile(problem: Problem, realms: readonly Realm[]): RealmProblem {
  return { problem, realm: realms.length === 1 ? (realms[0]?.name ?? '') : '' };
}

/** True when a key of the text is called `realm`: such a file was meant to hold one. Reads any encoding, byte by byte. */
function namesRealm(content: Uint8Array | string): boolean {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1').replaceAll('\u0000', '');
  return /(^|[\s{,"'])realm["']?\s*:/.test(text);
}
