/** What does a server fill in for an entity that only names itself? The recorded values, and those that depend on the realm. */

import {
  emptyObject,
  isArray,
  type MutableJsonObject,
  property,
  scalarText,
  textProperty,
  textsIn,
} from '../json/object.ts';
import type { Baseline, JsonObject, Place, Realm, Section, Tables } from '../model.ts';
import { FILLERS, OPENID_CONNECT, type ScopeContext } from './fillers.ts';
import { type FillIn, merge } from './merge.ts';

/** Reads the context from a whole realm. */
export function scopeContextOf(realm: JsonObject): ScopeContext {
  const scopes = isArray(realm.clientScopes) ? realm.clientScopes : [];
  return {
    defaults: textsIn(realm.defaultDefaultClientScopes),
    optionals: textsIn(realm.defaultOptionalClientScopes),
    protocolOf: new Map(
      scopes.map((scope) => [textProperty(scope, 'name') ?? '', textProperty(scope, 'protocol') ?? OPENID_CONNECT]),
    ),
  };
}

/**
 * In an export, a client's lists are those of a new realm or they are written: what one administrator changes in the
 * realm's lists shows there, and not in every client. In a file that a person wrote, an absent list still means what the
 * importer makes of it, from the realm's lists.
 */
export function scopesDecidedBy(
  { exportKind }: Pick<Realm, 'exportKind'>,
  stock: JsonObject,
  stated: () => JsonObject,
): JsonObject {
  return exportKind === 'declared' ? Object.assign(emptyObject(), stock, stated()) : stock;
}

/**
 * What fills in the entities of one realm. Each combination of variants is put together once. `isWritten`: also with what says
 * nothing and stands in every export.
 */
export function fillInFrom(
  baseline: Baseline,
  tables: Tables,
  scopes: ScopeContext,
  { isWritten = false } = {},
): FillIn {
  const known = new Map<string, JsonObject>();
  const everyOf = perSection(({ name, alwaysWritten }) => {
    const every = baseline.kinds[name]?.[EVERY] ?? NOTHING;
    return isWritten ? Object.assign(emptyObject(), alwaysWritten, every) : every;
  });
  const variantsOf = perSection(({ name }) => variantsIn(baseline.kinds[name] ?? {}));
  const recorded = (section: Section, entity: JsonObject): JsonObject => {
    const kinds = baseline.kinds[section.name];
    if (kinds === undefined && !isWritten) return NOTHING;
    const every = everyOf(section);
    const variants = variantsOf(section).filter((variant) => isOfVariant(entity, every, variant));
    let key = section.name;
    for (const { name } of variants) key += `\u0000${name}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const names = variants.map(({ name }) => name);
    const made = together(every, names, { variants: kinds ?? {}, place: placeOf(section, tables.root) });
    known.set(key, made);
    return made;
  };
  return (section, entity) => {
    if (section.bareWith !== undefined && entity[section.bareWith] !== undefined) return NOTHING;
    const defaults = recorded(section, entity);
    return section.filledIn.length === 0 ? defaults : withComputed(entity, defaults, section, scopes);
  };
}

/** Computed at the first entity of each section. */
function perSection<T>(compute: (section: Section) => T): (section: Section) => T {
  const known = new Map<Section, T>();
  return (section) => {
    const found = known.get(section) ?? compute(section);
    known.set(section, found);
    return found;
  };
}

/** The variant that every entity of a section is of. */
export const EVERY = '*';

type Variants = Baseline['kinds'][string];

const NOTHING: JsonObject = Object.freeze(emptyObject());

/** The defaults of every entity, and over them those of each variant that the entity is of. */
function together(
  every: JsonObject,
  names: readonly string[],
  { variants, place }: { readonly variants: Variants; readonly place: Place },
): JsonObject {
  const fillIn: FillIn = () => NOTHING;
  return names.reduce((defaults, name) => merge(defaults, variants[name] ?? NOTHING, { place, fillIn }), every);
}

/** The place of any entity of a section. */
export function placeOf(section: Section, root: Place): Place {
  const keys = (section.at[0] ?? '').split('/');
  return keys.reduce((place, key) => place.child(key, NOTHING), root);
}

/** `protocol=saml`, or several such conditions with commas. */
interface Variant {
  readonly name: string;
  readonly conditions: readonly { readonly key: string; readonly text: string }[];
}

function variantsIn(kinds: Variants): readonly Variant[] {
  const names = Object.keys(kinds).filter((name) => name !== EVERY);
  return names.map((name) => ({
    name,
    conditions: name.split(',').map((condition) => {
      const [key = '', ...text] = condition.split('=');
      return { key, text: text.join('=') };
    }),
  }));
}

function isOfVariant(entity: JsonObject, every: JsonObject, { conditions }: Variant): boolean {
  return conditions.every(({ key, text }) => scalarText(property(entity, key) ?? property(every, key)) === text);
}

/** Over what is recorded, what depends on other fields of the entity. */
function withComputed(
  entity: JsonObject,
  recorded: JsonObject,
  { filledIn }: Section,
  scopes: ScopeContext,
): JsonObject {
  const defaults: MutableJsonObject = Object.assign(emptyObject(), recorded);
  const input = { entity, recorded, scopes };
  for (const [field, filler] of filledIn) {
    const value = FILLERS[filler]?.(input, field);
    if (value === undefined) delete defaults[field];
    else defaults[field] = value;
  }
  return defaults;
}
