/** Which names did renamed entities have, and how is one written in each kind of place? Rewrites a text, or says that it speaks of something else. */

import { clientRoleName, escapeName, unescapeName } from '../entities/names.ts';
import { groupBy } from '../json/group-by.ts';
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

/** The text under a new name, and whose that is. */
export interface RenamedText {
  readonly text: string;
  readonly section: string;
  readonly from: string;
}

/** The text under the new name; undefined when it names nothing that was renamed. */
export function renamedText(text: string, form: Form, around: Around, renames: Renames): RenamedText | undefined {
  for (const section of around.target) {
    const names = renames.get(section);
    const found = names === undefined ? undefined : firstNamed(text, form, around.owner, { section, names });
    if (found !== undefined) return found;
  }
  return undefined;
}

interface OneSection {
  readonly section: string;
  readonly names: ReadonlyMap<string, string>;
}

/** Of the renamed that the text may speak of, the one that was told first. */
function firstNamed(text: string, form: Form, owner: string, { section, names }: OneSection): RenamedText | undefined {
  const spell = REFERRING.has(form) && !SPELLED.has(section) ? escapeName : asIs;
  const index = indexOf(names, form, spell);
  const entries = CANDIDATES[form](text, owner).flatMap((candidate) => index.get(candidate) ?? []);
  for (const { from, to } of entries.sort((a, b) => a.rank - b.rank)) {
    const next = REWRITE[form]({ text, from: spell(from), to: spell(to), owner });
    if (next !== undefined) return { text: next, section, from };
  }
  return undefined;
}

const asIs = (name: string): string => name;

interface Entry {
  readonly from: string;
  readonly to: string;
  readonly rank: number;
}

/** By what a text of the form would hold, for ten thousand may be renamed, and a realm has a million texts. */
const indexes = new WeakMap<OneSection['names'], Map<string, ReadonlyMap<string, readonly Entry[]>>>();

function indexOf(
  names: OneSection['names'],
  form: Form,
  spell: (name: string) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const byForm = indexes.get(names) ?? new Map<string, ReadonlyMap<string, readonly Entry[]>>();
  indexes.set(names, byForm);
  const key = `${form} ${spell === asIs}`;
  const found = byForm.get(key);
  if (found !== undefined) return found;
  const entries = [...names].map(([from, to], rank): Entry => ({ from, to, rank }));
  const made = groupBy(entries, ({ from }) => (HELD[form] ?? asIs)(spell(from)));
  byForm.set(key, made);
  return made;
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

/** What a text holds of an old name, where that is not the name itself. */
const HELD: { readonly [form in Form]?: (from: string) => string } = {
  'service-account': (from) => from.toLowerCase(),
  'role-text': (from) => spellRole(from),
};

const spellRole = (key: string): string => (key.includes('/') ? `${ownerName(key)}.${lastName(key)}` : key);

const itself = (text: string): readonly string[] => [text];
const behindDollar = (text: string): readonly string[] => (text.startsWith('$') ? [text.slice(1)] : []);
const behindAnyDollar = (text: string): readonly string[] =>
  [...text.matchAll(/\$/g)].map(({ index }) => text.slice(index + 1));

/** The old names that a text of the form may speak of, as they stand in it. */
const CANDIDATES: { readonly [form in Form]: (text: string, owner: string) => readonly string[] } = {
  id: behindDollar,
  alias: behindDollar,
  'name-or-id': (text) => [text, ...behindDollar(text)],
  own: (text) => [text, ...behindDollar(text)],
  'name-only': itself,
  'fgap-resource': behindAnyDollar,
  'fgap-permission': behindAnyDollar,
  'federated-user': (text) =>
    [...text.matchAll(/(?<=:\$)/g)].flatMap(({ index: start }) =>
      [...text.slice(start).matchAll(/:/g)].map(({ index: length }) => text.slice(start, start + length)),
    ),
  name: itself,
  key: itself,
  'role-of-client': (text, owner) => [clientRoleName(owner, text)],
  path: (text) => [text, ...[...text.matchAll(/\//g)].map(({ index }) => text.slice(0, index))],
  'service-account': (text) => [text.slice('service-account-'.length)],
  'role-text': itself,
};

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
  'role-text': ({ text, from, to }) => (text === spellRole(from) ? spellRole(to) : undefined),
};
