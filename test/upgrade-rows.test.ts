/** Does each row of `rules/upgrades/` do what it says? Rows that no recording exercises, on small realms; and all of them as a table. */

import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { baselineFor } from '../src/baseline/placeholders.ts';
import { emptyObject } from '../src/json/object.ts';
import type { Json, JsonObject } from '../src/model.ts';
import { loadTables } from '../src/tables/load.ts';
import { parseUpgrades, upgradeName } from '../src/tables/upgrade-rows.ts';
import { applyRow } from '../src/upgrade/apply-row.ts';
import { predictRealm } from '../src/upgrade/predict.ts';
import { rowsBetween } from '../src/upgrade/upgrade-realm.ts';
import { readRealm, recordedHops } from './upgrade-recordings.ts';

const tables = loadTables();
const RULES = path.resolve('rules');

interface Small {
  readonly row: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const same = (row: string, realm: JsonObject): Small => ({ row, before: realm, after: realm });
const scope = (attributes: JsonObject): JsonObject => ({ clientScopes: [{ name: 'account', attributes }] });

const SMALL: readonly Small[] = [
  {
    row: '18.0.0/acr-scope',
    before: {
      clientScopes: [],
      defaultDefaultClientScopes: ['email'],
      clients: [
        { clientId: 'web', protocol: 'openid-connect', defaultClientScopes: ['email'] },
        { clientId: 'api', protocol: 'openid-connect', bearerOnly: true },
        { clientId: 'sp', protocol: 'saml', defaultClientScopes: [] },
      ],
    },
    after: {
      clientScopes: [expect.objectContaining({ name: 'acr', protocol: 'openid-connect' })] as never,
      defaultDefaultClientScopes: ['acr', 'email'],
      clients: [
        { clientId: 'web', protocol: 'openid-connect', defaultClientScopes: ['acr', 'email'] },
        { clientId: 'api', protocol: 'openid-connect', bearerOnly: true },
        { clientId: 'sp', protocol: 'saml', defaultClientScopes: [] },
      ],
    },
  },
  same('18.0.0/acr-scope', {
    clientScopes: [{ name: 'acr' }],
    clients: [{ clientId: 'web', protocol: 'openid-connect' }],
  }),
  {
    row: '19.0.0/post-logout-redirects',
    before: {
      clients: [
        { clientId: 'web', redirectUris: ['https://web.example/*'] },
        { clientId: 'own', redirectUris: ['/'], attributes: { 'post.logout.redirect.uris': '/bye' } },
        { clientId: 'none', redirectUris: [] },
      ],
    },
    after: {
      clients: [
        { clientId: 'web', redirectUris: ['https://web.example/*'], attributes: { 'post.logout.redirect.uris': '+' } },
        { clientId: 'own', redirectUris: ['/'], attributes: { 'post.logout.redirect.uris': '/bye' } },
        { clientId: 'none', redirectUris: [] },
      ],
    },
  },
  { row: '21.0.0/admin-theme', before: { adminTheme: 'rh-sso' }, after: { adminTheme: 'keycloak.v2' } },
  same('21.0.0/admin-theme', { adminTheme: 'ours' }),
  { row: '22.0.5/account-theme', before: { accountTheme: 'keycloak' }, after: { accountTheme: 'keycloak.v2' } },
  {
    row: '24.0.2/terms-and-conditions-of-federated-users',
    before: {
      federatedUsers: [
        { id: 'a', requiredActions: ['terms_and_conditions'] },
        { id: 'b', requiredActions: [] },
      ],
    },
    after: {
      federatedUsers: [
        { id: 'a', requiredActions: ['TERMS_AND_CONDITIONS'] },
        { id: 'b', requiredActions: [] },
      ],
    },
  },
  {
    row: '26.0.0/hide-on-login',
    before: {
      identityProviders: [{ alias: 'a', config: { 'kc.org': '$acme', 'kc.org.broker.public': 'false', x: '1' } }],
    },
    after: { identityProviders: [{ alias: 'a', organizationId: '$acme', hideOnLogin: true, config: { x: '1' } }] },
  },
  {
    row: '26.6.0/organization-step-of-bound-flow',
    before: {
      realm: 'acme',
      browserFlow: 'ours',
      authenticationFlows: [
        {
          alias: 'ours',
          topLevel: true,
          authenticationExecutions: [{ authenticator: 'auth-cookie' }, { flowAlias: 'ours forms' }],
        },
        { alias: 'ours forms', authenticationExecutions: [] },
      ],
    },
    after: {
      realm: 'acme',
      browserFlow: 'ours',
      authenticationFlows: [
        {
          alias: 'ours',
          topLevel: true,
          authenticationExecutions: [
            { authenticator: 'auth-cookie' },
            { authenticatorFlow: true, flowAlias: 'Organization', requirement: 'ALTERNATIVE' },
            { flowAlias: 'ours forms' },
          ],
        },
        { alias: 'ours forms', authenticationExecutions: [] },
        expect.objectContaining({ alias: 'Browser - Conditional Organization' }) as never,
        expect.objectContaining({ alias: 'Organization' }) as never,
      ],
    },
  },
  same('26.6.1/organization-step', {
    realm: 'acme',
    authenticationFlows: [
      { alias: 'browser', authenticationExecutions: [{ flowAlias: 'below' }] },
      { alias: 'below', authenticationExecutions: [{ authenticator: 'organization' }] },
    ],
  }),
  same('26.6.1/organization-step', {
    realm: 'master',
    authenticationFlows: [{ alias: 'browser', authenticationExecutions: [] }],
  }),
  {
    row: '26.7.0/parameterized-scopes',
    before: scope({ 'is.dynamic.scope': 'true', 'dynamic.scope.regexp': 'account:*' }),
    after: scope({ 'is.parameterized.scope': 'true', 'parameterized.scope.type': 'string' }),
  },
  {
    row: '26.7.0/parameterized-scopes',
    before: scope({ 'is.dynamic.scope': 'true', 'dynamic.scope.regexp': 'account:[0-9]+' }),
    after: scope({
      'is.parameterized.scope': 'true',
      'parameterized.scope.type': 'custom',
      'parameterized.scope.regexp': '[0-9]+',
    }),
  },
  {
    row: '26.7.0/parameterized-scopes',
    before: scope({ 'is.dynamic.scope': 'true', 'dynamic.scope.regexp': 'other:*' }),
    after: scope({ 'is.parameterized.scope': 'true', 'parameterized.scope.regexp': 'other:*' }),
  },
  same('26.7.0/parameterized-scopes', scope({ 'display.on.consent.screen': 'true' })),
  {
    row: '26.7.0/required-action-order',
    before: {
      requiredActions: [
        { alias: 'UPDATE_PASSWORD', priority: 30 },
        { alias: 'VERIFY_EMAIL', priority: 50 },
        { alias: 'ours', priority: 51 },
      ],
    },
    after: {
      requiredActions: [
        { alias: 'VERIFY_EMAIL', priority: 50 },
        { alias: 'ours', priority: 51 },
        { alias: 'UPDATE_PASSWORD', priority: 52 },
      ],
    },
  },
];

/** The row alone, as a server of its version runs it. */
function applied(name: string, realm: JsonObject): JsonObject {
  const row = tables.upgrades.find((each) => upgradeName(each) === name);
  if (row === undefined) throw new Error(`there is no row ${name}`);
  const baseline = tables.baselines.read('26.7.3');
  const fresh = baselineFor(baseline, 'acme', emptyObject());
  return applyRow(realm, row, { tables, fresh, baseline });
}

describe('a row', () => {
  it.each(SMALL.map((each, index) => [`${each.row} ${index}`, each] as const))('%s', (_, { row, before, after }) => {
    const result = applied(row, before);
    expect(JSON.parse(JSON.stringify(result))).toEqual(after);
    if (after === before) expect(result).toBe(before);
    // A migration runs once; all but this one would change nothing the second time.
    if (row === '26.7.0/required-action-order') return;
    expect(JSON.parse(JSON.stringify(applied(row, result)))).toEqual(JSON.parse(JSON.stringify(result)));
  });

  it('is exercised by a recording, or by a small realm', async () => {
    const seen = new Set(SMALL.map(({ row }) => row));
    for (const { before, to } of recordedHops())
      for (const { row } of predictRealm(await readRealm(before), { to, via: 'database' }, tables).effects)
        seen.add(upgradeName(row));
    expect(tables.upgrades.map(upgradeName).filter((name) => !seen.has(name))).toEqual([]);
  });

  it('has a name of its own and says why, and where it is written', () => {
    const names = tables.upgrades.map(upgradeName);
    expect(new Set(names).size).toBe(names.length);
    for (const row of tables.upgrades) {
      expect(row.id, row.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(row.why, row.id).toMatch(/^[A-Za-z].{20,}[.]$/s);
      expect(row.source, row.id).toMatch(/[A-Z]\w+#\w+/);
      expect(row.title.length, row.id).toBeLessThan(70);
    }
  });

  it('of a target version alone is left out for others', () => {
    const of = (from: string, to: string) =>
      rowsBetween(tables.upgrades, { from, to, via: 'database' }).map(({ id }) => id);
    expect(of('26.5.6', '26.6.0')).toContain('organization-step-of-bound-flow');
    expect(of('26.5.6', '26.6.1')).not.toContain('organization-step-of-bound-flow');
    expect(of('18.0.2', '21.0.2')).toContain('post-logout-redirects-of-all');
    expect(of('18.0.2', '22.0.0')).not.toContain('post-logout-redirects-of-all');
    expect(of('26.7.3', '26.7.3')).toEqual([]);
  });
});

describe('the tables', () => {
  const ajv = new Ajv2020({ strict: false });
  const read = (file: string): Json => JSON.parse(fs.readFileSync(path.join(RULES, file), 'utf8'));
  for (const name of fs.readdirSync(path.join(RULES, 'schema')))
    ajv.addSchema(read(`schema/${name}`) as object, (read(`schema/${name}`) as { $id: string }).$id);
  const files = [
    ...fs.readdirSync(path.join(RULES, 'upgrades')).map((name) => [`upgrades/${name}`, 'upgrades'] as const),
    ['upgrade-blockers.json', 'upgrade-blockers'] as const,
    ['residue.json', 'residue'] as const,
  ];
  it.each(files)('%s is what its schema says', (file, schema) => {
    const validate = ajv.getSchema(`realmdiff:schema/${schema}.schema.json`);
    expect(validate?.(read(file)), JSON.stringify(validate?.errors)).toBe(true);
  });
  it('say what is wrong with a row', () => {
    const row = { id: 'x', phase: 'model', title: 't', why: 'w', source: 's', onImport: true };
    const parse = (more: JsonObject) => () => parseUpgrades([{ ...row, steps: [], ...more }], '1.0.0');
    expect(parse({ phase: 'later' })).toThrow(
      'rules/upgrades/1.0.0.json: row 1: phase: expected one of database, model, export',
    );
    expect(parse({ step: [] })).toThrow('unknown key "step", did you mean "steps"?');
    expect(parse({ steps: [{}] })).toThrow('row 1: step 1: expected one of set, fill');
    expect(parse({ steps: [{ insert: 'a', on: 'clients/*' }] })).toThrow('step 1: list: expected a text');
  });
});
