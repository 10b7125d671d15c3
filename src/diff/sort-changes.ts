/** In which order does a report tell changes? By section, entity and path; in one place what went before what came. */

import { compareText } from '../json/compare.ts';
import type { Change, ChangeKind } from '../model.ts';

/** The realm first, then what logins go through, then people. Other sections follow by name. */
const SECTIONS = [
  'realm',
  'clients',
  'clientScopes',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
  'authorization',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  'identityProviders',
  'identityProviderMappers',
  'roles.realm',
  'roles.client',
  'groups',
  'defaultGroups',
  'userProfile',
  'components',
  'clientPolicies',
  'clientProfiles',
  'organizations',
  'localizationTexts',
  'users',
  'federatedUsers',
];

const KINDS = { renamed: 0, moved: 1, removed: 2, changed: 3, added: 4 } as const satisfies Record<ChangeKind, number>;

export function sortChanges(changes: readonly Change[]): readonly Change[] {
  const keyed = changes.map((change) => ({ change, path: change.path.join('\u0000'), value: valueText(change) }));
  keyed.sort(
    (a, b) =>
      rank(a.change.section) - rank(b.change.section) ||
      compareText(a.change.section, b.change.section) ||
      compareText(a.change.entity, b.change.entity) ||
      compareText(a.path, b.path) ||
      KINDS[a.change.kind] - KINDS[b.change.kind] ||
      compareText(a.value, b.value),
  );
  return keyed.map(({ change }) => change);
}

function rank(section: string): number {
  const place = SECTIONS.indexOf(section);
  return place < 0 ? SECTIONS.length : place;
}

/** Members of sets have no other name than their value. */
function valueText(change: Change): string {
  if (change.secret) return '';
  const value = change.after ?? change.before;
  return typeof value === 'string' ? value : '';
}
