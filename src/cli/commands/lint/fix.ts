/** How does one call of `lint --fix` mend files? Shows each fix with its line, then writes each file at once or not at all. */

import { findFixes } from '../../../classify/fixes.ts';
import { type Edit, editJson } from '../../../json/edit-json.ts';
import { originOf } from '../../../json/origin.ts';
import { printable } from '../../../json/show.ts';
import type { Problem, Realm, SourceDocument, Tables } from '../../../model.ts';
import { locateProblems } from '../../../read/locate.ts';
import { collectInputs } from '../../../sources/collect-inputs.ts';
import type { FileState, Input } from '../../../sources/input.ts';
import { readInput } from '../../../sources/read-input.ts';
import { readTogether } from '../../../sources/read-together.ts';
import { replaceFile } from '../../../sources/write-file.ts';
import type { Reporter } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import type { Theme } from '../../theme.ts';

interface Around {
  readonly tables: Tables;
  readonly reporter: Reporter;
  readonly terminal: Terminal;
  readonly theme: Theme;
  /** Show, and write nothing. */
  readonly isDry: boolean;
}

/** False where something could not be read or written, which the reporter was told. */
export async function fixFiles(sources: readonly string[], around: Around): Promise<boolean> {
  const { inputs, failures } = await collectInputs(sources);
  for (const failure of failures) around.reporter.failure(failure);
  let isFine = failures.length === 0;
  for (const input of inputs) isFine = (await fixInput(input, around)) && isFine;
  return isFine;
}

async function fixInput(input: Input, around: Around): Promise<boolean> {
  const { reporter } = around;
  if (input.kind === 'stdin') {
    reporter.failure({ file: '-', message: 'standard input is no file that could be mended; give a file' });
    return false;
  }
  const content = await readInput(input);
  if ('message' in content) {
    reporter.failure(content);
    return false;
  }
  const { sources, states } = content;
  const read = await readTogether(input, sources);
  if (read.problems.some(({ code }) => code === 'duplicate-key')) {
    reporter.failure({
      file: input.name,
      message: 'a key stands there twice, so nobody knows which is meant: remove one before mending the file',
    });
    return false;
  }
  // A failure of reading is told when the files are looked at.
  const edits = new Map<string, FileEdits>();
  for (const realm of read.realms) await collect(realm, edits, around);
  let isFine = true;
  for (const [file, each] of edits) isFine = (await write(file, each, states, around)) && isFine;
  return isFine;
}

interface FileEdits {
  readonly document: SourceDocument;
  readonly edits: Edit[];
}

/** Shows what will be done, and remembers it by file. */
async function collect(
  realm: Realm,
  edits: Map<string, FileEdits>,
  { tables, terminal, theme, reporter }: Around,
): Promise<void> {
  if (realm.isNormalForm) return;
  const fixes = findFixes(realm.data, tables.root);
  const problems = fixes.map(({ path, message }): Problem => ({ code: 'masked-secret', path, message }));
  const located = await locateProblems(realm, problems);
  for (const [index, fix] of fixes.entries()) {
    const origin = originOf(realm.origins, fix.path);
    const { file, position } = located[index] ?? {};
    if (origin === undefined || file === undefined || position === undefined) continue;
    if (origin.document.inside !== undefined) {
      reporter.note(`${printable(file)}: a realm inside of another document is not mended`);
      return;
    }
    const sign = fix.value === undefined ? theme.removed('-') : theme.changed('~');
    terminal.writeOut(
      `${sign} ${theme.place(`${printable(file)}:${position.line}:${position.column}:`)} ${printable(fix.message)}\n`,
    );
    const known = edits.get(file) ?? { document: origin.document, edits: [] };
    known.edits.push({
      path: [...origin.path, ...fix.path.slice(origin.at.length)],
      ...(fix.value !== undefined && { value: fix.value }),
    });
    edits.set(file, known);
  }
}

async function write(
  file: string,
  { document, edits }: FileEdits,
  states: readonly FileState[],
  { reporter, isDry }: Around,
): Promise<boolean> {
  const state = states.find(({ path }) => path === file) ?? states[0];
  if (isDry || state === undefined) return true;
  const text = document.format === 'json' ? editJson(document.text, edits) : await edited(document, edits);
  const refusal = replaceFile(state, text);
  if (refusal !== undefined) reporter.failure({ file, message: refusal });
  return refusal === undefined;
}

/** YAML is loaded only when it is met. */
async function edited({ text, index }: SourceDocument, edits: readonly Edit[]): Promise<string> {
  const { editYaml } = await import('../../../json/edit-yaml.ts');
  return editYaml(text, index, edits);
}
