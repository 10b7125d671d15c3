/** How many entities did a comparison look at? Those of either side, by section of the report. */

import { emptyObject, isArray, isObject } from '../json/object.ts';
import { memberText } from '../json/print.ts';
import type { JsonObject, Place, Realm } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import { OWN } from './where.ts';

/** Lists of names that are sections too. */
const NAMES = ['defaultDefaultClientScopes', 'defaultOptionalClientScopes', 'defaultGroups'];

/** `apart`: entities that both sides have and neither holds here. */
export function countEntities(
  before: JsonObject,
  after: JsonObject,
  root: Place,
  apart: Realm['apart'] = {},
): { readonly [section: string]: number } {
  const [old, now] = [namesIn(before, root), namesIn(after, root)];
  const counts = emptyObject() as { [section: string]: number };
  for (const section of [...new Set([...old.keys(), ...now.keys(), ...Object.keys(apart)])].sort()) {
    const named = new Set([...(old.get(section) ?? []), ...(now.get(section) ?? [])]).size;
    if (named + (apart[section] ?? 0) > 0) counts[section] = named + (apart[section] ?? 0);
  }
  return counts;
}

function namesIn(data: JsonObject, root: Place): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (section: string, name: string) => {
    const known = names.get(section);
    if (known === undefined) names.set(section, [name]);
    else known.push(name);
  };
  for (const { section, identity, naturalKey, path, value } of findEntities(data, root)) {
    const isTopLevelFlow = section.name === 'authenticationFlows' && value.topLevel === true;
    if (isTopLevelFlow) add(section.name, naturalKey);
    else if (OWN.has(section.name) && !path.includes('subComponents')) {
      add(section.name, [...path.filter((key) => typeof key === 'string'), naturalKey, ...identity].join('\u0000'));
    }
  }
  for (const key of NAMES) for (const name of isArray(data[key]) ? data[key] : []) add(key, memberText(name));
  if (isObject(data.localizationTexts))
    for (const locale of Object.keys(data.localizationTexts)) add('localizationTexts', locale);
  return names;
}
