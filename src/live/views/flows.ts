/** Which authentication flows has a realm? The server lists those at the top; the others are found as steps of these. */

import { elementsOf, isObject, property, textProperty } from '../../json/object.ts';
import type { JsonObject } from '../../model.ts';
import { LiveError } from '../live-server.ts';
import { elements, type Looking, objectsOf, type View } from './view.ts';

export const flowViews: readonly View[] = [
  { keys: ['authenticationFlows', 'authenticatorConfig'], role: 'view-realm', read: readFlows },
];

async function readFlows(looking: Looking): Promise<JsonObject> {
  const { session, at } = looking;
  const listed = objectsOf(await elements(session.get(`${at}/authentication/flows`)));
  const top = [...listed, ...(await hiddenFlow(looking))];
  const steps = await Promise.all(
    top.map(async (flow) => {
      const alias = encodeURIComponent(textProperty(flow, 'alias') ?? '');
      return objectsOf(await elements(session.get(`${at}/authentication/flows/${alias}/executions`)));
    }),
  );
  const idsOf = (key: string): readonly string[] => [
    ...new Set(steps.flat().flatMap((step) => textProperty(step, key) ?? [])),
  ];
  const fetchAll = async (path: string, ids: readonly string[]): Promise<readonly JsonObject[]> =>
    (await Promise.all(ids.map((id) => session.get(`${at}/authentication/${path}/${encodeURIComponent(id)}`)))).filter(
      isObject,
    );
  const below = await fetchAll('flows', idsOf('flowId'));
  const authenticatorConfig = await fetchAll('config', idsOf('authenticationConfig'));
  return { authenticationFlows: [...top, ...below].map(asExported), authenticatorConfig };
}

/**
 * The list leaves this flow out (AuthenticationManagementResource.getFlows), and its id is only told to who may manage the realm (getExecution
 * before 26). Its steps are told to everybody; the rest of it is Keycloak's own, and nobody can remove or rename it.
 */
const HIDDEN = {
  alias: 'saml ecp',
  description: 'SAML ECP Profile Authentication Flow',
  providerId: 'basic-flow',
  ...{ topLevel: true, builtIn: true },
};

/** Where servers before 25 do not tell: of the only step of that flow (DefaultAuthenticationFlows.samlEcpProfile). */
const PRIORITY = 10;

async function hiddenFlow({ session, at }: Looking): Promise<readonly JsonObject[]> {
  const path = `${at}/authentication/flows/${encodeURIComponent(HIDDEN.alias)}/executions`;
  const steps = await session.get(path).catch((error: unknown) => {
    if (error instanceof LiveError && error.status === 404) return undefined;
    throw error;
  });
  if (steps === undefined) return [];
  const authenticationExecutions = objectsOf(elementsOf(steps)).map((step) => ({
    authenticator: step.providerId ?? '',
    requirement: step.requirement ?? '',
    priority: step.priority ?? PRIORITY,
    ...{ authenticatorFlow: false, autheticatorFlow: false, userSetupAllowed: false },
  }));
  return [{ ...HIDDEN, authenticationExecutions }];
}

function asExported(flow: JsonObject): JsonObject {
  return { ...flow, authenticationExecutions: property(flow, 'authenticationExecutions') ?? [] };
}
