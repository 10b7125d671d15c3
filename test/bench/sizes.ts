/** How much is left of a realm export? Writes the table of `BENCHMARKS.md`: raw lines, lines as `jq -S` prints them, lines of the normal form. */

import fs from 'node:fs';
import path from 'node:path';
import { loadTables, normalizeRealm, printNormalForm, readSource } from '../../src/index.ts';
import { printJson } from '../../src/json/print.ts';
import type { Json } from '../../src/model.ts';

const FOLDER = path.resolve('fixtures/realms');
const PAGE = path.resolve('BENCHMARKS.md');
const [START, END] = ['<!-- sizes -->', '<!-- /sizes -->'];

/** Numbers as dot-separated parts compare as numbers: 9 before 10. */
function byVersion(a: string, b: string): number {
  const parts = (name: string): number[] => (name.match(/\d+/g) ?? []).map(Number);
  const [left, right] = [parts(a), parts(b)];
  const difference = left.map((part, index) => part - (right[index] ?? 0)).find((each) => each !== 0);
  return difference ?? (a < b ? -1 : 1);
}

function linesIn(text: string): number {
  return text.trimEnd().split('\n').length;
}

async function rowOf(file: string): Promise<string> {
  const content = fs.readFileSync(path.join(FOLDER, file), 'utf8');
  const { realms } = await readSource({ name: file, content });
  const sorted = linesIn(printJson(JSON.parse(content) as Json));
  const normal = realms.map((realm) =>
    linesIn(printNormalForm(normalizeRealm(realm, loadTables()).realm, loadTables())),
  );
  const total = normal.reduce((sum, lines) => sum + lines, 0);
  return `| ${file.replace(/\.json$/, '')} | ${linesIn(content)} | ${sorted} | ${total} |`;
}

const files = fs
  .readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort(byVersion);
const rows: string[] = [];
for (const file of files) rows.push(await rowOf(file));
const table = ['| export | raw | `jq -S` | normal form |', '|---|--:|--:|--:|', ...rows].join('\n');
const page = fs.readFileSync(PAGE, 'utf8');
const [before = '', rest = ''] = page.split(START);
const after = rest.slice(rest.indexOf(END) + END.length);
fs.writeFileSync(PAGE, `${before}${START}\n${table}\n${END}${after}`);
process.stdout.write(`${table}\n`);
