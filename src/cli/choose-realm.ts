/** Which of several realms does a call mean? The one that is named, or the only one. */

import { printable } from '../json/show.ts';
import type { Failure, Realm } from '../model.ts';

/** Where several could be meant, what the file holds. */
export function chooseRealm(realms: readonly Realm[], name: string | undefined, file: string): Realm | Failure {
  const [found, other] = name === undefined ? realms : realms.filter((realm) => realm.name === name);
  if (found !== undefined && other === undefined) return found;
  const names = realms.map((realm) => realm.name).join(', ');
  return { file, message: `holds ${realms.length} realms (${printable(names)}); name one with --realm` };
}
