/** How does one call of `why` run? Reads one realm, asks for one place, prints the answer a line for each question. */

import { unknownBaseline } from '../../../baseline/inflate.ts';
import { printable } from '../../../json/show.ts';
import type { Failure, Path, Realm } from '../../../model.ts';
import { locateProblem } from '../../../read/locate.ts';
import { collectInputs } from '../../../sources/collect-inputs.ts';
import { readInput } from '../../../sources/read-input.ts';
import { readTogether } from '../../../sources/read-together.ts';
import { loadTables } from '../../../tables/load.ts';
import { type SuggestedLineage, suggestLineage } from '../../../upgrade/suggest-lineage.ts';
import { type Explanation, explain } from '../../../why/explain.ts';
import { chooseRealm } from '../../choose-realm.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { openReporter } from '../../open-reporter.ts';
import { showFile } from '../../problem-reporter.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme, type Theme } from '../../theme.ts';
import type { WhyRequest } from './options.ts';

export async function runWhy(
  request: WhyRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter(request.color, terminal, environment);
  const tables = loadTables();
  const read = await readRealm(request);
  if ('message' in read) return refuse(read);
  const unknown = unknownBaseline(read, tables);
  if (unknown !== undefined) return refuse({ file: request.file, message: unknown });
  const options = { defaults: 'strip', secrets: 'mask', users: 'keep' } as const;
  const answer = explain(read, request.pointer, { tables, options });
  if ('refusal' in answer) return refuse({ file: request.file, message: answer.refusal });
  const theme = await loadTheme(decideColor(request.color, environment, terminal.isOutTerminal));
  const place = answer.from === undefined ? undefined : await placeOf(read, answer.from.path);
  terminal.writeOut(renderWhy(answer, place, theme));
  const suggested = suggestLineage(read, tables);
  if (suggested !== undefined) terminal.writeOut(renderLineage(suggested, theme));
  return EXIT.fine;

  function refuse(failure: Failure): ExitCode {
    reporter.failure(failure);
    return EXIT.failed;
  }
}

/** The one realm that the request names. */
async function readRealm({ file, realm: name }: WhyRequest): Promise<Realm | Failure> {
  const { inputs, failures } = await collectInputs([file]);
  const [input, second] = inputs;
  if (input === undefined) return failures[0] ?? { file, message: 'cannot be read' };
  if (second !== undefined) return { file, message: 'names several inputs; give one of them' };
  const content = await readInput(input);
  if ('message' in content) return content;
  const read = await readTogether(input, content.sources);
  const [failure] = read.failures;
  if (failure !== undefined) return failure;
  return chooseRealm(read.realms, name, file);
}

/** `acme.json:2117`: where the value stands, as far as the file has it. */
async function placeOf(realm: Realm, path: Path): Promise<string | undefined> {
  const { file, position } = await locateProblem(realm, { code: 'dangling-reference', message: '', path });
  return file === undefined || position === undefined
    ? undefined
    : `${showFile(file)}:${position.line}:${position.column}`;
}

function renderWhy(answer: Explanation, place: string | undefined, theme: Theme): string {
  const { pointer, verdict, written, from, rules } = answer;
  const rows: (readonly [string, string])[] = [
    [verdict, written ?? SILENT[verdict] ?? 'not in the normal form'],
    ...(from === undefined ? [] : [['from', `${from.text}${place === undefined ? '' : ` at ${place}`}`] as const]),
    ...rules.map((rule) => ['rule', rule] as const),
    ['default', answer.default],
    ['order', answer.order],
  ];
  const lines = rows.map(([label, text]) => `${theme.place(label.padEnd(9))} ${printable(text)}\n`);
  return `${theme.quiet(printable(pointer))}\n${lines.join('')}`;
}

/** A value that nobody decided may be one that an older version left behind. */
function renderLineage({ madeWith, row }: SuggestedLineage, theme: Theme): string {
  const text = `made before ${row.before}, as ${row.sign} says; normalize --made-with ${madeWith} leaves out what older versions left behind`;
  return `${theme.place('lineage'.padEnd(9))} ${printable(text)}\n`;
}

/** What is said where the normal form says nothing. */
const SILENT: { readonly [verdict: string]: string } = {
  default: 'not in the normal form: it is what Keycloak takes anyway',
  dropped: 'not in the normal form',
};
