/** Which JSON Patch (RFC 6902) leads from one recorded export to the next? A fixture holds it instead of a second export. */

import rfc6902 from 'rfc6902';
import { makePatch } from '../../src/diff/make-patch.ts';
import { canonicalText } from '../../src/json/print.ts';
import type { Json } from '../../src/model.ts';
import { loadTables } from '../../src/tables/load.ts';

/** Operations that another implementation than ours applies to the same result. */
export function patchOf(before: Json, after: Json) {
  const patch = makePatch(before, after, loadTables().root);
  const copy = structuredClone(before);
  const errors = rfc6902.applyPatch(copy, structuredClone(patch) as never).filter((error) => error !== null);
  if (errors.length > 0 || canonicalText(copy) !== canonicalText(after))
    throw new Error('the patch does not give the export');
  return patch;
}
