/** Does one admin call, recorded on a server by somebody else, show as exactly what it changed? Skipped where the recordings are not there. */

import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Change } from '../src/model.ts';
import { changesBetween } from './compare-texts.ts';

const FOLDER = path.join(import.meta.dirname, '../../shared/recordings/mutations');
const VERSIONS = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : [];

/** What the recorder says of one difference of the raw files. */
interface Recorded {
  readonly section: string;
  readonly key: string;
  readonly path: string;
  readonly op: string;
}

interface Call {
  readonly n: number;
  readonly slug: string;
  readonly expect: readonly Recorded[];
  readonly alsoAllowed: readonly Recorded[];
  readonly note: string;
}

const score = { calls: 0, expected: 0, met: 0, told: 0, right: 0 };

afterAll(() => {
  const { calls, expected, met, told, right } = score;
  const ratio = (part: number, of: number) => (of === 0 ? 1 : part / of).toFixed(2);
  process.stdout.write(`${calls} calls: recall ${ratio(met, expected)}, precision ${ratio(right, told)}\n`);
});

describe.each(VERSIONS)('calls on %s', (version) => {
  const folder = path.join(FOLDER, version);
  const calls: readonly Call[] = JSON.parse(fs.readFileSync(path.join(folder, 'expected.json'), 'utf8'));
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.after.json'))
    .sort();
  const read = (n: number) => fs.readFileSync(path.join(folder, files[n] ?? ''), 'utf8');

  it.each(calls)('$n $slug', async (call) => {
    const changes = await changesBetween(read(call.n - 1), read(call.n));
    const all = [...call.expect, ...call.alsoAllowed];
    const missing = call.expect.filter((each) => !changes.some((change) => tells(change, each, call)));
    const tooMuch = changes.filter((change) => !all.some((each) => tells(change, each, call)));
    score.calls++;
    score.expected += call.expect.length;
    score.met += call.expect.length - missing.length;
    score.told += changes.length;
    score.right += changes.length - tooMuch.length;
    expect({ missing, tooMuch }).toEqual({ missing: [], tooMuch: [] });
  });
});

const SECTIONS: { readonly [section: string]: string } = {
  roles: 'roles.realm',
  'client-roles': 'roles.client',
  'client-scopes': 'clientScopes',
  'default-client-scopes': 'defaultDefaultClientScopes',
  'optional-client-scopes': 'defaultOptionalClientScopes',
  flows: 'authenticationFlows',
  'authenticator-configs': 'authenticationFlows',
  'identity-providers': 'identityProviders',
  'identity-provider-mappers': 'identityProviderMappers',
  'required-actions': 'requiredActions',
  'user-profile': 'userProfile',
};

const AUTHORIZATION: { readonly [kind: string]: string } = {
  resource: 'resources',
  policy: 'policies',
  scope: 'scopes',
};

/** True when the change is what the recorder saw, in the words of the report. */
function tells(change: Change, recorded: Recorded, { note }: Call): boolean {
  const { section, op } = recorded;
  if (change.section !== (SECTIONS[section] ?? section)) return false;
  const where = [change.entity, ...change.path].join('/');
  const key = placeOf(recorded);
  if (change.kind === 'renamed') return /one rename/.test(note) && (op === 'removed' || where === key);
  if (op === 'moved') return change.kind === 'moved' && /swapped/.test(note);
  if (section === 'authenticator-configs')
    return change.kind === op && where.endsWith(`/authenticatorConfig/${fieldsOf(recorded).join('/')}`);
  // A sub-flow goes with what is in it; the first element of a list comes with its list.
  if (op === 'removed' && change.kind === 'removed' && key.startsWith(`${where}/`)) return true;
  if (op === 'added' && change.kind === 'added' && where.startsWith(`${key}/`)) return true;
  return change.kind === op && isSame(where, key);
}

/** `realm-management/policy/view.permission.client.<id>`: what the id stands for is not in the file of the recorder. */
function isSame(where: string, key: string): boolean {
  const pattern = key
    .split(/[0-9a-f]{8}-[0-9a-f-]{27}/)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('\\$.+');
  return new RegExp(`^${pattern}$`).test(where);
}

function placeOf({ section, key, path: at }: Recorded): string {
  const [owner = '', kind = '', ...name] = key.split('/');
  const entity =
    section === 'authorization'
      ? [owner, AUTHORIZATION[kind], name.join('/')].join('/')
      : section === 'realm'
        ? 'acme'
        : key;
  return [entity, ...fieldsOf({ section, key, path: at, op: '' })].join('/');
}

/** `protocolMappers[tenant].config.claim.value`: names in brackets, keys of a config and attributes whole; a member of a set is told by its set. */
function fieldsOf({ path: at }: Recorded): readonly string[] {
  if (at === '') return [];
  const named = /^(protocolMappers)\[([^\]]+)\](?:\.(config))?(?:\.(.*))?$/.exec(at);
  if (named !== null) return named.slice(1).filter((part) => part !== undefined);
  const list = at.replace(/\[[^\]]*\]$/, '');
  const map = /^(config|attributes)\.(.*)$/.exec(list);
  return map === null ? [list] : [map[1] ?? '', map[2] ?? ''];
}
