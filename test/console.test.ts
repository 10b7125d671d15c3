/** Does one press of Save in the admin console, with nothing changed, show as nothing? Recorded pages; what the console does change is listed. */

import fs from 'node:fs';
import path from 'node:path';
import rfc6902 from 'rfc6902';
import { describe, expect, it } from 'vitest';
import { normalize } from '../src/index.ts';
import { changesBetween } from './compare-texts.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/console');

/** What the console writes though absence means something else, and what absence means (26.7.3, measured or read in the code). */
const CHANGES_SOMETHING: { readonly [place: string]: string } = {
  'clients name ""': 'the client id stands on the front-channel logout page',
  'clients rootUrl ""': 'RealmsResource#getRedirect answers 204',
  'clients baseUrl ""': 'RealmsResource#getRedirect answers 204, and a console has no referrer',
  'clients adminUrl ""': 'a SAML client without an ACS URL is refused',
  'clients attributes/saml.server.signature.keyinfo.xmlSigKeyInfoKeyNameTransformer "NONE"': 'KEY_ID',
  'identityProviders config/allowCreate "false"': 'true',
  'identityProviders config/attributeConsumingServiceIndex "0"': 'none is sent',
  'identityProviders config/validateSignature "true"': 'false',
  'identityProviders config/wantAssertionsSigned "true"': 'false',
};

interface Save {
  readonly about: string;
  readonly patch: rfc6902.Operation[];
}

describe.each(fs.readdirSync(FOLDER))('%s', (version) => {
  const read = (name: string) => fs.readFileSync(path.join(FOLDER, version, name), 'utf8');
  const saves: readonly Save[] = JSON.parse(read('saves.json'));
  const met = new Set<string>();
  let last: string = read('start.json');

  it.each(saves)('$about', async ({ patch }) => {
    const realm: unknown = JSON.parse(last);
    expect(rfc6902.applyPatch(realm, patch).every((error) => error === null)).toBe(true);
    const [before, after] = [last, JSON.stringify(realm)];
    last = after;
    for (const pair of [
      [before, after],
      [(await normalize(before)).text, (await normalize(after)).text],
    ] as const) {
      const told = (await changesBetween(...pair)).map(({ section, path: at, ...change }) => {
        return `${section} ${at.join('/')} ${JSON.stringify(change.secret ? undefined : change.after)}`;
      });
      for (const each of told) met.add(each);
      expect(told.filter((each) => CHANGES_SOMETHING[each] === undefined)).toEqual([]);
    }
  });

  it('every value that changes something was met', () => {
    expect([...met].sort()).toEqual(Object.keys(CHANGES_SOMETHING).sort());
  });
});
