/** Where do the facts come from? Reads `rules/` beside the built package. The only file outside sources/ and cli/ that reads files. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ImportEffect, Tables } from '../model.ts';
import { parseImports, parseReferences, parseSections } from './parse-rows.ts';
import { compilePlaces } from './places.ts';

let loaded: Tables | undefined;

/** All tables, read at the first call and then kept: they never change while the process runs. */
export function loadTables(): Tables {
  loaded ??= readTables();
  return loaded;
}

function readTables(): Tables {
  const sections = parseSections(readTable('sections.json'));
  const references = parseReferences(readTable('references.json'));
  let imports: readonly ImportEffect[] | undefined;
  return Object.freeze({
    sections,
    references,
    // Only restoring asks for these: nothing else should wait for them.
    get imports() {
      imports ??= parseImports(readTable('imports.json'));
      return imports;
    },
    root: compilePlaces(sections, references),
  });
}

/** `rules/` stands beside `dist/` in the package and beside `src/` in the repository: from either, the same way up. */
function readTable(name: string): unknown {
  for (const up of ['../rules/', '../../rules/']) {
    const text = readIfThere(fileURLToPath(new URL(up + name, import.meta.url)));
    if (text !== undefined) return JSON.parse(text);
  }
  throw new Error(`the table rules/${name} is missing from the package: install realmdiff again`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
