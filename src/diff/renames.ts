/** Which names did renamed entities have, and how is one written in each kind of place? Rewrites a text, or says that it speaks of something else. */

import { escapeName, unescapeName } from '../entities/names.ts';
import type { Change, MentionForm, ReferenceForm } from '../model.ts';

/** By section: the old natural key and the new one. */
export type Renames = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function renamesOf(changes: readonly Change[]): Renames {
  const renames = new Map<string, Map<string, string>>();
  for (const change of changes) {
    if (change.kind !== 'renamed' || change.secret) continue;
    const { before, after, section, path } = change;
    // A mapper or a resource of another name is named inside its owner alone.
    if (path.length > 0 && section !== 'authenticationFlows') continue;
    if (typeof before !== 'string' || typeof after !== 'string') continue;
    const names = renames.get(section) ?? new Map<string, string>();
    renames.set(section, names.set(before, after));
  }
  return renames;
}

type Form = MentionForm | ReferenceForm;

/** Where a text stands, as far as its meaning depends on it. */
interface Around {
  readonly target: readonly string[];
  /** The key above, where a client's roles stand below its clientId. */
  readonly owner: string;
}

/** The text under the new name; undefined when it names nothing that was renamed. */
export function renamedText(text: string, form: Form, around: Around, renames: Renames): string | undefined {
  for (const section of around.target) {
    for (const [from, to] of renames.get(section) ?? []) {
      const [old, now] = REFERRING.has(form) && !SPELLED.has(section) ? [escapeName(from), escapeName(to)] : [from, to];
      const next = REWRITE[form]({ text, from: old, to: now, owner: around.owner });
      if (next !== undefined) return next;
    }
  }
  return undefined;
}

/** Here a text is a reference, in which every name is spelled. */
const REFERRING: ReadonlySet<Form> = new Set([
  'id',
  'alias',
  'own',
  'fgap-resource',
  'fgap-permission',
  'federated-user',
]);

/** What a report calls these is spelled already. */
const SPELLED: ReadonlySet<string> = new Set(['roles.client', 'groups']);

interface Rewriting {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly owner: string;
}

const whole = ({ text, from, to }: Rewriting) => (text === from ? to : undefined);
const dollar = ({ text, from, to }: Rewriting) => (text === `$${from}` ? `$${to}` : undefined);
const dollarEnd = ({ text, from, to }: Rewriting) =>
  text.endsWith(`$${from}`) ? `${text.slice(0, -from.length)}${to}` : undefined;

/** `viewer` of `web-shop/viewer`, read back: a slash inside a name is `%2F`. */
const lastName = (key: string) => unescapeName(key.slice(key.lastIndexOf('/') + 1));
const ownerName = (key: string) => unescapeName(key.slice(0, Math.max(0, key.lastIndexOf('/'))));

const REWRITE: { readonly [form in Form]: (rewriting: Rewriting) => string | undefined } = {
  id: dollar,
  alias: dollar,
  'name-or-id': (rewriting) => whole(rewriting) ?? dollar(rewriting),
  own: (rewriting) => whole(rewriting) ?? dollar(rewriting),
  'name-only': whole,
  'fgap-resource': dollarEnd,
  'fgap-permission': dollarEnd,
  'federated-user': ({ text, from, to }) =>
    text.includes(`:$${from}:`) ? text.replace(`:$${from}:`, () => `:$${to}:`) : undefined,
  name: whole,
  key: whole,
  'role-of-client': ({ text, from, to, owner }) =>
    owner === ownerName(from) && text === lastName(from) ? lastName(to) : undefined,
  path: ({ text, from, to }) =>
    text === from || text.startsWith(`${from}/`) ? `${to}${text.slice(from.length)}` : undefined,
  'service-account': ({ text, from, to }) =>
    text === `service-account-${from.toLowerCase()}` ? `service-account-${to.toLowerCase()}` : undefined,
  'role-text': ({ text, from, to }) => {
    const spell = (key: string) => (key.includes('/') ? `${ownerName(key)}.${lastName(key)}` : key);
    return text === spell(from) ? spell(to) : undefined;
  },
};
