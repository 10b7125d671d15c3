/** How does `restore` tell which secrets are missing and what an import will do? Lines for people; never a secret. */

import { groupBy } from '../../../json/group-by.ts';
import { largest } from '../../../json/largest.ts';
import { property, textProperty } from '../../../json/object.ts';
import { valueAt } from '../../../json/path.ts';
import { printable, shorten } from '../../../json/show.ts';
import type { ImportEffect, ImportEffectKind, Json, Path, Realm } from '../../../model.ts';
import type { ImportNote } from '../../../restore/import-effects.ts';
import type { MissingSecret } from '../../../restore/restore-realm.ts';

/** One line a secret: its variable, and where it belongs. */
export function listSecrets(missing: readonly MissingSecret[]): readonly string[] {
  const width = largest(missing.map(({ variable }) => variable.length));
  return missing.map(({ variable, pointer }) => `    ${variable.padEnd(width)}  ${printable(pointer)}`);
}

const VERBS: { readonly [effect in ImportEffectKind]: string } = {
  adds: 'adds',
  sets: 'sets',
  includes: 'adds to',
  generates: 'makes up',
  'adds-service-account': 'adds a service account',
  creates: 'creates',
  ignores: 'ignores',
  keeps: 'keeps',
  refuses: 'refuses',
};

/** One line for each reason: what an import does, to what, and why. */
export function describeNotes(notes: readonly ImportNote[], realm: Realm): readonly string[] {
  const groups = groupBy(notes, ({ effect, paths }) => JSON.stringify([effect.effect, effect.why, paths]));
  const server = realm.keycloakVersion === undefined ? 'Keycloak' : `Keycloak ${shorten(realm.keycloakVersion, 20)}`;
  return [...groups.values()].map((group) => {
    const [first] = group;
    return first === undefined ? '' : `${server} ${sentence(first, group, realm)}: ${first.effect.why}`;
  });
}

function sentence({ effect, paths }: ImportNote, group: readonly ImportNote[], realm: Realm): string {
  if (effect.defect?.missing !== undefined) return `${VERBS[effect.effect]} ${namesMissing(effect, paths, realm)}`;
  const fields = group.flatMap(({ effect: { field } }) => field ?? []).join(', ');
  const owners = paths.map((path) => nameAt(realm.data, path));
  const shown = firstThree(owners);
  const what = [VERBS[effect.effect], fields].filter((word) => word !== '').join(' ');
  if (shown === '') return what;
  return `${what}${fields === '' && effect.effect === 'refuses' ? '' : prepositionOf(effect)} ${shown}`;
}

/** `"gone" of "everyone"` */
function namesMissing({ defect }: ImportEffect, paths: readonly Path[], realm: Realm): string {
  const each = paths.map((path) => {
    const isKey = defect?.missing?.form === 'key';
    const name = isKey ? path.at(-1) : valueAt(realm.data, path);
    const owner = nameAt(realm.data, path.slice(0, -1));
    return `"${shorten(String(name))}"${owner === '' ? '' : ` of ${owner}`}`;
  });
  return firstThree(each);
}

function firstThree(names: readonly string[]): string {
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
}

function prepositionOf({ effect }: ImportEffect): string {
  return effect === 'adds' || effect === 'adds-service-account' ? ' to' : ' of';
}

const NAME_KEYS = ['clientId', 'alias', 'username', 'name'] as const;

/** `web-shop` for a client; the names on the way for what is inside of one: `web-shop/Default Policy`. */
function nameAt(data: Json, path: Path): string {
  let value: Json | undefined = data;
  const names: string[] = [];
  for (const key of path) {
    value = Array.isArray(value) ? value[Number(key)] : property(value, String(key));
    const name = NAME_KEYS.map((key) => textProperty(value, key)).find((text) => text !== undefined);
    if (typeof key === 'number' && name !== undefined) names.push(name);
  }
  return names.length === 0 ? '' : `"${shorten(names.join('/'))}"`;
}
