/** Does every case of fixtures/read give its expected realms, problems and failures? `UPDATE_FIXTURES=1` rewrites the expected files. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Failure, Json, Position, Problem, ReadResult, Source } from '../src/model.ts';
import { readDirectoryExport } from '../src/read/directory-export.ts';
import { readSource } from '../src/read/read-source.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/read');

function inputsOf(folder: string): readonly Source[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name !== 'about.md' && name !== 'expected.json')
    .map((name) => ({ name, content: fs.readFileSync(path.join(folder, name)) }));
}

/** A case named after directory exports is read as one, whatever the number of its files. */
async function readCase(name: string): Promise<ReadResult> {
  const sources = inputsOf(path.join(FOLDER, name));
  const [first = { name: '', content: '' }] = sources;
  return name.startsWith('directory-export') ? readDirectoryExport(sources) : readSource(first);
}

function show({ container, realms, problems, failures }: ReadResult): string {
  const shown = {
    container,
    realms: realms.map(({ origins, ...realm }) => ({ ...realm, origins: origins.map(showOrigin) })),
    problems: problems.map(showProblem),
    failures: failures.map(showFailure),
  };
  const text = JSON.stringify(shown, (_, value: Json) => (typeof value === 'bigint' ? `${value} (exact)` : value), 2);
  return `${text}\n`;
}

function showOrigin({ at, document, path: from }: ReadResult['realms'][number]['origins'][number]): string {
  return `/${at.join('/')} is /${from.join('/')} of document ${document.index} in ${document.file}`;
}

function showProblem({ code, file, position, message, path: at, related = [] }: Problem): string {
  const others = related.map((place) => `, ${place.message}: ${showPosition(place.position)}`);
  return `${file}:${showPosition(position)} ${code} /${at.join('/')} ${message}${others.join('')}`;
}

function showFailure({ file, position, message }: Failure): string {
  return `${file}:${showPosition(position)} ${message}`;
}

function showPosition(position: Position | undefined): string {
  return `${position?.line}:${position?.column}`;
}

describe('fixtures/read', () => {
  const cases = fs.readdirSync(FOLDER);
  it.each(cases)('%s', async (name) => {
    const actual = show(await readCase(name));
    const file = path.join(FOLDER, name, 'expected.json');
    if (process.env.UPDATE_FIXTURES === '1') fs.writeFileSync(file, actual);
    expect(actual).toBe(fs.readFileSync(file, 'utf8'));
  });

  it('gives the same realm for a realm file alone and as a directory export', async () => {
    const [source = { name: '', content: '' }] = inputsOf(path.join(FOLDER, 'realm-file-alone'));
    const alone = await readSource(source);
    expect(await readDirectoryExport([source])).toEqual({ ...alone, container: 'directory-export' });
  });
});
