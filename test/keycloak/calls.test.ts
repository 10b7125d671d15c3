/** Does one admin call on a real server show as exactly the change that it makes? Prints recall and precision; both must be 1. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffRealms } from '../../src/diff/diff-realms.ts';
import { effectiveRealm } from '../../src/diff/effective.ts';
import { normalize } from '../../src/index.ts';
import type { Change } from '../../src/model.ts';
import { readSource } from '../../src/read/read-source.ts';
import { loadTables } from '../../src/tables/load.ts';
import { AUTHORIZATION_CALLS, CLIENT_CALLS, GROUP_CALLS, ROLE_CALLS, SCOPE_CALLS } from './calls/access-calls.ts';
import type { Call, Expected } from './calls/call.ts';
import { PEOPLE, PEOPLE_CALLS } from './calls/people-calls.ts';
import { PERMISSION_CALLS } from './calls/permission-calls.ts';
import { CLIENT_POLICY_CALLS, REALM_CALLS, USER_PROFILE_CALLS } from './calls/realm-calls.ts';
import { COMPONENT_CALLS, flowCalls, IDENTITY_PROVIDER_CALLS, REQUIRED_ACTION_CALLS } from './calls/sign-in-calls.ts';
import { exportFull, exportPartial, type Server, startKeycloak, versionNumber } from './server.ts';

const VERSIONS = (process.env.KEYCLOAK_VERSIONS ?? '26.7.3').split(/[\s,]+/).filter((version) => version !== '');

const CALLS: readonly Call[] = [
  ...REALM_CALLS,
  ...USER_PROFILE_CALLS,
  ...CLIENT_POLICY_CALLS,
  ...ROLE_CALLS,
  ...GROUP_CALLS,
  ...CLIENT_CALLS,
  ...SCOPE_CALLS,
  ...AUTHORIZATION_CALLS,
  ...flowCalls(),
  ...REQUIRED_ACTION_CALLS,
  ...IDENTITY_PROVIDER_CALLS,
  ...COMPONENT_CALLS,
];

/** What the calls must show, and what they do show. */
const score = { calls: 0, expected: 0, found: 0, right: 0 };

afterAll(() => {
  const { calls, expected, found, right } = score;
  const ratio = (of: number) => (of === 0 ? 1 : right / of).toFixed(2);
  process.stdout.write(
    `${calls} calls, ${expected} expected changes: recall ${ratio(expected)}, precision ${ratio(found)}\n`,
  );
});

describe.each(VERSIONS)('admin calls on Keycloak %s', (version) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `calls-${version}-`));
  const data = path.join(folder, 'data');
  let server: Server;
  let last = '';

  beforeAll(async () => {
    server = await startKeycloak(version, data);
    await server.rest('POST', '', { realm: 'acme', enabled: true });
    last = await partial();
  });
  afterAll(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const partial = async (): Promise<string> => JSON.stringify(await exportPartial(server, 'acme'));

  it.each(callsOf(version))('$about', async ({ run, changes }) => {
    const before = last;
    await run(server.rest);
    last = await partial();
    check(await changesBetween(before, last), changes);
    await checkNormalForms(before, last, changes);
  });

  it.runIf(versionNumber(version) >= 2602)('what only full exports hold', async () => {
    for (const run of PEOPLE) await run(server.rest);
    const before = await full('before');
    for (const { run } of PEOPLE_CALLS) await run(server.rest);
    const after = await full('after');
    score.calls += PEOPLE_CALLS.length - 1;
    check(
      await changesBetween(before, after),
      PEOPLE_CALLS.flatMap(({ changes }) => changes),
    );
  });

  /** The server stops for a full export, and goes on afterwards. */
  async function full(name: string): Promise<string> {
    await server.stop();
    const file = path.join(folder, `${name}.json`);
    exportFull(version, data, 'acme', file);
    server = await startKeycloak(version, data);
    return fs.readFileSync(file, 'utf8');
  }
});

/** Those of roles, groups, scopes and flows, and permissions of the first version, which older servers have. */
const OLDER_CALLS: readonly Call[] = [
  ...ROLE_CALLS,
  ...GROUP_CALLS,
  ...PERMISSION_CALLS,
  ...SCOPE_CALLS,
  ...flowCalls('browser otp Browser - Conditional OTP'),
  ...REQUIRED_ACTION_CALLS,
];

function callsOf(version: string): readonly Call[] {
  return versionNumber(version) >= 2602 ? CALLS : OLDER_CALLS;
}

async function changesBetween(before: string, after: string): Promise<readonly Change[]> {
  const tables = loadTables();
  const [old, now] = await Promise.all(
    [before, after].map((content, index) => readSource({ name: `${index}.json`, content })),
  );
  const [was, is] = [old?.realms[0], now?.realms[0]];
  if (was === undefined || is === undefined) throw new Error('the exports hold no realm');
  return diffRealms(effectiveRealm(was, 'before', tables), effectiveRealm(is, 'after', tables), tables).changes;
}

/** Normal forms tell the same, but for secrets, which they hide, and new names, which only ids prove. */
async function checkNormalForms(before: string, after: string, changes: readonly Expected[]): Promise<void> {
  if (changes.some(({ kind }) => kind === 'renamed')) return;
  const visible = changes.filter(({ secret, kind }) => secret !== true || kind !== 'changed');
  const found = await changesBetween((await normalize(before)).text, (await normalize(after)).text);
  expect(differenceOf(found, visible)).toEqual({ missing: [], tooMuch: [] });
}

function check(changes: readonly Change[], expected: readonly Expected[]): void {
  const { missing, tooMuch } = differenceOf(changes, expected);
  score.calls += 1;
  score.expected += expected.length;
  score.found += changes.length;
  score.right += expected.length - missing.length;
  expect({ missing, tooMuch }).toEqual({ missing: [], tooMuch: [] });
}

function differenceOf(changes: readonly Change[], expected: readonly Expected[]) {
  const tooMuch = [...changes];
  const missing = expected.filter((each) => {
    const index = tooMuch.findIndex((change) => isExpected(change, each));
    if (index >= 0) tooMuch.splice(index, 1);
    return index < 0;
  });
  return { missing, tooMuch };
}

function isExpected(change: Change, expected: Expected): boolean {
  const { kind, section, entity, path: where, secret } = expected;
  if (change.kind !== kind || change.section !== section || change.entity !== entity) return false;
  if (JSON.stringify(change.path) !== JSON.stringify(where) || change.secret !== secret) return false;
  if (change.secret) return true;
  return (['before', 'after'] as const).every(
    (side) => expected[side] === undefined || JSON.stringify(change[side]) === JSON.stringify(expected[side]),
  );
}
