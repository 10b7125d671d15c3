/** What are the examples of a rule? Few calls ask, so the build packs all of them into a file of their own. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { property, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import { ifThere } from './find-in-rules.ts';
import { readCatalogue } from './load-rules.ts';

/** As the rule's file has them; undefined where the catalogue has no such rule. */
export function readExamples(id: string): Json | undefined {
  const packed = ifThere(() => readFileSync(fileURLToPath(new URL('./examples.json.gz', import.meta.url))));
  if (packed !== undefined) return property(JSON.parse(gunzipSync(packed).toString()), id);
  const file = readCatalogue().files.find((each) => textProperty(each.json, 'id') === id);
  return property(file?.json, 'examples');
}
