/** Which lines of a normal form are one entity's? Those that `git blame` would show of it, had the file nothing else. */

import { isSection } from '../diff/where.ts';
import { whereIs } from '../diff/where-is.ts';
import { isWithin } from '../entities/address.ts';
import { without } from '../json/map.ts';
import { valueAt } from '../json/path.ts';
import { type KeyOrder, printJson } from '../json/print.ts';
import type { Json, JsonObject, Path, Tables } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import { HEADER, normalFormKeyOrder } from '../normalize/key-order.ts';

export interface EntityText {
  readonly section: string;
  readonly entity: string;
  readonly lines: readonly string[];
}

/** The entities of a normal form's data that the address names: `clients/web-shop`, `roles.client/web~1viewer`, `realm`. */
export function entityTexts(data: JsonObject, address: string, tables: Tables): readonly EntityText[] {
  const order = normalFormKeyOrder(tables);
  const texts: EntityText[] = [];
  for (const { path } of findEntities(data, tables.root)) {
    const { section, entity, path: inside } = whereIs(data, path, tables.root);
    if (inside.length > 0 || !isWithin({ section, entity, path: [] }, address)) continue;
    texts.push({ section, entity, lines: linesAt(data, path, order) });
  }
  const realm = { section: 'realm', entity: String(data.realm ?? ''), path: [] };
  if (texts.length > 0 || !isWithin(realm, address)) return texts;
  const settings = without(data, [...Object.keys(data).filter(isSection), ...DEEPER]);
  return [{ ...realm, lines: printJson(settings, order).split('\n') }];
}

/** What stands in a realm and is no setting of it. */
const DEEPER = [HEADER, 'scopeMappings', 'clientScopeMappings'];

function linesAt(data: JsonObject, path: Path, order: KeyOrder): readonly string[] {
  let inside = order;
  let parent: Json = data;
  for (const [depth, key] of path.entries()) {
    inside = inside.child(String(key), parent);
    parent = valueAt(data, path.slice(0, depth + 1)) ?? null;
  }
  return printJson(parent, inside).split('\n');
}
