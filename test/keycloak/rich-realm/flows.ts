/** Which authentication flows does the rich realm add? Their executions have an order that both buildings share. */

import type { Answer } from '../server.ts';
import { type Building, type BuildStep, REALM, saveRealm } from './step.ts';

const FLOWS = `/${REALM}/authentication/flows`;

interface Execution {
  readonly provider?: string;
  readonly flow?: string;
  readonly requirement: string;
  readonly config?: { readonly alias: string; readonly config: object };
}

async function topFlow({ rest }: Building, alias: string): Promise<string> {
  await rest('POST', FLOWS, {
    alias,
    description: `the flow ${alias}`,
    providerId: 'basic-flow',
    topLevel: true,
    builtIn: false,
  });
  const flows: readonly Answer[] = await rest('GET', FLOWS);
  return flows.find((flow) => flow.alias === alias).id;
}

/** Adds executions to the end of a flow, one after the other. */
async function fill({ rest }: Building, alias: string, executions: readonly Execution[]): Promise<void> {
  const where = `${FLOWS}/${encodeURIComponent(alias)}/executions`;
  for (const { provider, flow, requirement, config } of executions) {
    const id: string =
      flow === undefined
        ? await rest('POST', `${where}/execution`, { provider })
        : await rest('POST', `${where}/flow`, {
            alias: flow,
            type: 'basic-flow',
            description: '',
            provider: 'registration-page-form',
          });
    const infos: readonly Answer[] = await rest('GET', where);
    const info =
      infos.find((each) => each.id === id || each.flowId === id) ?? infos.find((each) => each.displayName === flow);
    await rest('PUT', where, { ...info, requirement });
    if (config !== undefined) await rest('POST', `/${REALM}/authentication/executions/${id}/config`, config);
  }
}

export const flowSteps: readonly BuildStep[] = [
  {
    name: 'flow strong',
    run: async (building) => {
      const id = await topFlow(building, 'strong browser');
      await fill(building, 'strong browser', [
        { provider: 'auth-cookie', requirement: 'ALTERNATIVE' },
        {
          provider: 'identity-provider-redirector',
          requirement: 'ALTERNATIVE',
          config: { alias: 'to corp', config: { defaultProvider: 'corp' } },
        },
        { flow: 'strong forms', requirement: 'ALTERNATIVE' },
      ]);
      await fill(building, 'strong forms', [
        { provider: 'auth-username-password-form', requirement: 'REQUIRED' },
        { flow: 'strong second factor', requirement: 'CONDITIONAL' },
      ]);
      await fill(building, 'strong second factor', [
        {
          provider: 'conditional-user-role',
          requirement: 'REQUIRED',
          config: { alias: 'needs second factor', config: { condUserRole: 'auditor', negate: 'false' } },
        },
        { provider: 'auth-otp-form', requirement: 'REQUIRED' },
      ]);
      return id;
    },
  },
  {
    name: 'flow direct',
    run: async (building) => {
      const id = await topFlow(building, 'direct strict');
      await fill(building, 'direct strict', [
        { provider: 'direct-grant-validate-username', requirement: 'REQUIRED' },
        { provider: 'direct-grant-validate-password', requirement: 'REQUIRED' },
      ]);
      return id;
    },
  },
  {
    name: 'flow copy',
    run: ({ rest }) => rest('POST', `${FLOWS}/browser/copy`, { newName: 'browser copy' }),
  },
  {
    name: 'flow first login',
    run: ({ rest }) =>
      rest('POST', `${FLOWS}/${encodeURIComponent('first broker login')}/copy`, { newName: 'first login of corp' }),
  },
  {
    name: 'flow bindings',
    needs: ['flow copy'],
    run: (building) => saveRealm(building, { browserFlow: 'browser copy' }),
  },
];
