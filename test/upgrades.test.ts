/** Do the rows of `rules/upgrades/` say what real servers did? Every recorded hop: no edit is left, and the prediction is the export. */

import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { attributeChanges } from '../src/attribute/attribute-changes.ts';
import { compareVersions, parseVersion } from '../src/baseline/choose.ts';
import { baselineFor } from '../src/baseline/placeholders.ts';
import { diffRealms } from '../src/diff/diff-realms.ts';
import { effectiveRealm } from '../src/diff/effective.ts';
import { newSeals } from '../src/diff/seal-secret.ts';
import { property, textsIn } from '../src/json/object.ts';
import type { Change, Json, Realm } from '../src/model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../src/normalize/normalize-realm.ts';
import { printNormalForm } from '../src/normalize/print-normal-form.ts';
import { loadTables } from '../src/tables/load.ts';
import { findBlockers } from '../src/upgrade/blockers.ts';
import { predictRealm } from '../src/upgrade/predict.ts';
import { FOREIGN } from './exports.ts';
import { firstDifference } from './keycloak/first-difference.ts';
import { importable } from './keycloak/upgrades/importable.ts';
import { type Hop, patched, readRealm, recordedHops } from './upgrade-recordings.ts';

const tables = loadTables();

const read = readRealm;

/** Hops of a realm that is not ours. */
function sharedHops(): readonly Hop[] {
  const folder = path.join(FOREIGN, '../recordings/upgrades');
  if (!fs.existsSync(folder)) return [];
  const part = (name: string): Json => JSON.parse(fs.readFileSync(`${folder}/${name}.json`, 'utf8'));
  const names = fs.readdirSync(folder).flatMap((name) => (name.endsWith('.before.json') ? [name.slice(0, -12)] : []));
  return names.map((name) => {
    const [from = '', to = ''] = name.replace(/^up24-/, '').split('__');
    return { name, realm: '', from, to, before: part(`${name}.before`), after: part(`${name}.after`) };
  });
}

interface Row {
  readonly name: string;
  readonly raw: number;
  readonly rows: number;
  readonly changes: number;
  readonly edits: number;
}

describe('a server that starts on an older database', () => {
  const told: Row[] = [];
  afterAll(() => {
    const lines = told.map(
      (row) => `${row.name}: ${row.raw} raw lines, ${row.rows} rows, ${row.changes} changes, ${row.edits} edits`,
    );
    process.stdout.write(`${lines.join('\n')}\n`);
  });

  it.each([...sharedHops(), ...recordedHops()].map((hop) => [hop.name, hop] as const))('%s', async (name, hop) => {
    const seals = newSeals();
    const [old, now] = [await read(hop.before), await read(hop.after)];
    const before = effectiveRealm(old, 'before', tables, { seals });
    const after = effectiveRealm(now, 'after', tables, { seals });
    const { changes } = diffRealms(before, after, tables);
    const caused = attributeChanges(changes, before, after, tables);
    const edits = caused.filter(({ cause }) => cause === 'edit');
    const prediction = predictRealm(old, { to: hop.to, via: 'database' }, tables);
    told.push({
      name,
      raw: rawLines(hop),
      rows: prediction.effects.length,
      changes: caused.length,
      edits: edits.length,
    });
    expect(edits).toEqual([]);
    expect(firstDifference(form(prediction.realm), form(withoutUnknown(now, prediction.realm)))).toBe('');
  });
});

/** What the older server never exported, the prediction cannot know, and says so. */
function withoutUnknown(realm: Realm, predicted: Realm): Realm {
  const unknown = textsIn(property(predicted.data.$realmdiff, 'unknown'));
  const data = Object.fromEntries(Object.entries(realm.data).filter(([key]) => !unknown.includes(key)));
  return { ...realm, data };
}

function form(realm: Realm): string {
  return printNormalForm(normalizeRealm(realm, tables).realm, tables).replace(/^ {2}"\$realmdiff".*\n/m, '');
}

