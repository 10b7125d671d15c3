/** How does a realm look that no server wrote? Values of another type, keys that objects have by themselves, any subset of what the tables name. */

import type { Section } from '../../src/model.ts';
import { MARKING } from '../../src/tables/columns.ts';
import type { Dice } from './shuffle.ts';

const ODD = [
  null,
  '',
  'text',
  'true',
  '12',
  0,
  12,
  -1,
  true,
  false,
  [],
  [[]],
  ['a'],
  [null],
  {},
  { a: 1 },
  { a: null },
];

/** The value with about one in `rarity` of its parts replaced by something of another kind. */
export function swapTypes(value: unknown, rarity: number, dice: Dice): unknown {
  if (dice(rarity) === 0) return structuredClone(ODD[dice(ODD.length)]);
  if (Array.isArray(value)) return value.map((each) => swapTypes(each, rarity, dice));
  if (typeof value !== 'object' || value === null) return value;
  const KEPT = new Set(['realm', 'keycloakVersion']);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, KEPT.has(key) ? each : swapTypes(each, rarity, dice)]),
  );
}

const OWN_KEYS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', '$absent', '$json', 'valueOf'];

/** JSON text with keys that every object of JavaScript has, in every map. */
export function plantOwnKeys(value: unknown, dice: Dice): string {
  if (Array.isArray(value)) return `[${value.map((each) => plantOwnKeys(each, dice)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const key = OWN_KEYS[dice(OWN_KEYS.length)];
  const planted = [`"${key}":${['null', '{}', '"text"', '[]', 'true'][dice(5)]}`];
  const members = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${plantOwnKeys(each, dice)}`);
  return `{${[...members, ...planted].join(',')}}`;
}

/** A realm with any subset of the keys that the rows name, some of them odd. */
export function realmOf(sections: readonly Section[], version: string | undefined, dice: Dice): unknown {
  const realm: Record<string, unknown> = { realm: 'acme', ...(version !== undefined && { keycloakVersion: version }) };
  for (const section of sections) {
    for (const at of section.at) {
      if (dice(5) > 1) continue;
      for (let count = 1 + dice(2); count > 0; count--)
        place(
          realm,
          at.split('/').filter((each) => each !== ''),
          section,
          dice,
        );
    }
  }
  return realm;
}

/** Puts an entity where the pattern leads. */
function place(
  owner: Record<string, unknown>,
  [segment, ...rest]: readonly string[],
  section: Section,
  dice: Dice,
): void {
  if (segment === undefined) {
    Object.assign(owner, entityOf(section, dice));
    return;
  }
  const key = segment === '*' ? `key${dice(3)}` : segment.replace('*', 'any');
  const isList = rest[0] === '*' && !isMapOf(segment);
  if (isList) {
    const list = Array.isArray(owner[key]) ? (owner[key] as unknown[]) : [];
    owner[key] = list;
    const element: Record<string, unknown> = {};
    list.push(element);
    place(element, rest.slice(1), section, dice);
    return;
  }
  const inside = typeof owner[key] === 'object' && owner[key] !== null && !Array.isArray(owner[key]) ? owner[key] : {};
  owner[key] = inside;
  place(inside as Record<string, unknown>, rest, section, dice);
}

/** These hold lists by name. */
function isMapOf(segment: string): boolean {
  return ['components', 'client', 'application', 'clientScopeMappings', 'applicationScopeMappings', 'config'].includes(
    segment,
  );
}

/** All that a row says of places below its entities, whatever the column. */
function patternsOf(section: Section): readonly string[] {
  return MARKING.flatMap(({ name, marks }) => marks(section[name]).map(([pattern]) => pattern));
}

function entityOf(section: Section, dice: Dice): Record<string, unknown> {
  const entity: Record<string, unknown> = {};
  for (const key of section.identity) if (dice(6) > 0) entity[key] = `${key}${dice(3)}`;
  const patterns = patternsOf(section);
  for (const pattern of patterns) {
    if (dice(4) > 0) continue;
    const [first = '', second] = pattern.replaceAll('*', 'x').split('/');
    const value = structuredClone(ODD[dice(ODD.length)]);
    if (second === undefined) entity[first] = value;
    else entity[first] = { ...(typeof entity[first] === 'object' ? (entity[first] as object) : {}), [second]: value };
  }
  return entity;
}
