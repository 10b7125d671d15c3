/** Puts `$secret`, or the name of an environment variable, in the place of every secret. Never reads one into a message. */

import { mapArray, mapObject } from '../json/map.ts';
import { isArray, isObject, textProperty } from '../json/object.ts';
import type {
  Json,
  JsonObject,
  Path,
  PathKey,
  Place,
  Problem,
  Realm,
  Step,
  StepContext,
  StepResult,
  Tables,
} from '../model.ts';
import { isSecret, type Secrecy, secrecyOf } from './secrecy.ts';
import { EXPORT_MASK, isKeyed, SECRET } from './secret-keys.ts';
import { nameSecrets, type SecretPlace, type WayName } from './secret-names.ts';

export const maskSecrets: Step = {
  name: 'mask-secrets',
  why: 'full exports hold passwords and keys in clear, and what is once in git stays there',
  run: (realm, context) => mask(realm, context),
};

function mask(realm: Realm, { tables, options }: StepContext): StepResult {
  const exportMasks: Path[] = [];
  const variables = options.secrets === 'env' ? variablesFor(realm, tables) : [];
  let next = 0;
  const data = walkSecrets(realm.data, tables.root, (text, path, names) => {
    if (text === EXPORT_MASK) exportMasks.push(path());
    if (options.secrets === 'env') return `$(env:${variables[next++] ?? ''})`;
    if (text === EXPORT_MASK || text === SECRET) return SECRET;
    if (realm.isNormalForm && isKeyed(text)) return text;
    const secret = realm.isNormalForm ? unescaped(text) : text;
    if (typeof options.secrets === 'function')
      return options.secrets(secret, () => [realm.name, ...names().map((name) => name.text)]);
    return options.secrets === 'keep' ? escaped(secret) : SECRET;
  });
  return { realm: { ...realm, data }, problems: tellExportMasks(exportMasks), secretNames: variables };
}

/** A secret that begins with `$` could be taken for one of our signs. */
function escaped(secret: string): string {
  return secret.startsWith('$') ? `$${secret}` : secret;
}

/** The secret that a normal form keeps. */
export function unescaped(text: string): string {
  return text.startsWith('$$') ? text.slice(1) : text;
}

/** A name for every secret, in the order in which the walk meets them. */
export function variablesFor(realm: Realm, tables: Tables): readonly string[] {
  const found: SecretPlace[] = [];
  walkSecrets(realm.data, tables.root, (text, _, names) => {
    found.push({ names: names() });
    return text;
  });
  return nameSecrets(realm.name, found);
}

/** One line for a file: a partial export holds a mask for every secret. */
function tellExportMasks([path, ...others]: readonly Path[]): readonly Problem[] {
  if (path === undefined) return [];
  const message =
    others.length === 0
      ? "a partial export's mask stands in the place of a secret; an import would take it literally"
      : `a partial export's mask stands in the place of ${others.length + 1} secrets, the first one here; an import would take them literally`;
  return [{ code: 'masked-secret', message, path }];
}

/** Gives the new text for a secret. `names` is the path with entities by name. */
type Replace = (text: string, path: () => Path, names: () => readonly WayName[]) => Json;

/** Which values a walk stops at. */
type IsSought = (value: Json, secrecy: Secrecy) => boolean;

/** One level of the way to a place: its key, and the place and value it was taken from. */
interface Level {
  readonly key: PathKey;
  readonly place: Place;
  readonly owner: Json;
}

/** The data with every secret replaced, in the order of the file; parts without a secret are shared with the input. */
export function walkSecrets(
  data: JsonObject,
  root: Place,
  replace: Replace,
  { isSought = isSecret }: { readonly isSought?: IsSought } = {},
): JsonObject {
  const levels: Level[] = [];
  const path = (): Path => levels.map(({ key }) => key);
  const names = (): readonly WayName[] => levels.flatMap(levelNames);
  const visit = (value: Json, place: Place, secrecy: Secrecy): Json => {
    if (isArray(value)) return visitArray(value, place, secrecy);
    if (isObject(value)) return visitObject(value, place, secrecy);
    return replace(String(value), path, names);
  };
  const visitArray = (array: readonly Json[], place: Place, secrecy: Secrecy): Json => {
    const below = place.child('0', array);
    return mapArray(array, (element, key) =>
      isDone(element, secrecy) ? element : step({ key, place: below, owner: array }, element, secrecy),
    );
  };
  const visitObject = (object: JsonObject, place: Place, secrecy: Secrecy): JsonObject => {
    const above = levels.at(-1)?.key;
    const here = place.within(object);
    return mapObject(object, (value, key) => {
      const child = here.child(key, object);
      const inside = secrecyOf(secrecy, { key, place: child, owner: object, above });
      return isDone(value, inside) ? value : step({ key, place: child, owner: object }, value, inside);
    });
  };
  /** Most values hold nothing and are no secret. */
  const isDone = (value: Json, secrecy: Secrecy): boolean =>
    (typeof value !== 'object' || value === null) && !isSought(value, secrecy);
  const step = (level: Level, value: Json, secrecy: Secrecy): Json => {
    levels.push(level);
    const next = visit(value, level.place, secrecy);
    levels.pop();
    return next;
  };
  return visitObject(data, root, 'none');
}

/** What the level adds to a variable's name: a key, the name of an entity, the number of an element among several. */
function levelNames({ key, place, owner }: Level): readonly WayName[] {
  if (typeof key === 'string' || !isArray(owner)) return [{ text: String(key), isEntity: false }];
  const identity = (place.section?.identity ?? []).flatMap((part) => textProperty(owner[key], part) ?? []);
  if (identity.length > 0) return identity.map((text) => ({ text, isEntity: true }));
  return owner.length === 1 ? [] : [{ text: String(key + 1), isEntity: false }];
}