/** How many lines of the two files differ, whatever stands where: as a line diff would count them. */
function rawLines({ before, after }: Hop): number {
  const counts = new Map<string, number>();
  for (const [json, sign] of [
    [before, 1],
    [after, -1],
  ] as const)
    for (const line of JSON.stringify(json, null, 2).split('\n')) counts.set(line, (counts.get(line) ?? 0) + sign);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

describe('admin calls after an upgrade', () => {
  const edited = recordedHops().filter((hop) => hop.edited !== undefined);
  it.each(edited.map((hop) => [hop.name, hop] as const))('are the edits of %s, and nothing else is', async (_, hop) => {
    const seals = newSeals();
    const before = effectiveRealm(await read(hop.before), 'before', tables, { seals });
    const after = effectiveRealm(await read(hop.edited?.after ?? null), 'after', tables, { seals });
    const { changes } = diffRealms(before, after, tables);
    const forwards = attributeChanges(changes, before, after, tables).filter(({ cause }) => cause === 'edit');
    const back = attributeChanges(diffRealms(after, before, tables).changes, after, before, tables);
    expect(forwards.map(told)).toMatchInlineSnapshot(`
      [
        "changed clients admin-cli fullScopeAllowed true false",
        "removed clients web-shop defaultClientScopes "basic"",
        "changed clients web-shop name "Web shop" "The shop, again"",
        "changed clientScopes AuthnContextClassRef description "AuthnContextClassRef Level of Authentiation" "ours"",
        "removed clientScopes basic protocolMappers/auth_time {"config":{"access.token.claim":"true","claim.name":"auth_time","id.token.claim":"true","jsonType.label":"long","user.session.note":"AUTH_TIME"},"name":"auth_time","protocol":"openid-connect","protocolMapper":"oidc-usersessionmodel-note-mapper"}",
        "added defaultDefaultClientScopes service_account   "service_account"",
        "changed authenticationFlows browser Organization/requirement "ALTERNATIVE" "DISABLED"",
        "changed requiredActions UPDATE_PASSWORD priority 47 59",
        "removed requiredActions idp_link  {"alias":"idp_link","config":{},"defaultAction":false,"enabled":true,"name":"Linking Identity Provider","priority":120,"providerId":"idp_link"}",
        "added roles.realm harbour-master   {"attributes":{},"name":"harbour-master"}",
      ]
    `);
    expect(forwards).toHaveLength(hop.edited?.calls.length ?? 0);
    expect(back.filter(({ cause }) => cause === 'edit')).toHaveLength(forwards.length);
  });
});

function told(change: Change): string {
  const values =
    change.secret === true ? [] : [change.before, change.after].map((value) => JSON.stringify(value) ?? '');
  return [change.kind, change.section, change.entity, change.path.join('/'), ...values].join(' ').trim();
}

describe('an older file that a newer server imports', () => {
  interface Imported {
    readonly way: string;
    readonly realm: string;
    readonly from: string;
    readonly to: string;
    readonly patch?: Json;
  }
  const all: readonly Imported[] = JSON.parse(fs.readFileSync('fixtures/upgrades/imports.json', 'utf8'));
  const imported = all.filter(({ patch }) => patch !== undefined);

  it.each(imported.map((each) => [`${each.realm} ${each.from} -> ${each.to}`, each] as const))(
    '%s becomes what was predicted',
    async (_, { way, realm, from, to, patch = null }) => {
      const hop = recordedHops().find(({ name }) => name.startsWith(`${way} ${realm} ${from} `));
      const file = hop?.before ?? null;
      const prediction = predictRealm(await read(importable(file)), { to, via: 'import' }, tables);
      const after = await read(patched(file, patch));
      expect(firstDifference(form(prediction.realm), form(after))).toBe('');
    },
  );
});

describe('a realm with a past', () => {
  const fresh = recordedHops().filter(({ realm }) => realm === 'fresh');
  it.each(fresh.map((hop) => [hop.name, hop] as const))('says nothing that nobody decided: %s', async (name, hop) => {
    const stops = (name.startsWith('18') ? WAY : []).filter(
      (version) => compareVersions(parseVersion(version), parseVersion(hop.to)) < 0,
    );
    const madeWith = stops.length > 0 ? stops.join(',') : hop.from;
    const realm = await read(hop.after);
    const text = printNormalForm(normalizeRealm(realm, tables, { ...DEFAULT_OPTIONS, madeWith }).realm, tables);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(8);
    const again = await read(JSON.parse(text));
    expect(printNormalForm(normalizeRealm(again, tables).realm, tables)).toBe(text);
    const seals = newSeals();
    const before = effectiveRealm(again, 'form', tables, { seals });
    const after = effectiveRealm(realm, 'export', tables, { seals });
    expect(diffRealms(before, after, tables).changes).toEqual([]);
  });

  it('is as short for every recorded version that it may have been made with', async () => {
    const old = tables.baselines.versions.filter((each) => compareVersions(parseVersion(each), [26, 7, 3]) < 0);
    const read26 = await read({ realm: 'fresh', keycloakVersion: '26.7.3', id: 'fresh', enabled: true });
    for (const madeWith of old) {
      const carried = baselineFor(tables.baselines.through([madeWith, '26.7.3']), 'fresh', {});
      const data = { ...carried, realm: 'fresh', keycloakVersion: '26.7.3' };
      const realm = { ...read26, data, madeWith, exportKind: 'full' } as const;
      const text = printNormalForm(normalizeRealm(realm, tables).realm, tables);
      expect(text.trimEnd().split('\n').length, madeWith).toBeLessThanOrEqual(8);
    }
  });
});

const WAY = ['18.0.2', '21.0.2', '24.0.5', '25.0.6', '26.0.8', '26.4.7'];

describe('a state that makes a migration die or damages a realm', () => {
  interface Recorded {
    readonly row: string;
    readonly on: string;
    readonly to: string;
    readonly outcome: 'ends' | 'runs';
    readonly realm: Json;
    readonly damage?: Json;
  }
  const recorded: readonly Recorded[] = JSON.parse(fs.readFileSync('fixtures/upgrades/blockers.json', 'utf8'));

  it.each(recorded.map((each) => [each.row, each] as const))(
    '%s is told beforehand',
    async (row, { on, to, realm, outcome }) => {
      const { data } = effectiveRealm(await read(realm), 'realm', tables, { seals: newSeals() });
      const found = findBlockers(data, tables.blockers, { from: on, to, realms: 1 });
      expect(found.map((each) => each.row.id)).toEqual([row]);
      expect(found[0]?.row.outcome).toBe(outcome === 'ends' ? 'dies' : 'damages');
    },
  );

  it('counts as confirmed only when a server was seen to', () => {
    const confirmed = tables.blockers.filter(({ isConfirmed }) => isConfirmed).map(({ id }) => id);
    expect(confirmed.sort()).toEqual(recorded.map(({ row }) => row).sort());
  });

  it.each(
    recordedHops()
      .filter(({ realm }) => realm !== 'quay')
      .map((hop) => [hop.name, hop] as const),
  )('none is told of %s, which went well', async (_, { before, from, to }) => {
    const { data } = effectiveRealm(await read(before), 'realm', tables, { seals: newSeals() });
    const found = findBlockers(data, tables.blockers, { from, to, realms: 1 });
    // The dump that carries a database over formats of H2 takes these attributes out.
    expect(found.map(({ row }) => row.id).filter((id) => id !== 'post-logout-redirects-twice')).toEqual([]);
  });
});
