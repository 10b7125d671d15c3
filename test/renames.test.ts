/** Does a text that names one of many renamed things get the name that asking for each of them would give? */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Renames, renamedText } from '../src/diff/renames.ts';
import type { MentionForm, ReferenceForm } from '../src/model.ts';

const FORMS: readonly (MentionForm | ReferenceForm)[] = [
  ...(['id', 'alias', 'name-or-id', 'own', 'name-only', 'fgap-resource', 'fgap-permission'] as const),
  ...(['federated-user', 'name', 'key', 'role-of-client', 'path', 'service-account', 'role-text'] as const),
];

const part = fc.constantFrom('a', 'B', 'a b', '$', 'x/y', 'a:b', '%');
const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const around = fc.constantFrom(
  (text: string) => text,
  (text: string) => `$${text}`,
  (text: string) => `client.resource.$${text}`,
  (text: string) => `f:$${text}:1:2`,
  (text: string) => `/${text}/below`,
  (text: string) => `${text}/below`,
  (text: string) => `service-account-${text.toLowerCase()}`,
  (text: string) => text.replace('/', '.'),
  (text: string) => text.replaceAll('/', '%2F'),
  (text: string) => text.slice(text.indexOf('/') + 1),
);

describe('a renamed text', () => {
  it.each(FORMS)('is found among many: %s', (form) => {
    const pairs = fc.uniqueArray(fc.tuple(name, name), { selector: ([from]) => from, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(pairs, fc.nat(), around, part, fc.boolean(), (list, index, wrap, owner, isRole) => {
        const section = isRole ? 'roles.client' : 'clients';
        const text = wrap(list[index % list.length]?.[0] ?? '');
        const where = { target: [section], owner };
        const ask = (some: readonly (readonly [string, string])[]) => {
          const renames: Renames = new Map([[section, new Map(some)]]);
          return renamedText(text, form, where, renames);
        };
        expect(ask(list)).toEqual(list.map((one) => ask([one])).find((found) => found !== undefined));
      }),
      { numRuns: 400 },
    );
  });
});
