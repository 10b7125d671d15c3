/** How do two realms' user profiles differ? Compares the JSON inside the component; no component means the profile that a server has built in. */

import { compareVersions, parseVersion } from '../baseline/choose.ts';
import { isArray, isObject, property } from '../json/object.ts';
import type { ComparedRealm, JsonObject, Tables } from '../model.ts';
import { compareValues } from './compare-values.ts';
import { type At, type Context, type Pair, valueChange } from './comparing.ts';

export const USER_PROFILE = 'org.keycloak.userprofile.UserProfileProvider';

/** Up to 22 the text stood in pieces. */
const KEYS = ['kc.user.profile.config', 'config-piece-0'];

interface Realms {
  readonly before: ComparedRealm;
  readonly after: ComparedRealm;
  readonly tables: Tables;
  readonly context: Context;
}

export function compareUserProfile(components: Pair, { before, after, tables, context }: Realms): void {
  const [old, now] = [profileOf(components.before), profileOf(components.after)];
  const was = old ?? builtIn(before, components.before, tables);
  const is = now ?? builtIn(after, components.after, tables);
  const where = { section: 'userProfile', entity: after.realm.name, path: [] };
  if (was === undefined && is === undefined) return;
  if ((was === undefined && isUnknown(before)) || (is === undefined && isUnknown(after)))
    return context.skip(where, 'unknown');
  const place =
    (is ?? was)?.path.reduce<Pair['place']>((at, key) => at.child(String(key), EMPTY), tables.root) ?? tables.root;
  const nowhere = (at: At): At => ({ value: undefined, path: at.path });
  const pair: Pair = {
    before: was ?? nowhere(components.before),
    after: is ?? nowhere(components.after),
    place,
    where,
  };
  if (was === undefined || is === undefined)
    context.emit(valueChange({ ...pair, before: shown(pair.before), after: shown(pair.after) }));
  else
    compareValues(
      { ...pair, before: shown(was), after: shown(is), isExact: true, place: insideJson(place, is) },
      context,
    );
}

const EMPTY: JsonObject = {};

/** The profile itself instead of the text that holds it. */
function shown({ value, path }: At): At {
  const inside = property(value, '$json');
  return inside === undefined ? { value, path } : { value: inside, path: [...path, '$json'] };
}

function insideJson(place: Pair['place'], { value }: At): Pair['place'] {
  return isObject(value) ? place.child('$json', value) : place;
}

/** Up to 22 a partial export leaves the profile out (measured). */
function isUnknown({ realm }: ComparedRealm): boolean {
  return realm.exportKind !== 'full';
}

/** From 24 on every realm has a profile, which stands in a component only after somebody saved it (26.7.3). */
function builtIn({ baseline }: ComparedRealm, { path }: At, { baselines }: Tables): At | undefined {
  if (baseline === undefined || compareVersions(parseVersion(baseline), [24, 0, 0]) < 0) return undefined;
  const filledIn = baselines.read(baseline).kinds.components?.['providerId=declarative-user-profile'];
  return profileOf({ value: filledIn && [filledIn], path });
}

function profileOf({ value, path }: At): At | undefined {
  const [component] = isArray(value) ? value : [];
  for (const key of KEYS) {
    const texts = property(property(component, 'config'), key);
    const [text] = isArray(texts) ? texts : [];
    if (text !== undefined) return { value: text, path: [...path, 0, 'config', key, 0] };
  }
  return undefined;
}
