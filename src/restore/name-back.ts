/** Which generated names were replaced by stable ones, and what do they become? The default role of an old database, and random config aliases. */

import { deterministicId } from '../json/deterministic-id.ts';
import { emptyObject, isArray, property, textProperty } from '../json/object.ts';
import type { Realm } from '../model.ts';
import { renameConfigAliases, stableNames } from '../normalize/name-configs.ts';
import { DEFAULT_ROLE, renameTexts } from '../normalize/name-default-role.ts';

/** `$defaultRole` becomes `default-roles-` and an id that the realm carries, so that it is recognized again. */
export function nameDefaultRoleBack(realm: Realm): Realm {
  if (textProperty(property(realm.data, 'defaultRole'), 'name') !== DEFAULT_ROLE) return realm;
  const id = textProperty(realm.data, 'id') ?? deterministicId([realm.name, 'realm', realm.name, realm.exportKind]);
  const name = `default-roles-${id}`;
  const renames = new Map([
    [DEFAULT_ROLE, name],
    [`\${role_${DEFAULT_ROLE}}`, `\${role_${name}}`],
  ]);
  return { ...realm, data: Object.assign(emptyObject(), renameTexts(realm.data, renames), { id }) };
}

/** `$browser/auth-otp-form` becomes a UUID again. An alias that would not come back as it is stays. */
export function nameConfigsBack(realm: Realm): Realm {
  const { authenticatorConfig: configs, authenticationFlows: flows } = realm.data;
  if (!isArray(configs) || !isArray(flows)) return realm;
  const aliases = configs
    .map((config) => textProperty(config, 'alias') ?? '')
    .filter((alias) => /^\$.+\//s.test(alias));
  const stable = stableNames(new Set(aliases), flows);
  const random = aliases
    .filter((alias) => stable.get(alias) === alias)
    .map((alias) => [alias, deterministicId([realm.name, 'authenticatorConfig', alias])] as const);
  return random.length === 0 ? realm : renameConfigAliases(realm, new Map(random));
}
