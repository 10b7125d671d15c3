/** Who did what in a realm of late? Its admin events, newest first, with people's names; what they wrote is left where it is. */

import { property, textProperty } from '../../json/object.ts';
import type { AdminEvent, Json } from '../../model.ts';
import type { Session } from '../open-session.ts';
import { usernameOf } from './users.ts';
import { addressOf, elements } from './view.ts';

export interface EventRequest {
  readonly realm: string;
  /** The realm as it was read. */
  readonly data: Json;
  /** A day, `2026-12-01`: all that servers before 26.1 understand (RealmAdminResource.getEvents). */
  readonly since?: string | undefined;
  /** At most so many, the newest. */
  readonly most?: number;
}

const PAGE = 200;
const MOST_PAGES = 5;

/** Undefined where the realm keeps none; a LiveError where who asks may not see them (view-events). */
export async function readAdminEvents(
  session: Session,
  { realm, data, since, most = PAGE * MOST_PAGES }: EventRequest,
): Promise<readonly AdminEvent[] | undefined> {
  if (property(data, 'adminEventsEnabled') !== true) return undefined;
  const from = since === undefined ? '' : `&dateFrom=${since}`;
  const events: Json[] = [];
  while (events.length < most) {
    const max = Math.min(PAGE, most - events.length);
    const path = `${addressOf(realm)}/admin-events?first=${events.length}&max=${max}${from}`;
    const page = await elements(session.get(path));
    events.push(...page);
    if (page.length < max) break;
  }
  const nameOf = userNames(session, realm);
  const told = await Promise.all(events.map(async (event) => toEvent(event, await nameOf(event))));
  return told.sort((a, b) => b.time - a.time);
}

function toEvent(event: Json, user: string): AdminEvent {
  const written = representationIn(event);
  return {
    time: Number(property(event, 'time') ?? 0),
    operation: textProperty(event, 'operationType') ?? '',
    path: textProperty(event, 'resourcePath') ?? '',
    user,
    name: ['clientId', 'alias', 'path', 'name'].flatMap((key) => textProperty(written, key) ?? [])[0],
  };
}

function representationIn(event: Json): Json {
  try {
    return JSON.parse(textProperty(event, 'representation') ?? 'null') as Json;
  } catch {
    return null;
  }
}

/** Each user is looked up once: in the realm itself, or in master, where the administrators of all realms live. */
function userNames(session: Session, realm: string): (event: Json) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (event) => {
    const { authDetails } = event as { readonly authDetails?: Json };
    const id = textProperty(authDetails, 'userId') ?? '';
    const isHere = textProperty(authDetails, 'realmId') === textProperty(event, 'realmId');
    const name = known.get(id) ?? nameOf(session, isHere ? realm : 'master', id);
    known.set(id, name);
    return name;
  };
}

const SERVICE_ACCOUNT = 'service-account-';

async function nameOf(session: Session, realm: string, id: string): Promise<string> {
  const name = await usernameOf(session, realm, id);
  if (name === undefined) return `user ${id.slice(0, 8)}`;
  return name.startsWith(SERVICE_ACCOUNT) ? `client ${name.slice(SERVICE_ACCOUNT.length)}` : name;
}
