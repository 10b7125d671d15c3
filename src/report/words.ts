/** What do people call the parts of a report? Sections, symbols, severities, directions, counts. Words only. */

import { TITLES } from '../entities/titles.ts';
import type { ChangeKind, Direction, Severity } from '../model.ts';

export interface SectionWords {
  /** `authentication flow`: in titles. */
  readonly title: string;
  /** `flow`: in lines. */
  readonly short: string;
  readonly plural: string;
  /** The property that holds the name, where it is not `name`. */
  readonly identity: string;
  /** False where the section is one thing, so that its entity has no name. */
  readonly isNamed: boolean;
}

/** Where the words are others than the title tells. */
const OTHER_WORDS: { readonly [section: string]: Partial<SectionWords> } = {
  realm: { short: 'realm', plural: 'realm settings', isNamed: false },
  clients: { identity: 'clientId' },
  authenticationFlows: { short: 'flow', plural: 'flows', identity: 'alias' },
  authenticatorConfig: { identity: 'alias' },
  requiredActions: { identity: 'alias' },
  'roles.realm': { short: 'role' },
  'roles.client': { short: 'role' },
  identityProviders: { identity: 'alias' },
  identityProviderMappers: { short: 'mapper' },
  userProfile: { plural: 'user profiles', isNamed: false },
  authorization: { short: 'authorization', plural: 'authorization services' },
  clientPolicies: { plural: 'client policies' },
  organizations: { identity: 'alias' },
  localizationTexts: { short: 'localization', plural: 'localizations' },
  users: { identity: 'username' },
  federatedUsers: { identity: 'id' },
};

const ORDER: ReadonlyMap<string, number> = new Map(Object.keys(TITLES).map((name, index) => [name, index]));

export function wordsOf(section: string): SectionWords {
  const known = Object.hasOwn(TITLES, section) ? TITLES[section] : undefined;
  const title = known ?? section;
  const defaults = { short: title, plural: known === undefined ? section : `${title}s`, identity: 'name' };
  const others = Object.hasOwn(OTHER_WORDS, section) ? OTHER_WORDS[section] : {};
  return { ...defaults, isNamed: true, ...others, title };
}

/** Where a section stands among the others; what nobody knows stands last. */
export function sectionRank(section: string): number {
  return ORDER.get(section) ?? ORDER.size;
}

/** `!` is no change but something that is wrong. */
export type ChangeSymbol = '+' | '~' | '-' | '>' | '!';

export const SYMBOL_OF = {
  added: '+',
  changed: '~',
  removed: '-',
  renamed: '>',
  moved: '>',
} as const satisfies Record<ChangeKind, ChangeSymbol>;

export const LEGEND: readonly (readonly [ChangeSymbol, string])[] = [
  ['+', 'added'],
  ['~', 'changed'],
  ['-', 'removed'],
  ['>', 'moved or renamed'],
  ['!', 'finding'],
];

/** The worst first. */
export const SEVERITIES = ['high', 'medium', 'low', 'info'] as const satisfies readonly Severity[];

/** The most pressing first. What is cosmetic is not worth a word. */
export const DIRECTIONS = ['breaks', 'weakens', 'tightens'] as const satisfies readonly Direction[];

/** Sorts before (negative) where `a` is worse. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** `HIGH breaks, weakens`. */
export function severityLabel(severity: Severity, directions: readonly Direction[]): string {
  const told = DIRECTIONS.filter((direction) => directions.includes(direction)).join(', ');
  return told === '' ? severity.toUpperCase() : `${severity.toUpperCase()} ${told}`;
}

/** 1102 is `1,102`, on every machine. */
export function showNumber(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 client`, `31 clients`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${showNumber(value)} ${value === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  const [last] = parts.slice(-1);
  return parts.length < 2 ? (last ?? '') : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
