/** What do people call the parts of a report? Sections, symbols, severities, directions, counts. Words only. */

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

/** The contract's sections, in the order in which people read them. */
const SECTIONS: { readonly [section: string]: Partial<SectionWords> & { readonly title: string } } = {
  realm: { title: 'realm settings', short: 'realm', plural: 'realm settings', isNamed: false },
  clients: { title: 'client', identity: 'clientId' },
  authenticationFlows: { title: 'authentication flow', short: 'flow', plural: 'flows', identity: 'alias' },
  authenticatorConfig: { title: 'authenticator config', identity: 'alias' },
  requiredActions: { title: 'required action', identity: 'alias' },
  'roles.realm': { title: 'realm role', short: 'role' },
  'roles.client': { title: 'client role', short: 'role' },
  clientScopes: { title: 'client scope' },
  defaultDefaultClientScopes: { title: 'default client scope' },
  defaultOptionalClientScopes: { title: 'optional client scope' },
  groups: { title: 'group' },
  defaultGroups: { title: 'default group' },
  identityProviders: { title: 'identity provider', identity: 'alias' },
  identityProviderMappers: { title: 'identity provider mapper', short: 'mapper' },
  components: { title: 'component' },
  userProfile: { title: 'user profile', plural: 'user profiles', isNamed: false },
  authorization: { title: 'authorization of client', short: 'authorization', plural: 'authorization services' },
  clientPolicies: { title: 'client policy', plural: 'client policies' },
  clientProfiles: { title: 'client profile' },
  organizations: { title: 'organization', identity: 'alias' },
  localizationTexts: { title: 'localization', short: 'localization', plural: 'localizations' },
  users: { title: 'user', identity: 'username' },
  federatedUsers: { title: 'federated user', identity: 'id' },
};

const ORDER: ReadonlyMap<string, number> = new Map(Object.keys(SECTIONS).map((name, index) => [name, index]));

export function wordsOf(section: string): SectionWords {
  const known = Object.hasOwn(SECTIONS, section) ? SECTIONS[section] : undefined;
  const title = known?.title ?? section;
  const defaults = { short: title, plural: known === undefined ? section : `${title}s`, identity: 'name' };
  return { ...defaults, isNamed: true, ...known, title };
}

/** Where a section stands among the others; what nobody knows stands last. */
export function sectionRank(section: string): number {
  return ORDER.get(section) ?? ORDER.size;
}

export type ChangeSymbol = '+' | '~' | '-' | '>';

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
