/** Is every kind of thing in a realm compared, shown and recorded? A section without a differ, a fixture or a recorded call fails here. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whereIs } from '../src/diff/where-is.ts';
import type { Json, JsonObject, Path, Section } from '../src/model.ts';
import { loadTables } from '../src/tables/load.ts';
import { SECTIONS } from '../src/tables/parse-rules.ts';
import { CALLS } from './keycloak/calls/all-calls.ts';
import { PEOPLE_CALLS } from './keycloak/calls/people-calls.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/diff');

/** Why no call was recorded. */
const NOT_RECORDED: { readonly [section: string]: string } = {
  federatedUsers: 'a server stores them for users of a directory that answers, and none does in a test',
  authenticatorConfig: 'the admin API makes and deletes a config with its execution: only imports leave one behind',
};

/** Rows of old or new servers, whose names the contract does not have. */
const OTHER_NAMES = new Set(['oauthClients', 'userFederationProviders', 'userFederationMappers', 'workflows']);

const { sections, root } = loadTables();

describe('sections of the contract', () => {
  const shown = new Set(
    fs.readdirSync(FIXTURES).flatMap((name) => {
      const report = JSON.parse(fs.readFileSync(path.join(FIXTURES, name, 'expected.json'), 'utf8'));
      return report.comparisons[0].changes.map(({ section }: { section: string }) => section);
    }),
  );
  const recorded = new Set([...CALLS, ...PEOPLE_CALLS].flatMap(({ changes }) => changes.map(({ section }) => section)));

  it.each(SECTIONS)('%s has a pair in fixtures/diff', (section) => {
    expect(shown.has(section)).toBe(true);
  });

  it.each(SECTIONS)('%s has a recorded call', (section) => {
    expect(recorded.has(section)).toBe(NOT_RECORDED[section] === undefined);
  });
});

describe('rows of sections.json', () => {
  const named = sections.filter(({ identity, name }) => identity.length > 0 && name !== 'realm');

  it.each(named)('$name is told in a section', (section) => {
    const { data, at } = sampleOf(section);
    const where = whereIs(data, at, root);
    const isKnown = OTHER_NAMES.has(section.name)
      ? where.section === section.name
      : SECTIONS.includes(where.section as never);
    expect(isKnown, where.section).toBe(true);
    expect([where.entity, ...where.path].join('/')).toContain('sample');
  });
});

/** A realm with one entity of the section, and the way to it. */
function sampleOf({ at, identity }: Section): { readonly data: JsonObject; readonly at: Path } {
  const keys = (at[0] ?? '').split('/');
  let value: Json = Object.fromEntries(identity.map((key) => [key, 'sample']));
  const way: (string | number)[] = [];
  [...keys].reverse().forEach((key, index) => {
    const isElement = key === '*' && !(index > 0 && MAPS.has(keys[keys.length - index - 2] ?? ''));
    if (isElement) {
      value = [value];
      way.unshift(0);
    } else {
      const name = key === '*' ? 'owner' : key;
      value = { [name]: value };
      way.unshift(name);
    }
  });
  return { data: { realm: 'acme', ...(value as JsonObject) }, at: way };
}

/** Keys whose value is a map of lists. */
const MAPS = new Set(['client', 'clientScopeMappings', 'components', 'subComponents']);
