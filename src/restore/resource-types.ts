/** Of which type is a resource of admin permissions version 2? Told by the permissions that name it, and by its scopes. */

import { elementsOf, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import { typesOfResources } from '../normalize/fgap.ts';

/**
 * The type of one resource of a client. A client, a role and a user may share one name, and then three resources do: each
 * has the scopes of its type, which the resource that stands for the whole type lists, too.
 */
export function typeOfResource(client: JsonObject, resource: Json | undefined): string | undefined {
  const name = textProperty(resource, 'name') ?? '';
  const types = [...new Set(typesOfResources(client).get(name) ?? [])];
  if (types.length < 2) return types[0];
  const resources = property(property(client, 'authorizationSettings'), 'resources');
  const all = elementsOf(resources);
  const scopesOfType = (type: string): string => scopesOf(all.find((each) => textProperty(each, 'name') === type));
  const namesakes = all.filter((each) => textProperty(each, 'name') === name);
  const taken = new Map<Json, string>();
  for (const namesake of namesakes) {
    const free = types.filter((type) => ![...taken.values()].includes(type));
    const type = free.find((each) => scopesOfType(each) === scopesOf(namesake)) ?? free[0];
    if (type !== undefined) taken.set(namesake, type);
  }
  return resource === undefined ? undefined : taken.get(resource);
}

function scopesOf(resource: Json | undefined): string {
  const scopes = property(resource, 'scopes');
  const names = elementsOf(scopes).map((scope) => textProperty(scope, 'name') ?? '');
  return JSON.stringify(names.sort());
}
