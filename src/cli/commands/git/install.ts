/** What does git know of us, and what is it to know? Writes settings and attributes, takes them away, or tells what is there. */

import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { isArray, property } from '../../../json/object.ts';
import { printable } from '../../../json/show.ts';
import { git, gitLine } from '../../../sources/run-git.ts';
import { writeFile } from '../../../sources/write-file.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { readConfig } from '../../load-config.ts';
import type { Terminal } from '../../terminal.ts';
import { VERSION } from '../../version.ts';
import { attributeLines, linesIn, withLines } from './attributes.ts';
import { type InstallRequest, MODES, type Scope, type Secrets } from './options.ts';
import { type Setting, settingsFor, shellWord } from './settings.ts';

/** Where nobody says which files are realms. */
const USUAL_FILES = ['*-realm.json', 'realms/**/*.json'];

/** What a filter means for whoever checks a file out. */
const STORED: { readonly [Name in Secrets]: string } = {
  mask: 'git now stores normal forms: a checkout brings back files without ids and with masked secrets. With --secrets env they name environment variables, which `realmdiff restore` fills in.',
  env: 'git now stores normal forms: a checkout brings back files without ids, in which secrets name environment variables.',
  keep: 'git now stores normal forms, with the secrets that are in the files.',
};

/** What is to be there. */
interface Wanted {
  readonly scope: Scope;
  readonly settings: readonly Setting[];
  readonly attributes: { readonly file: string; readonly lines: readonly string[] };
}

export async function runInstall(request: InstallRequest, terminal: Terminal): Promise<ExitCode> {
  const top = topFolder();
  if (request.scope === 'local' && top === undefined) {
    terminal.writeError('realmdiff: not inside a git repository: run it in one, or say --scope global\n');
    return EXIT.failed;
  }
  const wanted = await wantedBy(request, top ?? { folder: '.', attributes: '.gitattributes' });
  const run = { install, uninstall, status } as const;
  const exit = run[request.verb](wanted, terminal);
  if (request.verb === 'install' && request.modes.includes('filter') && exit === EXIT.fine)
    terminal.writeOut(`\n${STORED[request.secrets]}\n`);
  return exit;
}

/** The folder of the repository, and the attributes file that it reads: a bare one has no work tree that could hold any. */
function topFolder(): { readonly folder: string; readonly attributes: string } | undefined {
  const top = gitLine(['rev-parse', '--show-toplevel']);
  if (top !== undefined) return { folder: top, attributes: join(top, '.gitattributes') };
  if (gitLine(['rev-parse', '--is-bare-repository']) !== 'true') return undefined;
  const folder = gitLine(['rev-parse', '--absolute-git-dir']) ?? '.';
  return { folder, attributes: join(folder, 'info', 'attributes') };
}

async function wantedBy(
  { scope, modes, secrets, files, attributes }: InstallRequest,
  top: NonNullable<ReturnType<typeof topFolder>>,
): Promise<Wanted> {
  const program = `${shellWord(process.execPath)} ${shellWord(realpathSync(process.argv[1] ?? ''))}`;
  const patterns = files.length > 0 ? files : ((await filesOfConfig(top.folder)) ?? USUAL_FILES);
  const file = attributes ?? (scope === 'global' ? globalAttributes() : top.attributes);
  return {
    scope,
    settings: settingsFor(program, VERSION, modes.includes('filter') ? secrets : undefined).filter(({ mode }) =>
      modes.includes(mode),
    ),
    attributes: {
      file: resolve(file),
      lines: attributeLines(
        patterns,
        MODES.filter((mode) => modes.includes(mode)),
      ),
    },
  };
}

/** The patterns of the repository's `.realmdiff.yaml`; undefined where there is none, or it names none. */
async function filesOfConfig(top: string): Promise<readonly string[] | undefined> {
  const read = await readConfig({ file: undefined, near: top });
  if ('failure' in read) return undefined;
  const files = property(read.parsed?.value, 'files');
  const patterns = isArray(files) ? files.filter((each) => typeof each === 'string' && each !== '') : [];
  return patterns.length === 0 ? undefined : patterns.map(String);
}

/** Where git looks for attributes of all repositories (gitattributes(5)). */
function globalAttributes(): string {
  const set = gitLine(['config', '--global', '--type=path', '--get', 'core.attributesFile']) ?? '';
  return set === '' ? join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'git', 'attributes') : set;
}

function install({ scope, settings, attributes }: Wanted, terminal: Terminal): ExitCode {
  for (const { key, value } of settings) {
    const isThere = settingOf(scope, key) === value;
    if (!isThere) {
      const { status, stderr } = git(['config', `--${scope}`, '--replace-all', key, value]);
      if (status !== 0) return fail(`git config refused ${key}: ${stderr}`, terminal);
    }
    terminal.writeOut(`${isThere ? ' ' : '+'} git config --${scope} ${key} ${printable(value)}\n`);
  }
  const old = textOf(attributes.file);
  const text = withLines(old, attributes.lines);
  if (text !== old) {
    const refusal = writeFile(attributes.file, text);
    if (refusal !== undefined) return fail(`${attributes.file}: ${refusal}`, terminal);
  }
  for (const line of attributes.lines)
    terminal.writeOut(`${text === old ? ' ' : '+'} ${attributes.file}: ${printable(line)}\n`);
  return EXIT.fine;
}

function uninstall({ scope, attributes }: Wanted, terminal: Terminal): ExitCode {
  for (const { key } of settingsFor('', VERSION)) {
    const value = settingOf(scope, key);
    if (value === undefined) continue;
    git(['config', `--${scope}`, '--unset-all', key]);
    terminal.writeOut(`- git config --${scope} ${key} ${printable(value)}\n`);
  }
  const old = textOf(attributes.file);
  for (const line of linesIn(old) ?? []) terminal.writeOut(`- ${attributes.file}: ${printable(line)}\n`);
  const text = withLines(old, []);
  if (text === old) return EXIT.fine;
  if (text === '') rmSync(attributes.file);
  else {
    const refusal = writeFile(attributes.file, text);
    if (refusal !== undefined) return fail(`${attributes.file}: ${refusal}`, terminal);
  }
  return EXIT.fine;
}

/** What `install` would write and what is there, a line each. */
function status({ scope, settings, attributes }: Wanted, terminal: Terminal): ExitCode {
  const there = linesIn(textOf(attributes.file));
  const rows = [
    ...settings.map(({ key, value }) => ({
      state: stateOf(settingOf(scope, key), value),
      what: `git config --${scope} ${key}`,
    })),
    { state: there === undefined || there.length === 0 ? 'missing' : 'there', what: attributes.file },
  ];
  for (const { state, what } of rows) terminal.writeOut(`${state.padEnd(9)} ${what}\n`);
  for (const line of there ?? []) terminal.writeOut(`${' '.repeat(12)}${printable(line)}\n`);
  const isComplete = rows.every(({ state }) => state === 'there');
  if (!isComplete) terminal.writeOut('\nrealmdiff git install writes what is missing or of another version.\n');
  return isComplete ? EXIT.fine : EXIT.differences;
}

function stateOf(found: string | undefined, wanted: string): 'missing' | 'there' | 'other' {
  if (found === undefined) return 'missing';
  return found === wanted ? 'there' : 'other';
}

function settingOf(scope: Scope, key: string): string | undefined {
  return gitLine(['config', `--${scope}`, '--get', key]);
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function fail(message: string, terminal: Terminal): ExitCode {
  terminal.writeError(`realmdiff: ${message}\n`);
  return EXIT.failed;
}
