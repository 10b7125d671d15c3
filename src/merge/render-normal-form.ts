/** How is a merged realm written where one side at least is a normal form? As a normal form, secrets as the files have them. */

import { without } from '../json/map.ts';
import { emptyObject, isObject, property } from '../json/object.ts';
import type { Realm, Tables } from '../model.ts';
import { HEADER } from '../normalize/key-order.ts';
import { normalizeRealm } from '../normalize/normalize-realm.ts';
import { printNormalForm } from '../normalize/print-normal-form.ts';

/** `merged` has everything written; `ours` and `theirs` are the files as they were read. */
export function renderNormalForm(merged: Realm, ours: Realm, theirs: Realm, tables: Tables): string {
  const areBoth = ours.isNormalForm && theirs.isNormalForm;
  const sample = ours.isNormalForm ? ours : theirs;
  const header = isObject(merged.data[HEADER]) ? without(merged.data[HEADER], ['baseline']) : emptyObject();
  const data = Object.assign(emptyObject(), merged.data, { [HEADER]: header });
  const { realm } = normalizeRealm({ ...merged, isNormalForm: true, data }, tables, {
    defaults: property(sample.data[HEADER], 'baseline') === undefined ? 'keep' : 'strip',
    secrets: areBoth ? 'keep' : 'mask',
    users: 'keep',
  });
  return printNormalForm(realm, tables);
}
