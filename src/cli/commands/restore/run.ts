/** How does one call of `restore` run? From a request to an exit code; nothing is written when a secret is missing. */

import { expandParameters } from '../../../config/parameters.ts';
import { naturalPath } from '../../../json/natural-path.ts';
import { printPointer } from '../../../json/path.ts';
import { printable } from '../../../json/show.ts';
import type { Failure, Realm, Tables } from '../../../model.ts';
import { locateProblem } from '../../../read/locate.ts';
import type { SecretSource } from '../../../restore/fill-secrets.ts';
import { findMisshapen } from '../../../restore/find-misshapen.ts';
import {
  type MissingSecret,
  printRestored,
  printRestoredList,
  type Restored,
  restoreRealm,
  wholeRealm,
} from '../../../restore/restore-realm.ts';
import { fieldsUnknownTo } from '../../../restore/unknown-fields.ts';
import { collectInputs } from '../../../sources/collect-inputs.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { loadTables } from '../../../tables/load.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { type NormalizedInput, normalizeInput } from '../../normalize-input.ts';
import { openReporter } from '../../open-reporter.ts';
import { type RealmProblem, type Reporter, showFile } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import type { RestoreRequest } from './options.ts';
import { describeNotes, listSecrets } from './restore-report.ts';
import { readSecretMap } from './secret-map.ts';

export async function runRestore(
  request: RestoreRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter(request.color, terminal, environment);
  const tables = loadTables();
  const opened = await open(request, tables, environment);
  if ('failures' in opened) {
    for (const failure of opened.failures) reporter.failure(failure);
    return EXIT.failed;
  }
  const { secrets } = opened;
  const input = request.env === undefined ? opened.input : await inEnvironment(opened.input, request.env, request.file);
  if ('message' in input) {
    reporter.failure(input);
    return EXIT.failed;
  }
  // A mask becomes the secret or nothing, so what an import would do with it is no concern here.
  const told = input.problems.filter(({ problem }) => problem.code !== 'masked-secret');
  for (const found of told) reporter.problem(found);
  const all = input.realms.map(({ after }) => {
    const { toVersion } = request;
    const restored = restoreRealm(after, tables, { ...secrets, ...(toVersion !== undefined && { toVersion }) });
    return { realm: restored.realm, restored };
  });
  tellUnused(secrets, reporter);
  if (!tellSecrets(all, request, reporter)) return EXIT.failed;
  for (const { realm, restored } of all) {
    tellProblems(restored, told, { reporter, file: request.file, realm: realm.name });
    tellNotes(realm, restored, reporter);
    tellUnknownFields(realm, request, { tables, reporter });
  }
  return deliver(printAll(input, all, tables), request, { terminal, reporter });
}

/** The same realms as they are in one environment; a failure where a parameter is not declared there. */
async function inEnvironment(input: NormalizedInput, env: string, file: string): Promise<NormalizedInput | Failure> {
  const { findParameters } = await import('../../../sources/find-environment.ts');
  const found = await findParameters(env);
  if ('failure' in found) return found.failure;
  const missing = new Set<string>();
  const realms = input.realms.map(({ before, after }) => {
    const { data, unknown } = expandParameters(after.data, found.parameters);
    for (const name of unknown) missing.add(name);
    return { before, after: { ...after, data } };
  });
  const [name] = missing;
  if (name === undefined) return { ...input, realms };
  return { file, message: `expected parameters.${env}.${name} in .realmdiff.yaml for $(param:${name}), found none` };
}

type Opened =
  | { readonly input: NormalizedInput; readonly secrets: Secrets }
  | { readonly failures: readonly Failure[] };

/** All that is read, or all that stands in the way. */
async function open(request: RestoreRequest, tables: Tables, environment: NodeJS.ProcessEnv): Promise<Opened> {
  const secrets = await openSecrets(request.secretsFrom, environment);
  if ('message' in secrets) return { failures: [secrets] };
  const read = await readOne(request, tables);
  return 'failures' in read ? read : { input: read.input, secrets };
}

interface Secrets {
  readonly secretOf: SecretSource;
  /** Names in the file of secrets that nobody asked for. */
  readonly unused: () => readonly string[];
}

/** Where the secrets come from: `env`, a file, or nowhere. */
async function openSecrets(from: string | undefined, environment: NodeJS.ProcessEnv): Promise<Secrets | Failure> {
  if (from === undefined) return { secretOf: () => undefined, unused: () => [] };
  if (from === 'env') return { secretOf: ({ variable }) => environment[variable], unused: () => [] };
  const read = await readSecretMap(from);
  if ('message' in read) return read;
  const used = new Set<string>();
  const take = (name: string): string | undefined => {
    used.add(name);
    return read.secrets.get(name);
  };
  return {
    secretOf: ({ variable, pointer }) => take(variable) ?? take(pointer),
    unused: () => [...read.secrets.keys()].filter((name) => !used.has(name)),
  };
}

function tellUnused(secrets: Secrets, reporter: Reporter): void {
  const unused = secrets.unused().map((name) => printable(name));
  if (unused.length > 0) reporter.note(`not used, because nothing in the realm waits for them: ${unused.join(', ')}`);
}

type ReadOne = { readonly input: NormalizedInput } | { readonly failures: readonly Failure[] };

