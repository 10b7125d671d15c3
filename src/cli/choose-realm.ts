/** Which of several realms does a call mean? The one that is named, or the only one. */

import type { Failure, Realm } from '../model.ts';
import { quoted } from './problem-reporter.ts';

/** Where several could be meant, what the file holds. */
export function chooseRealm(realms: readonly Realm[], name: string | undefined, file: string): Realm | Failure {
  const [found, other] = name === undefined ? realms : realms.filter((realm) => realm.name === name);
  if (found !== undefined && other === undefined) return found;
  const names = realms.map((realm) => quoted(realm.name)).join(', ');
  return { file, message: `holds ${realms.length} realms (${names}); name one with --realm` };
}
