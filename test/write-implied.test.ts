/** Is a value that only the realm's own version takes for absence written for another one? No row of ours ends yet, so the rows are made up. */

import { expect, it } from 'vitest';
import { emptyObject } from '../src/json/object.ts';
import type { Implied, Realm } from '../src/model.ts';
import { writeImplied } from '../src/normalize/write-implied.ts';
import { impliedByVersion } from '../src/tables/implied.ts';
import { loadTables } from '../src/tables/load.ts';

const row = (more: Partial<Implied>): Implied => ({
  section: 'identityProviders',
  at: 'config/syncMode',
  value: 'LEGACY',
  when: [],
  realm: [],
  source: 'made up',
  ...more,
});

const realm = (providers: readonly object[]): Realm => ({
  name: 'acme',
  keycloakVersion: '24.0.5',
  exportKind: 'full',
  isNormalForm: true,
  origins: [],
  data: Object.assign(emptyObject(), { realm: 'acme', identityProviders: providers }),
});

const written = (rows: readonly Implied[], providers: readonly object[]) => {
  const tables = { root: loadTables().root, impliedIn: impliedByVersion(rows) };
  return writeImplied(realm(providers), '26.7.3', tables).data.identityProviders;
};

it('is, where nothing stands', () => {
  const rows = [row({ until: '25.0.0' })];
  expect(written(rows, [{ alias: 'corp' }])).toEqual([{ alias: 'corp', config: { syncMode: 'LEGACY' } }]);
  const own = [{ alias: 'corp', config: { syncMode: 'FORCE' } }];
  expect(written(rows, own)).toEqual(own);
});

it('is not, where the row holds for both versions, or for neither', () => {
  const providers = [{ alias: 'corp' }];
  expect(written([row({})], providers)).toEqual(providers);
  expect(written([row({ from: '26.0.0' })], providers)).toEqual(providers);
  expect(written([row({ until: '23.0.0' })], providers)).toEqual(providers);
});

it('is the value of the field that stands in for it', () => {
  const rows = [row({ until: '25.0.0', at: 'displayName', as: 'alias', value: '' })];
  expect(written(rows, [{ alias: 'corp' }])).toEqual([{ alias: 'corp', displayName: 'corp' }]);
});
