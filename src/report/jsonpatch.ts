/** Which operations turn the normal form of the one side into that of the other? RFC 6902; a secret's value is never in it. */

import type { Json, PatchOperation, Report } from '../model.ts';
import { writeJson } from './json.ts';
import type { ReportOptions } from './reporter.ts';

/** A comparison made the patches, from the documents that they apply to: `normalize --defaults keep` prints those. */
export const jsonpatch = {
  about: 'a JSON Patch (RFC 6902) from the one to the other',
  extension: 'json',
  render: (_: readonly Report[], { patches = [] }: ReportOptions): string => {
    const values = patches.map((patch): Json => patch.map((operation: PatchOperation): Json => ({ ...operation })));
    const [only] = values;
    return writeJson(values.length === 1 && only !== undefined ? only : values);
  },
};
