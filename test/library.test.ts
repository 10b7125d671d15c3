/** Does the library keep its word about options and errors? */

import { describe, expect, it } from 'vitest';
import { normalize } from '../src/index.ts';

const REALM = JSON.stringify({ realm: 'acme', keycloakVersion: '26.7.3', users: [{ username: 'jo' }] });

describe('options of normalize', () => {
  it('that are undefined are not said', async () => {
    const said = await normalize(REALM, { users: undefined, defaults: undefined } as object);
    expect(said.text).toBe((await normalize(REALM)).text);
    expect(said.text).toContain('"jo"');
  });

  it.each([
    [{ users: 'none' }, 'users: expected keep, service-accounts, drop, found "none"'],
    [{ secrets: false }, 'secrets: expected mask, keep, env, found false'],
    [{ default: 'keep' }, 'expected one of the options defaults, secrets, users, implied, madeWith, found "default"'],
  ])('%j', async (options, message) => {
    await expect(normalize(REALM, options as object)).rejects.toThrow(message);
  });
});

describe('a text that holds no realm, or several, or nothing that can be read', () => {
  it.each([
    ['{}', /^realm\.json:1:1: expected a realm export/],
    ['[{"realm":"a"},{"realm":"b"}]', /^realm\.json: expected one realm, found 2: read it with readSource$/],
    ['{"realm": ', /^realm\.json:1:\d+: /],
  ])('%s', async (text, message) => {
    await expect(normalize(text)).rejects.toThrow(message);
  });
});
