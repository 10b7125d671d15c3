/** Where do the facts come from? Reads `rules/` beside the built package. The only file outside sources/ and cli/ that reads files. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ImportEffect, Json, Mention, Tables } from '../model.ts';
import { withField } from '../upgrade/edit-at.ts';
import { rowsBetween, upgradeRealm } from '../upgrade/upgrade-realm.ts';
import { inOrder, openBaselines } from './baselines.ts';
import { type BlockerRow, parseBlockers } from './blocker-rows.ts';
import type { TABLES } from './columns.ts';
import { findInRules, ifThere } from './find-in-rules.ts';
import { impliedByVersion } from './implied.ts';
import { parseRows } from './parse-rows.ts';
import { compilePlaces } from './places.ts';
import { parseResidue, parseUpgrades, type ResidueRow, type UpgradeRow } from './upgrade-rows.ts';

let loaded: Tables | undefined;

/** All tables, read at the first call and then kept: they never change while the process runs. */
export function loadTables(): Tables {
  loaded ??= readTables();
  return loaded;
}

function readTables(): Tables {
  const sections = readRows('sections');
  const references = readRows('references');
  const fields = readRows('fields');
  const root = compilePlaces(sections, references, fields);
  const files = {
    versions: builtVersions() ?? versionsIn('baselines'),
    readFile: (version: string) => readTable(`baselines/${version}.json`),
    readWhole: readBuiltBaseline,
  };
  const impliedIn = impliedByVersion(readRows('implied'));
  let imports: readonly ImportEffect[] | undefined;
  let mentions: readonly Mention[] | undefined;
  let upgrades: readonly UpgradeRow[] | undefined;
  let blockers: readonly BlockerRow[] | undefined;
  let residue: readonly ResidueRow[] | undefined;
  const tables: Tables = Object.freeze({
    sections,
    references,
    fields,
    // Only restoring asks for these: nothing else should wait for them.
    get imports() {
      imports ??= readRows('imports');
      return imports;
    },
    // And only comparing asks for these.
    get mentions() {
      mentions ??= readRows('mentions');
      return mentions;
    },
    // And only two versions.
    get upgrades() {
      upgrades ??= inOrder(versionsIn('upgrades')).flatMap((version) =>
        parseUpgrades(readTable(`upgrades/${version}.json`), version),
      );
      return upgrades;
    },
    get residue() {
      residue ??= parseResidue(readTable('residue.json'));
      return residue;
    },
    get blockers() {
      blockers ??= parseBlockers(readTable('upgrade-blockers.json'));
      return blockers;
    },
    impliedIn,
    root,
    baselines: openBaselines(files, { root, sections, impliedIn }, (realm, from, to) => {
      const way = { from: from.version, to: to.version, via: 'database' } as const;
      const fresh = realm === from.master ? to.master : to.fresh;
      const rows = rowsBetween(tables.upgrades, way);
      // Rows ask whether it is master; a recording has no name.
      const named = withField(realm, ['realm'], realm === from.master ? 'master' : '');
      const carried = upgradeRealm(named, rows, { tables, fresh, baseline: to }).at(-1)?.after ?? named;
      return withField(carried, ['realm'], realm.realm);
    }),
  });
  return tables;
}

function readRows<N extends keyof typeof TABLES>(name: N) {
  return parseRows(name, readTable(`${name}.json`));
}

function readTable(name: string): Json {
  return JSON.parse(findInRules(name, (file) => readFileSync(file, 'utf8')));
}

/** The versions that have a file in a folder of `rules/`. */
function versionsIn(folder: string): readonly string[] {
  return namesOfVersions(findInRules(folder, (found) => readdirSync(found)));
}

function namesOfVersions(files: readonly string[]): readonly string[] {
  return files.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
}

/** The package holds the baselines that a build put together, and not the files that they were made from. */
function builtVersions(): readonly string[] | undefined {
  const names = ifThere(() => readdirSync(fileURLToPath(new URL('./baselines/', import.meta.url)))) ?? [];
  return names.length === 0 ? undefined : namesOfVersions(names);
}

/** The build puts every baseline together once, beside the bundle: most runs need one, and its chain is long. Of equal ones it names the first. */
function readBuiltBaseline(version: string): unknown {
  const file = fileURLToPath(new URL(`./baselines/${version}.json`, import.meta.url));
  const text = ifThere(() => readFileSync(file, 'utf8'));
  const built: unknown = text === undefined ? undefined : JSON.parse(text);
  if (typeof built !== 'object' || built === null || !('same' in built)) return built;
  return Object.assign(readBuiltBaseline(String(built.same)) ?? {}, { keycloakVersion: version });
}
