/** Where does a realm go as it will be after an upgrade? Into a file of its own, or in the place of what was read; as a normal form. */

import type { Realm } from '../../../model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../../../normalize/normalize-realm.ts';
import { collectInputs } from '../../../sources/collect-inputs.ts';
import { replaceFile, writeFile } from '../../../sources/write-file.ts';
import { loadTables } from '../../../tables/load.ts';
import { normalizeInput } from '../../normalize-input.ts';
import { type Reporter, showFile } from '../../problem-reporter.ts';
import { textInPlace } from '../normalize/in-place.ts';
import { formatOfName, printRealms } from '../normalize/print-realms.ts';
import type { PredictRequest } from './options.ts';
import type { Predicted } from './predict-all.ts';

/** False where it could not be written, which the reporter was told. */
export async function storePredicted(
  { source, out, isInPlace }: PredictRequest,
  { realms }: Predicted,
  reporter: Reporter,
): Promise<boolean> {
  const tables = loadTables();
  const forms = realms.map((realm) => normalizeRealm(realm, tables, DEFAULT_OPTIONS).realm);
  if (out !== undefined) {
    const text = printRealms(forms, forms.length === 1 ? 'single' : 'stream', formatOfName(out), tables);
    return told(await writeFile(out, text), out, reporter);
  }
  return !isInPlace || writeInPlace(source, forms, reporter);
}

async function writeInPlace(source: string, forms: readonly Realm[], reporter: Reporter): Promise<boolean> {
  const tables = loadTables();
  const { inputs, failures } = await collectInputs([source]);
  const [input, another] = inputs;
  for (const failure of failures) reporter.failure(failure);
  if (input === undefined) return false;
  if (another !== undefined) return told('names several files; give one of them, or use --out', source, reporter);
  const normalized = await normalizeInput(input, tables, DEFAULT_OPTIONS);
  const realms = normalized.realms.map((pair, index) => ({ ...pair, after: forms[index] ?? pair.after }));
  const found = textInPlace({ ...normalized, realms }, undefined, tables);
  if ('refusal' in found) return told(found.refusal, source, reporter);
  return told(replaceFile(found.file, found.text), source, reporter);
}

function told(refusal: string | undefined, file: string, reporter: Reporter): boolean {
  if (refusal === undefined) reporter.note(`${showFile(file)} written`);
  else reporter.failure({ file, message: refusal });
  return refusal === undefined;
}
