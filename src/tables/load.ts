/** Where do the facts come from? Reads `rules/` beside the built package. The only file outside sources/ and cli/ that reads files. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ImportEffect, Tables } from '../model.ts';
import { openBaselines } from './baselines.ts';
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
  const root = compilePlaces(sections, references);
  const files = {
    versions: recordedVersions(),
    readFile: (version: string) => readTable(`baselines/${version}.json`),
    readWhole: readBuiltBaseline,
  };
  let imports: readonly ImportEffect[] | undefined;
  return Object.freeze({
    sections,
    references,
    // Only restoring asks for these: nothing else should wait for them.
    get imports() {
      imports ??= parseImports(readTable('imports.json'));
      return imports;
    },
    root,
    baselines: openBaselines(files, root),
  });
}

/** `rules/` stands beside `dist/` in the package and beside `src/` in the repository: from either, the same way up. */
function findInRules<T>(name: string, read: (file: string) => T): T {
  for (const up of ['../rules/', '../../rules/']) {
    const found = ifThere(() => read(fileURLToPath(new URL(up + name, import.meta.url))));
    if (found !== undefined) return found;
  }
  throw new Error(`rules/${name} is missing from the package: install realmdiff again`);
}

function readTable(name: string): unknown {
  return JSON.parse(findInRules(name, (file) => readFileSync(file, 'utf8')));
}

function recordedVersions(): readonly string[] {
  const names = findInRules('baselines', (folder) => readdirSync(folder));
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
}

/** The build puts every baseline together once, beside the bundle: most runs need one, and its chain is long. */
function readBuiltBaseline(version: string): unknown {
  const file = fileURLToPath(new URL(`./baselines/${version}.json`, import.meta.url));
  const text = ifThere(() => readFileSync(file, 'utf8'));
  return text === undefined ? undefined : JSON.parse(text);
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
