/** How does one call of `restore` run? From a request to an exit code; nothing is written when a secret is missing. */

import { property, textProperty } from '../json/object.ts';
import type { Failure, JsonObject, Realm, Tables } from '../model.ts';
import { HEADER } from '../normalize/key-order.ts';
import type { SecretSource } from '../restore/fill-secrets.ts';
import { printRestored, printRestoredList, type Restored, restoreRealm } from '../restore/restore-realm.ts';
import { collectInputs } from '../sources/collect-inputs.ts';
import { writeFile } from '../sources/write-file.ts';
import { loadTables } from '../tables/load.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type NormalizedInput, normalizeInput } from './normalize-input.ts';
import { type Reporter, showFile, textReporter } from './reporter.ts';
import type { RestoreRequest } from './restore-options.ts';
import { describeNotes, listSecrets } from './restore-report.ts';
import { readSecretMap } from './secret-map.ts';
import type { Terminal } from './terminal.ts';
import { decideColor, loadTheme } from './theme.ts';

type Environment = { readonly [name: string]: string | undefined };

export async function runRestore(
  request: RestoreRequest,
  terminal: Terminal,
  environment: Environment,
): Promise<ExitCode> {
  const isColored = decideColor(request.color, environment, terminal.isErrorTerminal);
  const reporter = textReporter(terminal.writeError, await loadTheme(isColored));
  const fail = (failures: readonly Failure[]): ExitCode => {
    for (const failure of failures) reporter.failure(failure);
    return EXIT.failed;
  };
  const secretOf = await openSecrets(request.secretsFrom, environment);
  if ('message' in secretOf) return fail([secretOf]);
  const tables = loadTables();
  const read = await readOne(request.file, tables);
  if ('failures' in read) return fail(read.failures);
  // A mask becomes the secret or nothing, so what an import would do with it is no concern here.
  for (const found of read.input.problems) if (found.problem.code !== 'masked-secret') reporter.problem(found);
  const realms = read.input.realms.map(({ after }) => after);
  const stripped = realms.flatMap((realm) => refuseStripped(realm, request.file));
  if (stripped.length > 0) return fail(stripped);
  const all = realms.map((realm) => ({ realm, restored: restoreRealm(realm, tables, secretOf) }));
  if (!tellSecrets(all, request, reporter)) return EXIT.failed;
  for (const { realm, restored } of all) tellNotes(realm, restored, reporter);
  const isList = read.input.container === 'array' || all.length > 1;
  return deliver(
    printAll(
      all.map(({ restored }) => restored.data),
      isList,
      tables,
    ),
    request,
    { terminal, reporter },
  );
}

/** Where the secrets come from: `env`, a file, or nowhere. */
async function openSecrets(
  from: string | undefined,
  environment: Environment,
): Promise<{ readonly secretOf: SecretSource } | Failure> {
  if (from === undefined) return { secretOf: () => undefined };
  if (from === 'env') return { secretOf: ({ variable }) => environment[variable] };
  const read = await readSecretMap(from);
  if ('message' in read) return read;
  return { secretOf: ({ variable, pointer }) => read.secrets.get(variable) ?? read.secrets.get(pointer) };
}

type ReadOne = { readonly input: NormalizedInput } | { readonly failures: readonly Failure[] };

/** The one input that the argument names, normalized with its secrets. */
async function readOne(file: string, tables: Tables): Promise<ReadOne> {
  const { inputs, failures } = await collectInputs([file]);
  const [input, second] = inputs;
  if (input === undefined) return { failures };
  if (second !== undefined) return { failures: [{ file, message: 'names several inputs; give one of them' }] };
  const normalized = await normalizeInput(input, tables, { options: { secrets: 'keep', users: 'keep' } });
  if (normalized.failures.length > 0) return { failures: normalized.failures };
  if (normalized.realms.length > 0) return { input: normalized };
  return { failures: [{ file, message: 'holds no realm; give a realm export or its normal form' }] };
}

/** A normal form without default values needs them back first. */
function refuseStripped({ data }: Realm, file: string): readonly Failure[] {
  const baseline = textProperty(property(data, HEADER), 'baseline');
  if (baseline === undefined) return [];
  const message =
    'this normal form leaves default values out, and they cannot be put back yet; give one that keeps them';
  return [{ file, message }];
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
  const generated = missing.filter(({ isGenerated }) => isGenerated);
  const lost = missing.filter(({ isGenerated }) => !isGenerated);
  if (generated.length > 0) reporter.note('Keycloak will generate these secrets:');
  if (generated.length > 0) for (const line of listSecrets(generated)) reporter.note(line);
  if (lost.length > 0) reporter.note('Nothing generates these; they are left out, set them after the import:');
  if (lost.length > 0) for (const line of listSecrets(lost)) reporter.note(line);
  return true;
}

function tellNotes(realm: Realm, { notes }: Restored, reporter: Reporter): void {
  const refused = notes.filter(({ effect }) => effect.effect === 'refuses');
  for (const message of describeNotes(refused, realm)) {
    reporter.problem({ problem: { code: 'refused-by-import', message, path: [] }, realm: realm.name });
  }
  const others = notes.filter(({ effect }) => effect.effect !== 'refuses');
  for (const line of describeNotes(others, realm)) reporter.note(line);
}

function printAll(realms: readonly JsonObject[], isList: boolean, tables: Tables): string {
  const [only] = realms;
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
  const refusal = writeFile(out, text);
  if (refusal !== undefined) {
    reporter.failure({ file: out, message: refusal });
    return EXIT.failed;
  }
  reporter.note(`${showFile(out)} written`);
  return EXIT.fine;
}
