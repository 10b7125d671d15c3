/** Do the findings of each recorded admin call say what somebody who administers Keycloak would? `expected-findings.json` was written down before the rules were asked. */

import fs from 'node:fs';
import path from 'node:path';
import rfc6902 from 'rfc6902';
import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../src/model.ts';
import { SEVERITIES } from '../src/tables/severity.ts';
import { findingsBetween } from './compare-texts.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/calls');

interface Recorded {
  readonly about: string;
  readonly patch: rfc6902.Operation[];
}

describe.each(fs.readdirSync(FOLDER))('%s', (version) => {
  const read = (name: string) => fs.readFileSync(path.join(FOLDER, version, `${name}.json`), 'utf8');
  const expected: { readonly [about: string]: string } = JSON.parse(read('expected-findings'));

  it('every call has one', () => {
    const about = ['partial', 'full'].flatMap((kind) =>
      (JSON.parse(read(`${kind}-calls`)) as readonly Recorded[]).map((call) => call.about),
    );
    expect(Object.keys(expected).sort()).toEqual([...about].sort());
  });

  describe.each(['partial', 'full'])('%s', (kind) => {
    const realm: unknown = JSON.parse(read(`${kind}-start`));
    it.each(JSON.parse(read(`${kind}-calls`)) as readonly Recorded[])('$about', async ({ about, patch }) => {
      const before = JSON.stringify(realm);
      rfc6902.applyPatch(realm, patch);
      const found = await findingsBetween(before, JSON.stringify(realm));
      const [severity = '', direction = ''] = (expected[about] ?? '').split(' ');
      const worst = found.filter((each) => each.severity === worstOf(found));
      expect(asSaid(worst[0]?.severity)).toBe(asSaid(severity));
      // What is low may be seen one way or the other.
      if (severity === 'high' || severity === 'medium') {
        expect(worst.map((each) => each.direction)).toContain(direction);
      }
    });
  });
});

function worstOf(findings: readonly Finding[]): Severity | undefined {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
}

/** What is only told is worth no more to decide than silence. */
function asSaid(severity: string | undefined): string {
  return severity === undefined || severity === 'none' ? 'info' : severity;
}
