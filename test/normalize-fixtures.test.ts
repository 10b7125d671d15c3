/** Does every case of fixtures/normalize give its expected text, twice? `UPDATE_FIXTURES=1` rewrites the expected files. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  loadTables,
  locateProblem,
  type NormalizeOptions,
  normalizeRealm,
  type Problem,
  printNormalForm,
  readSource,
} from '../src/index.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/normalize');
const DEFAULTS: NormalizeOptions = { defaults: 'strip', secrets: 'mask', users: 'keep' };

interface Outcome {
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: string;
}

/** The normal form of each realm of a text, and the problems as lines. */
async function normalizeText(name: string, content: string, options: NormalizeOptions): Promise<Outcome> {
  const read = await readSource({ name, content });
  expect(read.failures).toEqual([]);
  const texts = new Map<string, string>();
  const lines = read.problems.map(showProblem);
  for (const realm of read.realms) {
    const normalized = normalizeRealm(realm, loadTables(), options);
    const located = await Promise.all(normalized.problems.map((problem) => locateProblem(realm, problem)));
    lines.push(...located.map(showProblem), ...normalized.secretNames.map((variable) => `variable ${variable}`));
    texts.set(
      read.realms.length === 1 ? 'expected.json' : `expected.${realm.name}.json`,
      printNormalForm(normalized.realm, loadTables()),
    );
  }
  return { texts, problems: lines.map((line) => `${line}\n`).join('') };
}

function showProblem({ code, file, position, message, related = [] }: Problem): string {
  const others = related.map((place) => `, ${place.message}: ${place.position?.line}:${place.position?.column}`);
  return `${file}:${position?.line}:${position?.column} ${code} ${message}${others.join('')}`;
}

function optionsOf(folder: string): NormalizeOptions {
  const file = path.join(folder, 'options.json');
  return fs.existsSync(file) ? { ...DEFAULTS, ...JSON.parse(fs.readFileSync(file, 'utf8')) } : DEFAULTS;
}

function check(folder: string, name: string, actual: string): void {
  const file = path.join(folder, name);
  if (process.env.UPDATE_FIXTURES === '1') {
    if (actual === '') fs.rmSync(file, { force: true });
    else fs.writeFileSync(file, actual);
  }
  expect(actual).toBe(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
}

describe('fixtures/normalize', () => {
  const cases = fs.readdirSync(FOLDER).sort();
  it.each(cases)('%s', async (name) => {
    const folder = path.join(FOLDER, name);
    const input = fs.readdirSync(folder).find((file) => file.startsWith('input.')) ?? 'input.json';
    const options = optionsOf(folder);
    const outcome = await normalizeText(input, fs.readFileSync(path.join(folder, input), 'utf8'), options);
    for (const [file, text] of outcome.texts) {
      check(folder, file, text);
      const again = await normalizeText(file, text, options);
      expect([...again.texts.values()]).toEqual([text]);
    }
    check(folder, 'problems.txt', outcome.problems);
  });
});
