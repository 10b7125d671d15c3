/** Does one realm, built in two orders on two real servers, normalize to the same bytes? `KEYCLOAK_VERSIONS` says on which. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalize } from '../../src/index.ts';
import { firstDifference } from './first-difference.ts';
import type { Answer } from './server.ts';
import { exportTwin, sharedTwin, type TwinExports } from './twin-exports.ts';

const VERSIONS = (process.env.KEYCLOAK_VERSIONS ?? '26.7.3').split(/[\s,]+/).filter((version) => version !== '');

/** Each pair must be equal: the first and the second export, before and after idle saves, one twin and the other. */
const PAIRS = [
  ['forward', 'partial', 'forward', 'partial-again'],
  ['forward', 'partial', 'forward', 'partial-saved'],
  ['forward', 'partial', 'backward', 'partial'],
  ['forward', 'full', 'forward', 'full-again'],
  ['forward', 'full', 'backward', 'full'],
] as const;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

let comparisons = 0;
afterAll(() => {
  process.stdout.write(`${comparisons} comparisons on Keycloak ${VERSIONS.join(', ')}\n`);
});

describe.each(VERSIONS)('twins on Keycloak %s', (version) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `twins-${version}-`));
  const twins: Record<'forward' | 'backward', TwinExports> = { forward: {}, backward: {} };

  beforeAll(async () => {
    twins.forward = await exportTwin(version, 'forward', path.join(folder, 'forward'), true);
    twins.backward = await sharedTwin(version);
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  const exported = (twin: 'forward' | 'backward', name: string): string =>
    fs.readFileSync(twins[twin][name] ?? '', 'utf8');
  const normalForm = async (twin: 'forward' | 'backward', name: string): Promise<string> =>
    (await normalize(exported(twin, name), { file: `${twin}-${name}.json` })).text;

  it.each(PAIRS)('%s %s is %s %s', async (oneTwin, oneName, otherTwin, otherName) => {
    comparisons++;
    expect(firstDifference(await normalForm(oneTwin, oneName), await normalForm(otherTwin, otherName))).toBe('');
  });

  it('leaves no id in the full export', async () => {
    expect((await normalForm('forward', 'full')).match(UUID) ?? []).toEqual([]);
  });

  it('kept every secret through the idle saves', () => {
    expect(secretsIn(exported('forward', 'full'))).toEqual(secretsIn(exported('backward', 'full')));
  });
});

/** The secrets that were chosen, not generated: a save that takes a mask literally would lose them. */
function secretsIn(text: string): Readonly<Record<string, unknown>> {
  const realm: Answer = JSON.parse(text);
  const named = (objects: readonly Answer[] | undefined, name: string, secret: (object: Answer) => unknown) =>
    Object.fromEntries((objects ?? []).map((each) => [each[name], secret(each)]));
  const chosen = (realm.clients ?? []).filter(({ secret }: Answer) => String(secret).startsWith('fake-'));
  return {
    smtp: realm.smtpServer.password,
    clients: named(chosen, 'clientId', ({ secret }) => secret),
    brokers: named(realm.identityProviders, 'alias', ({ config }) => config.clientSecret),
    directories: named(
      realm.components['org.keycloak.storage.UserStorageProvider'],
      'name',
      ({ config }) => config.bindCredential,
    ),
  };
}
