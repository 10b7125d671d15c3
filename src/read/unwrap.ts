/** Where are the realms in a document? Takes them out of arrays and of Kubernetes' custom resources, lists, ConfigMaps and Secrets. */

import { isArray, isObject, property, textProperty } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { Container, JsonObject } from '../model.ts';
import { unwrapEntries } from './entries.ts';
import { type Found, type Here, joinFound, NOTHING, nameOf, refuse, refuseForeign } from './found.ts';
import type { ParsedDocument } from './parse-document.ts';

/** The realms of one document. */
export async function unwrapDocument({ document, value, problems }: ParsedDocument): Promise<Found> {
  const found = await unwrap({ document, value, path: [] });
  const realms = found.realms.map((realm) => (realm.document === document ? { ...realm, problems } : realm));
  return { ...found, realms };
}

async function unwrap(here: Here): Promise<Found> {
  const { value } = here;
  if (isArray(value)) return unwrapArray(here, value);
  if (!isObject(value)) return refuseForeign(here);
  const kind = textProperty(value, 'kind');
  if (kind === undefined || property(value, 'realm') !== undefined) return unwrapRealm(here, value, 'realm');
  switch (kind) {
    case 'KeycloakRealmImport':
    case 'KeycloakRealm': // the operator before Keycloak 20; its realm stands in the same place
      return unwrapCustomResource(here, value);
    case 'List':
      return unwrapList(here, value);
    case 'ConfigMap':
      return unwrapEntries(here, value, { container: 'config-map', unwrapDocument });
    case 'Secret':
      return unwrapEntries(here, value, { container: 'secret', unwrapDocument });
    default:
      return refuseForeign(here, `a Kubernetes object of kind ${shorten(kind, 40)}`);
  }
}

async function unwrapRealm(here: Here, data: JsonObject, container: Container): Promise<Found> {
  const name = property(data, 'realm');
  if (name === undefined) return refuseForeign(here);
  if (typeof name !== 'string' || name === '') {
    const at = { ...here, path: [...here.path, 'realm'] };
    return refuse(at, `expected the name of a realm in "realm", found ${nameOf(name)}: write the name as a text`);
  }
  const { document, path } = here;
  const misfit = misfitOfHeader(property(data, '$realmdiff'));
  if (misfit !== undefined) return refuse({ ...here, path: [...path, '$realmdiff'] }, misfit);
  return { ...NOTHING, realms: [{ container, data, document, path, problems: [] }] };
}

/** What was read from a server bears a header that says what is unknown; it is no normal form yet. */
export function isRawLive(header: Here['value'] | undefined): boolean {
  return property(header, 'normalForm') === 0 && property(header, 'export') === 'live';
}

/** Why this realmdiff cannot read a file with such a `$realmdiff` header. */
function misfitOfHeader(header: Here['value'] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const version = property(header, 'normalForm');
  if (version === 1 || isRawLive(header)) return undefined;
  if (typeof version === 'number' && version > 1)
    return `expected "normalForm": 1, found ${version}: the file was written by a newer realmdiff, update this one`;
  const found = version === undefined ? 'none' : nameOf(version);
  return `expected "normalForm": 1 in the "$realmdiff" header, found ${found}: restore the header, or remove it`;
}

/** Among realms something else is a mistake; an array without any object is as a whole no export. */
async function unwrapArray(here: Here, array: readonly Here['value'][]): Promise<Found> {
  if (!array.some(isObject)) return refuseForeign(here);
  const parts = array.map((value, index) => unwrap({ ...here, value, path: [...here.path, index] }));
  const { realms, failures, foreign } = joinFound(await Promise.all(parts));
  return { realms: realms.map(inContainer('array')), failures: [...failures, ...foreign], foreign: [] };
}

async function unwrapCustomResource(here: Here, resource: JsonObject): Promise<Found> {
  const realm = property(property(resource, 'spec'), 'realm');
  const path = [...here.path, 'spec', 'realm'];
  if (isObject(realm) && property(realm, 'realm') !== undefined)
    return unwrapRealm({ ...here, value: realm, path }, realm, 'custom-resource');
  const found = realm === undefined ? 'none' : nameOf(realm);
  return refuse({ ...here, path }, `expected a realm (an object with "realm") under spec.realm, found ${found}`);
}

async function unwrapList(here: Here, list: JsonObject): Promise<Found> {
  const items = property(list, 'items');
  if (!isArray(items)) return refuseForeign(here, 'a Kubernetes List without items');
  const parts = items.map((value, index) => unwrap({ ...here, value, path: [...here.path, 'items', index] }));
  const found = joinFound(await Promise.all(parts));
  if (items.length === 0) return refuseForeign(here, 'an empty Kubernetes List');
  return { ...found, realms: found.realms.map(inContainer('custom-resource')) };
}

/** What a realm stands in directly says more than what that stands in. */
function inContainer(container: Container): (realm: Found['realms'][number]) => Found['realms'][number] {
  return (realm) => (realm.container === 'realm' ? { ...realm, container } : realm);
}
