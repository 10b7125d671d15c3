/** Which real exports are there to test with? Our own recordings, and other people's where a checkout has them beside it. */

import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');

export const OWN = path.join(ROOT, 'fixtures/realms');
/** Never part of this repository: read where it stands, skipped where it does not. */
export const FOREIGN = path.join(ROOT, '../shared/exports');

/** All files below a folder by code unit; none when the folder is not there. */
export function filesBelow(folder: string): readonly string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|ya?ml)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** A file's text as another reader sees it: UTF-8, or UTF-16 where the file begins like it; without a byte order mark. */
export function textOf(file: string): string {
  const bytes = fs.readFileSync(file);
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
}

export function isMalformed(file: string): boolean {
  return path.basename(path.dirname(file)) === 'malformed';
}

/** Every export that must normalize: ours, then other people's. */
export const GOOD_EXPORTS = [...filesBelow(OWN), ...filesBelow(FOREIGN).filter((file) => !isMalformed(file))].map(
  (file) => ({
    file,
    name: path.relative(path.dirname(file.startsWith(OWN) ? OWN : FOREIGN), file),
  }),
);

/** Of what a law says of every so many exports, a twelfth: the whole of `npm test` is to take about a minute and a half on two cores. */
const SPARSER = 12;

/** True for every so many exports (twelve times `rarity`), from `first` on; for all of them where `LAWS=all` asks for it. */
export function isSampled(index: number, rarity: number, first = 0): boolean {
  return process.env.LAWS === 'all' || index % (rarity * SPARSER) === first;
}
