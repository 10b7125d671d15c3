/** Do the small inputs from public reports, where a checkout has them beside it, come out as their expected.md says? */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTables, normalizeRealm, printNormalForm, readSource, restoreRealm } from '../src/index.ts';
import { explain } from '../src/why/explain.ts';
import { changesBetween } from './compare-texts.ts';

const FOLDER = path.join(import.meta.dirname, '../../shared/cases');
const isThere = fs.existsSync(FOLDER);
const tables = loadTables();

const textOf = (name: string, file: string): string => fs.readFileSync(path.join(FOLDER, name, `${file}.json`), 'utf8');

async function realmOf(name: string, file: string) {
  const { realms } = await readSource({ name: `${file}.json`, content: textOf(name, file) });
  const [realm] = realms;
  if (realm === undefined) throw new Error('no realm');
  return normalizeRealm(realm, tables);
}

async function normalForm(name: string, file: string): Promise<string> {
  return printNormalForm((await realmOf(name, file)).realm, tables);
}

async function restored(name: string) {
  const { realm } = await realmOf(name, 'input');
  // biome-ignore lint/suspicious/noExplicitAny: a realm as JSON, looked into by these tests alone
  return JSON.parse(JSON.stringify(restoreRealm(realm, tables, { secretOf: () => undefined }).data)) as any;
}

const SAME = [
  ['02-group-name-with-slash', 'input', 'variant'],
  ['03-workflow-components-stripped', 'input', 'variant'],
  ['03-workflow-components-stripped', 'full', 'full-variant'],
  ['05-localization-texts', 'input', 'variant'],
  ['10-nulls-in-a-raw-file', 'input', 'variant'],
  ['10-nulls-in-a-raw-file', 'no-version', 'no-version-variant'],
  ['12-webhook-secret-in-an-attribute', 'input', 'variant'],
  ['15-service-account-without-username', 'input', 'variant'],
  ['17-password-policy-regex', 'input', 'variant'],
  ['19-client-scope-saved-in-the-console', 'input', 'variant'],
  ['26-two-flows-of-one-alias', 'input', 'variant'],
] as const;

/** How many changes the pair shows. */
const CHANGES = [
  ['05-localization-texts', 'before', 'after', 3],
  ['10-nulls-in-a-raw-file', 'before', 'after', 3],
  ['12-webhook-secret-in-an-attribute', 'before', 'after', 1],
  ['12-webhook-secret-in-an-attribute', 'before', 'after-secret', 1],
  ['15-service-account-without-username', 'before', 'after', 1],
  ['17-password-policy-regex', 'before', 'after', 1],
  ['17-password-policy-regex', 'twice', 'twice-other', 1],
] as const;

describe.skipIf(!isThere)('cases of public reports', () => {
  it.each(SAME)('%s: %s and %s are one', async (name, one, other) => {
    const text = await normalForm(name, one);
    expect(await normalForm(name, other)).toBe(text);
    const { realms } = await readSource({ name: 'normal.json', content: text });
    for (const realm of realms) expect(printNormalForm(normalizeRealm(realm, tables).realm, tables)).toBe(text);
  });
  it.each(CHANGES)('%s: from %s to %s', async (name, from, to, count) => {
    const changes = await changesBetween(textOf(name, from), textOf(name, to));
    expect(changes.map(({ section, entity, path: at, kind }) => [section, entity, at.join('/'), kind])).toHaveLength(
      count,
    );
    const secrets = changes.filter((change) => change.secret === true);
    expect(secrets.length).toBe(name.startsWith('12') ? 1 : 0);
  });

  it('02: two groups of one path keep their permissions', async () => {
    const { clients, groups } = await restored('02-group-name-with-slash');
    const named = JSON.stringify(clients);
    const slash = groups.find((group: { name: string }) => group.name === 'test/lead');
    const child = groups.find((group: { name: string }) => group.name === 'test').subGroups[0];
    expect(named).toContain(`view.permission.group.${slash.id}`);
    expect(named).toContain(`manage.permission.group.${child.id}`);
  });
  it('03: steps are no duplicates, and 10 stands after 9', async () => {
    const { realm, problems } = await realmOf('03-workflow-components-stripped', 'full');
    expect(problems.filter(({ code }) => code === 'duplicate-identity')).toEqual([]);
    const numbers = [...printNormalForm(realm, tables).matchAll(/"priority": \[\s*"(\d+)"/g)].map(([, number]) =>
      Number(number),
    );
    expect(numbers.slice(0, 11)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const short = await realmOf('03-workflow-components-stripped', 'input');
    expect(short.problems.filter(({ code }) => code === 'duplicate-identity')).toEqual([]);
    expect(printNormalForm(short.realm, tables)).not.toMatch(/null|\$absent/);
  });
  it('05: texts come back as they were', async () => {
    const { localizationTexts } = await restored('05-localization-texts');
    expect(localizationTexts).toEqual(JSON.parse(textOf('05-localization-texts', 'input')).localizationTexts);
    const { problems } = await realmOf('05-localization-texts', 'input');
    expect(problems.filter(({ code }) => code === 'masked-secret')).toEqual([]);
  });
  it('12: the secrets of an extension are in no text', async () => {
    const raw = JSON.parse(textOf('12-webhook-secret-in-an-attribute', 'input'));
    const secrets = JSON.stringify(raw).match(/(?:sharedSecret|apiKey|Authorization)\\":\s*\\"([^"\\]+)/g) ?? [];
    expect(secrets.length).toBeGreaterThan(0);
    const text = await normalForm('12-webhook-secret-in-an-attribute', 'input');
    for (const secret of secrets) expect(text).not.toContain(secret.split('\\"').at(-1));
    expect(text).toContain('_providerConfig.ext-event-http');
  });
  it('15: a service account is found by the username that its client gives it', async () => {
    const content = textOf('15-service-account-without-username', 'input');
    const { realms } = await readSource({ name: 'input.json', content });
    const [realm] = realms;
    if (realm === undefined) throw new Error('no realm');
    const options = { defaults: 'strip', secrets: 'mask', users: 'keep' } as const;
    expect(explain(realm, '/users/service-account-api-b', { tables, options })).not.toHaveProperty('refusal');
  });
  it('17: of two policies of one name the later one counts', async () => {
    expect(await normalForm('17-password-policy-regex', 'twice')).not.toBe(
      await normalForm('17-password-policy-regex', 'twice-other'),
    );
  });
  it('26: each client keeps its flow, and a problem names both', async () => {
    const { clients, authenticationFlows } = await restored('26-two-flows-of-one-alias');
    const stepOf = (clientId: string) => {
      const client = clients.find((each: { clientId: string }) => each.clientId === clientId);
      const flow = authenticationFlows.find(
        (each: { id: string }) => each.id === client.authenticationFlowBindingOverrides.browser,
      );
      return flow.authenticationExecutions[0].authenticator;
    };
    expect([stepOf('bank'), stepOf('shop')]).toEqual(['webauthn-authenticator', 'auth-otp-form']);
    const { problems } = await realmOf('26-two-flows-of-one-alias', 'input');
    const ambiguous = problems.filter(({ code }) => code === 'ambiguous-reference');
    expect(ambiguous.map(({ related = [] }) => related.length)).toEqual([2]);
  });
  it('28: a patch release takes the recording of its own minor', async () => {
    const text = await normalForm('28-patch-release-without-a-recording', 'input');
    expect(Object.keys(JSON.parse(text))).toEqual(['$realmdiff', 'realm', 'keycloakVersion', 'enabled']);
  });
});
