/** How is the rich realm built, in either of two orders? Runs the named steps so that each comes after what it needs. */

import { type Answer, type Server, versionNumber } from '../server.ts';
import { accessSteps } from './access.ts';
import { adminPermissionSteps } from './admin-permissions.ts';
import { authorizationSteps } from './authorization.ts';
import { brokeringSteps } from './brokering.ts';
import { brokerSteps } from './brokers.ts';
import { clientKindSteps } from './client-kinds.ts';
import { clientSteps } from './clients.ts';
import { flowSteps } from './flows.ts';
import { peopleSteps } from './people.ts';
import { realmSteps } from './realm.ts';
import { signInSteps } from './sign-in.ts';
import { type Building, type BuildStep, type Order, REALM } from './step.ts';
import { storageSteps } from './storage.ts';

const STEPS: readonly BuildStep[] = [
  ...realmSteps,
  ...accessSteps,
  ...clientSteps,
  ...authorizationSteps,
  ...flowSteps,
  ...brokeringSteps,
  ...clientKindSteps,
  ...brokerSteps,
  ...signInSteps,
  ...storageSteps,
  ...peopleSteps,
  ...adminPermissionSteps,
];

/** Builds the realm `acme` through the admin REST API of a running server; returns what builds the late steps. */
export async function buildRichRealm(server: Server, order: Order): Promise<() => Promise<void>> {
  const version = versionNumber(server.version);
  const building: Building = {
    server,
    rest: server.rest,
    version,
    ids: new Map(),
    set: (...elements) => (order === 'forward' ? [...elements] : [...elements].reverse()),
  };
  await server.rest('POST', '', { realm: REALM, enabled: true });
  const wanted = STEPS.filter(({ since = 0, until = 9999 }) => version >= since && version < until);
  const run = (steps: readonly BuildStep[]) => runSteps(inOrder(steps, order), building);
  await run(wanted.filter(({ isLate }) => isLate !== true));
  return () => run(wanted.filter(({ isLate }) => isLate === true));
}

async function runSteps(steps: readonly BuildStep[], building: Building): Promise<void> {
  for (const step of steps) {
    try {
      const id = idIn(await step.run(building));
      if (id !== undefined) building.ids.set(step.name, id);
    } catch (error) {
      throw new Error(`building ${REALM}, step "${step.name}": ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** Servers answer a creation with the place of the new thing, with the thing itself, or with nothing. */
function idIn(answer: Answer): string | undefined {
  const id = answer?.id ?? answer;
  return typeof id === 'string' ? id : undefined;
}

function inOrder(steps: readonly BuildStep[], order: Order): readonly BuildStep[] {
  const names = new Set(steps.map(({ name }) => name));
  const waiting = order === 'forward' ? [...steps] : [...steps].reverse();
  const sorted: BuildStep[] = [];
  const done = new Set<string>();
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs = [] }) => needs.every((need) => done.has(need) || !names.has(need)));
    const [step] = waiting.splice(next, 1);
    if (next < 0 || step === undefined) throw new Error('the steps of the rich realm need one another in a circle');
    sorted.push(step);
    done.add(step.name);
  }
  return sorted;
}
