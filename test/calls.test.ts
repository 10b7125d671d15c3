/** Does each admin call that was recorded on a real server show as exactly the change that it makes? Recall and precision are printed. */

import fs from 'node:fs';
import path from 'node:path';
import rfc6902 from 'rfc6902';
import { afterAll, describe, expect, it } from 'vitest';
import { normalize } from '../src/index.ts';
import { changesBetween } from './compare-texts.ts';
import { CALLS } from './keycloak/calls/all-calls.ts';
import { mismatchOfNormalForms } from './keycloak/calls/normal-forms.ts';
import { PEOPLE_CALLS } from './keycloak/calls/people-calls.ts';
import { EXACT, newScore } from './keycloak/calls/score.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/calls');

interface Recorded {
  readonly about: string;
  /** RFC 6902, from the export before the call to the export after it. */
  readonly patch: rfc6902.Operation[];
}

const score = newScore();
afterAll(() => {
  process.stdout.write(score.summary());
});

describe.each(fs.readdirSync(FOLDER))('%s', (version) => {
  describe.each([
    ['partial', CALLS],
    ['full', PEOPLE_CALLS],
  ] as const)('%s exports', (kind, calls) => {
    const read = (name: string) => fs.readFileSync(path.join(FOLDER, version, `${kind}-${name}.json`), 'utf8');
    const recorded: readonly Recorded[] = JSON.parse(read('calls'));
    let last: string = read('start');
    const normalForms = rememberLast(async (text: string) => (await normalize(text)).text);

    it.each(recorded.map((each, index) => ({ ...each, call: calls[index] })))(
      '$about',
      async ({ about, call, patch }) => {
        if (call === undefined) throw new Error('no such call');
        expect(call.about).toBe(about);
        const before = last;
        last = applied(before, patch);
        expect(score.count(await changesBetween(before, last), call.changes)).toEqual(EXACT);
        expect(await mismatchOfNormalForms(await normalForms(before), await normalForms(last), call)).toEqual(EXACT);
      },
    );

    it('every call was recorded', () => {
      expect(recorded.map(({ about }) => about)).toEqual(calls.map(({ about }) => about));
    });
  });
});

/** Asks again only for what it was not asked the last time. */
function rememberLast(make: (text: string) => Promise<string>): (text: string) => Promise<string> {
  let last: readonly [string, Promise<string>] | undefined;
  return (text) => {
    if (last?.[0] !== text) last = [text, make(text)];
    return last[1];
  };
}

function applied(text: string, patch: rfc6902.Operation[]): string {
  const realm: unknown = JSON.parse(text);
  expect(rfc6902.applyPatch(realm, patch).every((error) => error === null)).toBe(true);
  return JSON.stringify(realm);
}
