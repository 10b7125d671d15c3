/** Does one admin call on a real server show as exactly the change that it makes? Prints recall and precision; both must be 1. */

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalize } from '../../src/index.ts';
import type { Change } from '../../src/model.ts';
import { changesBetween } from '../compare-texts.ts';
import { GROUP_CALLS, ROLE_CALLS, SCOPE_CALLS } from './calls/access-calls.ts';
import { CALLS } from './calls/all-calls.ts';
import type { Call, Expected } from './calls/call.ts';
import { mismatchOfNormalForms } from './calls/normal-forms.ts';
import { PEOPLE, PEOPLE_CALLS } from './calls/people-calls.ts';
import { PERMISSION_CALLS } from './calls/permission-calls.ts';
import { EXACT, newScore } from './calls/score.ts';
import { flowCalls, REQUIRED_ACTION_CALLS } from './calls/sign-in-calls.ts';
import { exportFull, exportPartial, type Server, startKeycloak, versionNumber } from './server.ts';

const VERSIONS = (process.env.KEYCLOAK_VERSIONS ?? '26.7.3').split(/[\s,]+/).filter((version) => version !== '');

const score = newScore();
afterAll(() => {
  process.stdout.write(score.summary());
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

  it.each(callsOf(version))('$about', async (call) => {
    const before = last;
    await call.run(server.rest);
    last = await partial();
    check(await changesBetween(before, last), call.changes);
    expect(await mismatchOfNormalForms(await normalForm(before), await normalForm(last), call)).toEqual(EXACT);
  });

  it.runIf(versionNumber(version) >= 2602)('what only full exports hold', async () => {
    for (const run of PEOPLE) await run(server.rest);
    const [call] = PEOPLE_CALLS;
    const before = await full('before');
    await call?.run(server.rest);
    check(await changesBetween(before, await full('after', { isLast: true })), call?.changes ?? []);
  });

  /** The server stops for a full export, and goes on afterwards where somebody needs it. */
  async function full(name: string, { isLast = false } = {}): Promise<string> {
    await server.stop();
    const file = path.join(folder, `${name}.json`);
    exportFull(version, data, 'acme', file);
    if (!isLast) server = await startKeycloak(version, data);
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

async function normalForm(text: string): Promise<string> {
  return (await normalize(text)).text;
}

function callsOf(version: string): readonly Call[] {
  return versionNumber(version) >= 2602 ? CALLS : OLDER_CALLS;
}

function check(changes: readonly Change[], expected: readonly Expected[]): void {
  expect(score.count(changes, expected)).toEqual(EXACT);
}
