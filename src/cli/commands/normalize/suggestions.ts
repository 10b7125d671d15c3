/** With which version may a realm have been made? Only a suggestion: a form that changes as a whole with one edit would be none. */

import type { Realm, Tables } from '../../../model.ts';
import { suggestLineage } from '../../../upgrade/suggest-lineage.ts';
import { showFile } from '../../problem-reporter.ts';
import type { NormalizeRequest } from './options.ts';

/** A sentence for each realm that an older server made, where nobody said so and defaults are left out. */
export function suggestionsFor(
  realms: readonly { readonly before: Realm }[],
  file: string,
  { options }: Pick<NormalizeRequest, 'options'>,
  tables: Tables,
): readonly string[] {
  if (options.madeWith !== undefined || options.defaults !== 'strip') return [];
  return realms.flatMap(({ before }) => {
    const suggested = suggestLineage(before, tables);
    if (suggested === undefined) return [];
    const { madeWith, row } = suggested;
    const major = row.before.replace(/\.0\.0$/, '').replace(/\.0$/, '');
    return [
      `${showFile(file)}: realm ${before.name} was made before Keycloak ${major} (${row.sign}); --made-with ${madeWith} leaves out what older versions left behind`,
    ];
  });
}
