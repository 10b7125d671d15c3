/** Which priority has each execution? 10, 20, 30 ... in the order of the list: a server runs them by their numbers alone. */

import { emptyObject, isArray, isObject } from '../json/object.ts';
import type { Json, Realm } from '../model.ts';

export function numberExecutions(realm: Realm): Realm {
  const { authenticationFlows: flows } = realm.data;
  if (!isArray(flows)) return realm;
  return { ...realm, data: Object.assign(emptyObject(), realm.data, { authenticationFlows: flows.map(numbered) }) };
}

function numbered(flow: Json): Json {
  if (!isObject(flow) || !isArray(flow.authenticationExecutions)) return flow;
  const executions = flow.authenticationExecutions.map((execution, index) =>
    isObject(execution) ? Object.assign(emptyObject(), execution, { priority: (index + 1) * 10 }) : execution,
  );
  return Object.assign(emptyObject(), flow, { authenticationExecutions: executions });
}
