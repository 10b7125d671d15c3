/** Who made each change? The newest admin event that leads to its place; nobody where none does. */

import { whereIs } from '../diff/where-is.ts';
import { ONE_EACH } from '../entities/address.ts';
import type { AdminEvent, JsonObject, JudgedChange, Place, Report } from '../model.ts';
import { findEntities } from '../normalize/entities.ts';
import { type EventPlace, type PlaceOfId, placeOfEvent } from './event-places.ts';
import { timeIn } from './time.ts';

/** `events` are in the order of time, the newest first; `data` is the realm with its ids. */
export function nameAuthors(
  report: Report,
  events: readonly AdminEvent[],
  { data, root }: { readonly data: JsonObject; readonly root: Place },
): Report {
  if (events.length === 0) return report;
  const placeOfId = placesById(events, data, root);
  const placed = events.flatMap((event) => {
    const place = placeOfEvent(event.path, { placeOfId, name: event.name });
    return place === undefined ? [] : [{ event, place }];
  });
  const edits = report.changes.filter(({ cause }) => cause === 'edit');
  const changes = report.changes.map((change): JudgedChange => {
    if (change.cause !== 'edit') return change;
    const found = placed.find(({ event, place }) => leadsTo(place, event, change, edits));
    return found === undefined ? change : { ...change, by: { user: found.event.user, at: timeIn(found.event.time) } };
  });
  return { ...report, changes };
}

/** Only ids that an event names are looked for. */
function placesById(events: readonly AdminEvent[], data: JsonObject, root: Place): PlaceOfId {
  const wanted = new Set(events.flatMap(({ path }) => path.split('/')));
  const places = new Map<string, EventPlace>();
  for (const { id, path } of findEntities(data, root)) {
    if (id === undefined || !wanted.has(id)) continue;
    const { section, entity, path: below } = whereIs(data, path, root);
    places.set(id, { section, entity, path: below });
  }
  return (id) => places.get(id);
}

/** Where several entities of a section changed, an event that names none of them leads to none. */
function leadsTo(
  { section, entity, path }: EventPlace,
  { operation }: AdminEvent,
  change: JudgedChange,
  edits: readonly JudgedChange[],
): boolean {
  if (section !== change.section) return false;
  const isOne = ONE_EACH.has(section) || entity === change.entity;
  // An execution or a subflow is in no list of a partial export: only its section is known.
  const mayBeInside = entity === undefined || section === 'authenticationFlows';
  if (!isOne && !(mayBeInside && isAlone(change, operation, edits))) return false;
  if (isGone(change) && operation !== 'DELETE') return false;
  return path.every((name, index) => change.path[index] === undefined || change.path[index] === name);
}

function isGone({ kind, path }: JudgedChange): boolean {
  return kind === 'removed' && path.length === 0;
}

/** True where nothing else of the section changed, or nothing else came or went. */
function isAlone(change: JudgedChange, operation: string, edits: readonly JudgedChange[]): boolean {
  const ofSection = edits.filter(({ section }) => section === change.section);
  if (new Set(ofSection.map(({ entity }) => entity)).size === 1) return true;
  const kind = operation === 'DELETE' ? 'removed' : operation === 'CREATE' ? 'added' : undefined;
  if (change.kind !== kind || change.path.length > 0) return false;
  return ofSection.filter((each) => each.kind === kind && each.path.length === 0).length === 1;
}