/** The one input that the argument names, normalized with its secrets. */
async function readOne({ file, env }: RestoreRequest, tables: Tables): Promise<ReadOne> {
  const { inputs, failures } = await collectInputs([file]);
  const [input, second] = inputs;
  if (input === undefined) return { failures };
  if (second !== undefined) return { failures: [{ file, message: 'names several inputs; give one of them' }] };
  const normalized = await normalizeInput(
    input,
    tables,
    // What an environment fills in has to be normalized with the rest.
    env === undefined ? (realm) => wholeRealm(realm, tables) : { defaults: 'strip', secrets: 'keep', users: 'keep' },
  );
  if (normalized.failures.length > 0) return { failures: normalized.failures };
  const misshapen = (await Promise.all(normalized.realms.map(({ before }) => tellMisshapen(before, tables)))).flat();
  if (misshapen.length > 0) return { failures: misshapen };
  if (normalized.realms.length > 0) return { input: normalized };
  return { failures: [{ file, message: 'holds no realm; give a realm export or its normal form' }] };
}

/** What no importer could read. */
async function tellMisshapen(realm: Realm, tables: Tables): Promise<readonly Failure[]> {
  const found = findMisshapen(realm.data, tables).map(async ({ path, expected, found: kind }) => {
    const message = `expected ${expected} at ${printable(printPointer(path))}, found ${kind}: an import cannot read it`;
    const { file = '', position } = await locateProblem(realm, { code: 'unknown-field', message, path });
    return { file, ...(position && { position }), message };
  });
  return Promise.all(found);
}

interface RestoredRealm {
  readonly realm: Realm;
  readonly restored: Restored;
}

/** False when the command has to refuse. With `--generate-secrets` it only says what is left out. */
function tellSecrets(all: readonly RestoredRealm[], request: RestoreRequest, reporter: Reporter): boolean {
  const missing = all.flatMap(({ restored }) => restored.missingSecrets);
  if (missing.length === 0) return true;
  if (!request.generateSecrets) {
    const count = missing.length === 1 ? 'a secret is' : `${missing.length} secrets are`;
    const message = `${count} missing, and nothing was written; give them with --secrets-from env|FILE, or leave them out with --generate-secrets`;
    reporter.failure({ file: request.file, message });
    for (const line of listSecrets(missing)) reporter.note(line);
    return false;
  }
  const tellList = (title: string, secrets: readonly MissingSecret[]): void => {
    for (const line of secrets.length === 0 ? [] : [title, ...listSecrets(secrets)]) reporter.note(line);
  };
  tellList(
    'Keycloak will generate these secrets:',
    missing.filter(({ isGenerated }) => isGenerated),
  );
  tellList(
    'Nothing generates these; they are left out, set them after the import:',
    missing.filter(({ isGenerated }) => !isGenerated),
  );
  return true;
}

interface Telling {
  readonly reporter: Reporter;
  readonly file: string;
  readonly realm: string;
}

/** What reading has told already, with its line, is not told again. */
function tellProblems({ problems }: Restored, told: readonly RealmProblem[], { reporter, file, realm }: Telling): void {
  const isTold = (message: string): boolean => told.some(({ problem }) => message.startsWith(problem.message));
  for (const problem of problems) {
    if (!isTold(problem.message)) reporter.problem({ problem: { ...problem, file }, realm });
  }
}

function tellNotes(realm: Realm, { notes }: Restored, reporter: Reporter): void {
  const refused = notes.filter(({ effect }) => effect.effect === 'refuses');
  for (const message of describeNotes(refused, realm)) {
    reporter.problem({ problem: { code: 'refused-by-import', message, path: [] }, realm: realm.name });
  }
  const others = notes.filter(({ effect }) => effect.effect !== 'refuses');
  for (const line of describeNotes(others, realm)) reporter.note(line);
}

/** Fields that make an importer of another version refuse the whole file. */
function tellUnknownFields(
  realm: Realm,
  { toVersion, file }: RestoreRequest,
  { tables, reporter }: { readonly tables: Tables; readonly reporter: Reporter },
): void {
  if (toVersion === undefined) return;
  const unknown = fieldsUnknownTo(realm, toVersion, tables);
  if (unknown === undefined) {
    const message = `no baseline was recorded from Keycloak ${printable(toVersion)} or an older version: its fields are not known`;
    reporter.problem({ problem: { code: 'no-baseline', message, path: [], file }, realm: realm.name });
    return;
  }
  for (const path of unknown.paths) {
    const pointer = printPointer(naturalPath(realm.data, path, tables.root));
    const message = `${printable(pointer)}: Keycloak ${printable(toVersion)} does not know this field and would refuse the file; take it out`;
    reporter.problem({ problem: { code: 'unknown-field', message, path, file }, realm: realm.name });
  }
  const count = unknown.paths.length === 1 ? '1 field' : `${unknown.paths.length} fields`;
  reporter.note(
    `${count} unknown to Keycloak ${printable(toVersion)} (judged by the recording of ${unknown.baseline})`,
  );
}

function printAll({ container }: NormalizedInput, all: readonly RestoredRealm[], tables: Tables): string {
  const realms = all.map(({ restored }) => restored.data);
  const [only] = realms;
  const isList = container === 'array' || realms.length > 1;
  return isList || only === undefined ? printRestoredList(realms, tables) : printRestored(only, tables);
}

interface Ends {
  readonly terminal: Terminal;
  readonly reporter: Reporter;
}

function deliver(text: string, { out }: RestoreRequest, { terminal, reporter }: Ends): ExitCode {
  if (out === undefined) {
    terminal.writeOut(text);
    return EXIT.fine;
  }
  // It holds secrets in clear.
  const refusal = writeFile(out, text, { isPrivate: true });
  if (refusal !== undefined) {
    reporter.failure({ file: out, message: refusal });
    return EXIT.failed;
  }
  reporter.note(`${showFile(out)} written`);
  return EXIT.fine;
}
