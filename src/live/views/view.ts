/** What is a view: one part of a realm that an account with one role may read? And how are many answers fetched for one list? */

import { elementsOf, isObject, textProperty } from '../../json/object.ts';
import type { Json, JsonObject } from '../../model.ts';
import { LiveError } from '../live-server.ts';
import type { Session } from '../open-session.ts';

/** Where a view looks: a session, and what earlier views brought. */
export interface Looking {
  readonly session: Session;
  readonly realm: string;
  /** `/realms/acme`. */
  readonly at: string;
  /** The clients as the server lists them, with their ids; a LiveError where they are hidden. */
  readonly clients: () => Promise<readonly JsonObject[]>;
  /** The realm's own id. */
  readonly realmId: string;
}

export interface View {
  /** The keys of a RealmRepresentation that it brings. */
  readonly keys: readonly string[];
  /** The role of `realm-management` that suffices. */
  readonly role: string;
  readonly read: (looking: Looking) => Promise<JsonObject>;
}

/** Where the admin API has a realm. */
export function addressOf(realm: string): string {
  return `/realms/${encodeURIComponent(realm)}`;
}

/** What the server answers; null where it refuses, or does not answer: for what a realm is no less without. */
export async function unlessRefused(answer: Promise<Json>): Promise<Json> {
  return answer.catch((error: unknown) => {
    if (error instanceof LiveError) return null;
    throw error;
  });
}

/** What a partial export writes in place of each secret. */
export const MASK = '**********';

/** Only objects: lists of a server's answer hold nothing else. */
export function objectsOf(list: readonly Json[]): readonly JsonObject[] {
  return list.filter(isObject);
}

/** The elements of an answer that is a list; none of another one. */
export async function elements(answer: Promise<Json>): Promise<readonly Json[]> {
  return elementsOf(await answer);
}

export function idOf(value: JsonObject): string {
  return encodeURIComponent(textProperty(value, 'id') ?? '');
}

export function namesOf(list: Json | undefined): readonly string[] {
  return elementsOf(list).flatMap((each) => textProperty(each, 'name') ?? []);
}
