/** Which groups has a realm? Since Keycloak 23 a group's children are a list of their own. */

import { without } from '../../json/map.ts';
import { emptyObject, isArray, textProperty } from '../../json/object.ts';
import type { JsonObject } from '../../model.ts';
import { elements, idOf, type Looking, objectsOf, type View } from './view.ts';

export const groupViews: readonly View[] = [
  { keys: ['groups', 'defaultGroups'], role: 'view-users', read: readGroups },
];

const ASIDE = ['access', 'subGroupCount', 'parentId'];

async function readGroups(looking: Looking): Promise<JsonObject> {
  const { session, at } = looking;
  const groups = objectsOf(await session.list(`${at}/groups?briefRepresentation=false`));
  // Without the right to see groups this list is not refused, but empty.
  const byDefault = await elements(session.get(`${at}/default-groups`));
  const defaultGroups = byDefault.flatMap((group) => textProperty(group, 'path') ?? []);
  return {
    groups: await Promise.all(groups.map((group) => withChildren(group, looking))),
    ...(defaultGroups.length > 0 && { defaultGroups }),
  };
}

async function withChildren(group: JsonObject, looking: Looking): Promise<JsonObject> {
  const { session, at } = looking;
  const given = isArray(group.subGroups) ? objectsOf(group.subGroups) : [];
  const isCounted = typeof group.subGroupCount === 'number';
  const isMore = isCounted && given.length < Number(group.subGroupCount);
  const children = isMore
    ? objectsOf(await session.list(`${at}/groups/${idOf(group)}/children?briefRepresentation=false`))
    : given;
  const subGroups = await Promise.all(children.map((child) => withChildren(child, looking)));
  return Object.assign(emptyObject(), without(group, ASIDE), { subGroups });
}
