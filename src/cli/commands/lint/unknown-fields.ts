/** Which fields of a realm does a Keycloak version not know? As problems of its file. */

import { placesOn } from '../../../json/places-on.ts';
import { showPath } from '../../../json/show.ts';
import type { Json, Path, Problem, Realm, Tables } from '../../../model.ts';
import { fieldsUnknownTo } from '../../../restore/unknown-fields.ts';

/** Where nobody names a version, only a file that a person wrote is asked for its own: what a server wrote, it knows. */
export function unknownFields(realm: Realm, toVersion: string | undefined, tables: Tables): readonly Problem[] {
  const version = toVersion ?? (realm.exportKind === 'declared' ? realm.keycloakVersion : undefined);
  const unknown = version === undefined ? undefined : fieldsUnknownTo(realm, version, tables);
  return (unknown?.paths ?? [])
    .filter((path) => !isDropped(path, realm.data, tables))
    .map((path) => ({
      code: 'unknown-field' as const,
      path,
      message: `${showPath(path)} is no field that Keycloak ${version} knows`,
    }));
}

/** What servers wrote once and no importer reads: a normal form leaves it out. */
function isDropped(path: Path, data: Json, { root }: Tables): boolean {
  return placesOn(data, path, root).some((place) => place.volatile !== undefined);
}
