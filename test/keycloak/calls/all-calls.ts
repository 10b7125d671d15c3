/** Which calls are made on a new realm, and in which order? Each stands on what those before it made. */

import { AUTHORIZATION_CALLS, CLIENT_CALLS, GROUP_CALLS, ROLE_CALLS, SCOPE_CALLS } from './access-calls.ts';
import type { Call } from './call.ts';
import { CLIENT_POLICY_CALLS, REALM_CALLS, USER_PROFILE_CALLS } from './realm-calls.ts';
import { COMPONENT_CALLS, flowCalls, IDENTITY_PROVIDER_CALLS, REQUIRED_ACTION_CALLS } from './sign-in-calls.ts';

/** Those that a partial export shows, on the newest version. */
export const CALLS: readonly Call[] = [
  ...REALM_CALLS,
  ...USER_PROFILE_CALLS,
  ...CLIENT_POLICY_CALLS,
  ...ROLE_CALLS,
  ...GROUP_CALLS,
  ...CLIENT_CALLS,
  ...SCOPE_CALLS,
  ...AUTHORIZATION_CALLS,
  ...flowCalls(),
  ...REQUIRED_ACTION_CALLS,
  ...IDENTITY_PROVIDER_CALLS,
  ...COMPONENT_CALLS,
];
