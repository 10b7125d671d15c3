/** Where does a new baseline go? Writes `rules/baselines/VERSION.json`, and what extends it anew. */

import fs from 'node:fs';
import path from 'node:path';
import { compareVersions, parseVersion } from '../../../src/baseline/choose.ts';
import { printJson } from '../../../src/json/print.ts';
import type { Baseline, Realm } from '../../../src/model.ts';
import { readSource } from '../../../src/read/read-source.ts';
import { loadTables } from '../../../src/tables/load.ts';
import type { Answer } from '../server.ts';
import { baselineOf, fileOf } from './make-baseline.ts';

const FOLDER = path.resolve('rules/baselines');

/** Each baseline extends the one just below it; the one above is told anew, so that it still says the same. */
export async function writeBaseline(
  version: string,
  raw: { readonly fresh: Answer; readonly master: Answer; readonly kinds: Answer },
): Promise<void> {
  const tables = loadTables();
  const { versions, read } = tables.baselines;
  const side = (known: string): number => compareVersions(parseVersion(known), parseVersion(version));
  const [below, above] = [versions.findLast((known) => side(known) < 0), versions.find((known) => side(known) > 0)];
  const [under, over] = [below, above].map((known) => (known === undefined ? undefined : read(known)));
  const [fresh, master, kinds] = await Promise.all([raw.fresh, raw.master, raw.kinds].map(realmOf));
  if (fresh === undefined || master === undefined || kinds === undefined) throw new Error('a realm is missing');
  const baseline = baselineOf({ version, fresh, master, kinds }, tables);
  const write = (each: Baseline, base: Baseline | undefined): void => {
    fs.writeFileSync(path.join(FOLDER, `${each.version}.json`), `${printJson(fileOf(each, base, tables))}\n`);
  };
  fs.mkdirSync(FOLDER, { recursive: true });
  write(baseline, under);
  if (over !== undefined) write(over, baseline);
}

async function realmOf(raw: Answer): Promise<Realm> {
  const { realms } = await readSource({ name: 'recording.json', content: JSON.stringify(raw) });
  const [realm] = realms;
  if (realm === undefined) throw new Error('the recording holds no realm');
  return realm;
}
