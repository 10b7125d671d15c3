/** Which fields of a realm does an older or newer version not know? To be answered from the baselines of both versions. */

import type { Path, Realm, Tables } from '../model.ts';

/** Fields that `version` refuses, as paths in the realm; undefined while nothing is known of that version. */
export type FieldsUnknownTo = (realm: Realm, version: string, tables: Tables) => readonly Path[] | undefined;

/** Knows no version yet: what a version knows is in its baseline. */
export const fieldsUnknownTo: FieldsUnknownTo = () => undefined;
