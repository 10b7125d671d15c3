/** Does a rule speak of the realms in which a real server was seen to do what it claims, and not of those in which it did not? */

import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findingsIn } from '../src/cli/commands/rules/examples.ts';
import { loadRules } from '../src/tables/load-rules.ts';
import { type Fragment, prepare } from './rule-examples.ts';

interface Seen {
  readonly seen: string;
  readonly realm: Fragment;
}

interface Transcript {
  readonly rule: string;
  readonly about: string;
  readonly so: Seen;
  readonly not: Seen;
}

const FILE = path.join(import.meta.dirname, 'keycloak/claims/26.7.3.json');
const transcripts: readonly Transcript[] = JSON.parse(fs.readFileSync(FILE, 'utf8'));
const { rules } = loadRules();

it('a dozen claims and more were tried', () => {
  expect(new Set(transcripts.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(12);
});

it.each(transcripts)('$rule: $about', async ({ rule, about, so, not }) => {
  expect(so.seen).not.toBe(not.seen);
  const found = async ({ realm }: Seen): Promise<readonly string[]> => {
    const prepared = await prepare({ name: about, realm: { keycloakVersion: '26.7.3', ...realm }, finds: [] });
    return findingsIn(prepared, rules).map((finding) => finding.rule);
  };
  expect(await found(so)).toContain(rule);
  expect(await found(not)).not.toContain(rule);
});
