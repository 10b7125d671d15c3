/** How do people sign in to the rich realm? Edited flow copies, more bindings, required actions, OTP and passkey policies. */

import type { Answer } from '../server.ts';
import { type Building, type BuildStep, REALM, saveRealm } from './step.ts';

const AUTHENTICATION = `/${REALM}/authentication`;

/** The execution of one authenticator anywhere below a flow. */
async function executionOf({ rest }: Building, flow: string, providerId: string): Promise<Answer> {
  const executions: readonly Answer[] = await rest('GET', executionsOf(flow));
  return executions.find((each) => each.providerId === providerId);
}

const executionsOf = (flow: string): string => `${AUTHENTICATION}/flows/${encodeURIComponent(flow)}/executions`;

const copyOf = (name: string, flow: string, edit: (building: Building) => Promise<void>): BuildStep => ({
  name: `flow ${name}`,
  run: async (building) => {
    await building.rest('POST', `${AUTHENTICATION}/flows/${encodeURIComponent(flow)}/copy`, { newName: name });
    await edit(building);
  },
});

async function changeAction({ rest }: Building, alias: string, change: object): Promise<void> {
  const where = `${AUTHENTICATION}/required-actions/${alias}`;
  await rest('PUT', where, { ...(await rest('GET', where)), ...change });
}

export const signInSteps: readonly BuildStep[] = [
  copyOf('our reset', 'reset credentials', async (building) => {
    const mail = await executionOf(building, 'our reset', 'reset-otp');
    await building.rest('PUT', executionsOf('our reset'), { ...mail, requirement: 'DISABLED' });
  }),
  copyOf('our registration', 'registration', async (building) => {
    const captcha = await executionOf(building, 'our registration', 'registration-recaptcha-action');
    await building.rest('POST', `${AUTHENTICATION}/executions/${captcha.id}/config`, {
      alias: 'captcha',
      config: { 'site.key': 'fake-site-key', secret: 'fake-captcha-secret', useRecaptchaNet: 'false' },
    });
  }),
  {
    name: 'flow after login',
    run: async ({ rest }) => {
      await rest('POST', `${AUTHENTICATION}/flows`, {
        alias: 'after login',
        description: '',
        providerId: 'basic-flow',
        topLevel: true,
        builtIn: false,
      });
      await rest('POST', `${executionsOf('after login')}/execution`, { provider: 'auth-otp-form' });
    },
  },
  {
    name: 'edited built-in flow',
    // A copy would take the edit along.
    needs: ['flow first login'],
    run: async (building) => {
      const review = await executionOf(building, 'first broker login', 'idp-review-profile');
      const where = `${AUTHENTICATION}/config/${review.authenticationConfig}`;
      const config = await building.rest('GET', where);
      await building.rest('PUT', where, { ...config, config: { 'update.profile.on.first.login': 'on' } });
    },
  },
  {
    name: 'further flow bindings',
    needs: ['flow our reset', 'flow our registration', 'flow direct'],
    run: (building) =>
      saveRealm(building, {
        resetCredentialsFlow: 'our reset',
        registrationFlow: 'our registration',
        directGrantFlow: 'direct strict',
      }),
  },
  {
    name: 'further required actions',
    run: async (building) => {
      await changeAction(building, 'VERIFY_EMAIL', { priority: 45, name: 'Check your mail' });
      await changeAction(building, 'UPDATE_PROFILE', { enabled: false });
    },
  },
  {
    name: 'credential policies',
    needs: ['settings'],
    run: (building) =>
      saveRealm(building, {
        otpPolicyType: 'hotp',
        otpPolicyAlgorithm: 'HmacSHA256',
        otpPolicyDigits: 8,
        otpPolicyInitialCounter: 3,
        otpPolicyLookAheadWindow: 2,
        otpPolicyPeriod: 60,
        webAuthnPolicyPasswordlessRpEntityName: 'acme keys',
        webAuthnPolicyPasswordlessSignatureAlgorithms: ['ES256'],
        webAuthnPolicyPasswordlessAcceptableAaguids: building.set('aaguid-d', 'aaguid-c'),
        webAuthnPolicyPasswordlessUserVerificationRequirement: 'required',
        registrationAllowed: true,
        resetPasswordAllowed: true,
        verifyEmail: true,
        rememberMe: true,
        permanentLockout: true,
        ...(building.version >= 2400 && { maxTemporaryLockouts: 2 }),
        revokeRefreshToken: true,
        refreshTokenMaxReuse: 1,
        clientSessionIdleTimeout: 1200,
        oauth2DevicePollingInterval: 9,
        userManagedAccessAllowed: true,
        defaultSignatureAlgorithm: 'PS256',
      }),
  },
];
