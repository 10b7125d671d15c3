/** How is a merged realm written where one side at least is a normal form? As a normal form, secrets as the files have them. */

import { without } from '../json/map.ts';
import { emptyObject, isObject, property } from '../json/object.ts';
import { printYaml } from '../json/print-yaml.ts';
import type { Realm, Tables } from '../model.ts';
import { HEADER, normalFormKeyOrder } from '../normalize/key-order.ts';
import { normalizeRealm } from '../normalize/normalize-realm.ts';
import { printNormalForm } from '../normalize/print-normal-form.ts';

/** In which language a normal form is written. */
export type Language = 'json' | 'yaml';

/** `merged` has everything written; `ours` and `theirs` are the files as they were read. */
export function renderNormalForm(
  merged: Realm,
  { left: ours, right: theirs }: { readonly left: Realm; readonly right: Realm },
  language: Language,
  tables: Tables,
): string {
  const areBoth = ours.isNormalForm && theirs.isNormalForm;
  const sample = ours.isNormalForm ? ours : theirs;
  const header = isObject(merged.data[HEADER]) ? without(merged.data[HEADER], ['baseline']) : emptyObject();
  const data = Object.assign(emptyObject(), merged.data, { [HEADER]: header });
  const { realm } = normalizeRealm({ ...merged, isNormalForm: true, data }, tables, {
    defaults: property(sample.data[HEADER], 'baseline') === undefined ? 'keep' : 'strip',
    secrets: areBoth ? 'keep' : 'mask',
    users: 'keep',
  });
  return printAs(realm, language, tables);
}

/** A normal form's text. */
export function printAs(realm: Realm, language: Language, tables: Tables): string {
  return language === 'json' ? printNormalForm(realm, tables) : printYaml(realm.data, normalFormKeyOrder(tables));
}
