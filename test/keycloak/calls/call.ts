/** What is one admin call of the tests, and what must a diff say of it? Expectations are written in Keycloak's terms, by hand. */

import type { ChangeKind, Json } from '../../../src/model.ts';
import type { Answer, Server } from '../server.ts';

export type Rest = Server['rest'];

/** One call on the realm `acme`, and all that it changes. */
export interface Call {
  readonly about: string;
  readonly run: (rest: Rest) => Promise<unknown>;
  readonly changes: readonly Expected[];
  /** What normal forms tell where they leave a value out that says nothing. */
  readonly betweenNormalForms?: readonly Expected[];
  /** Why one call changes more than one thing. */
  readonly why?: string;
}

export interface Expected {
  readonly kind: ChangeKind;
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
  /** Not compared where it is left out: a whole entity is a long value. */
  readonly before?: Json;
  readonly after?: Json;
  readonly secret?: true;
}

type At = readonly [section: string, entity: string, ...path: string[]];

const at = ([section, entity, ...path]: At) => ({ section, entity, path });

export const changed = (where: At, before: Json, after: Json): Expected => ({
  kind: 'changed',
  ...at(where),
  before,
  after,
});
export const added = (where: At, after?: Json): Expected => ({
  kind: 'added',
  ...at(where),
  ...(after !== undefined && { after }),
});
export const removed = (where: At, before?: Json): Expected => ({
  kind: 'removed',
  ...at(where),
  ...(before !== undefined && { before }),
});
export const moved = (where: At, before: number, after: number): Expected => ({
  kind: 'moved',
  ...at(where),
  before,
  after,
});
export const renamed = (where: At, before: string, after: string): Expected => ({
  kind: 'renamed',
  ...at(where),
  before,
  after,
});
export const secret = (kind: ChangeKind, where: At): Expected => ({ kind, ...at(where), secret: true });

/** Reads a representation, edits it and puts it back whole, as the admin console does. */
export async function edit(rest: Rest, path: string, change: (representation: Answer) => void): Promise<void> {
  const representation = await rest('GET', path);
  change(representation);
  await rest('PUT', path, representation);
}

export const realm = (
  about: string,
  change: (realm: Answer) => void,
  changes: readonly Expected[],
  why?: string,
): Call => ({
  about,
  run: (rest) => edit(rest, '/acme', change),
  changes,
  ...(why !== undefined && { why }),
});

export async function idOf(rest: Rest, path: string, key: string, name: string): Promise<string> {
  const list: Answer = await rest('GET', path);
  const found = list.find((each: Answer) => each[key] === name);
  if (found === undefined) throw new Error(`${path} holds no ${key} ${name}`);
  return found.id;
}

export const clientId = (rest: Rest, name: string) =>
  idOf(rest, `/acme/clients?clientId=${encodeURIComponent(name)}`, 'clientId', name);
export const scopeId = (rest: Rest, name: string) => idOf(rest, '/acme/client-scopes', 'name', name);

export const client = (
  name: string,
  about: string,
  change: (client: Answer) => void,
  changes: readonly Expected[],
  why?: string,
): Call => ({
  about,
  run: async (rest) => edit(rest, `/acme/clients/${await clientId(rest, name)}`, change),
  changes,
  ...(why !== undefined && { why }),
});
