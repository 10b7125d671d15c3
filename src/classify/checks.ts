/** What is wrong with the structure of a realm, where no pattern could ask? The list of all such questions. */

import type { CheckName } from '../rule-rows.ts';
import { sharedConfigs, unusedConfigs } from './check-configs.ts';
import {
  clientTokensOutlivingRealm,
  failuresForgottenEarly,
  idleLongerThanSession,
  organizationRedirects,
  sharedComponentNames,
} from './check-entities.ts';
import {
  conditionalWithoutCondition,
  conditionsBeforeUser,
  equalPriorities,
  missingConfigs,
  missingSubFlows,
  mixedRequirements,
  orphanFlows,
  sharedFlows,
  stepsWithFlow,
  x509WithoutCaSubject,
} from './check-flows.ts';
import { conditionsOfMissingRoles, namesAlikeButForCase } from './check-names.ts';
import { weakPasswordHashing } from './check-passwords.ts';
import { problemsOfInput } from './check-problems.ts';
import { keysInClear, secretsInClear, secretsMasked } from './check-secrets.ts';
import {
  lightweightWithoutSub,
  mappersByClientId,
  mappersOverEditable,
  mappersThatNeverUpdate,
} from './check-tokens.ts';
import type { Facts } from './facts.ts';
import { guardsExceeded, guardsMissed } from './guards.ts';
import type { Held } from './held.ts';

/** One question; tells all places where the answer is yes. */
type Check = (facts: Facts) => readonly Held[];

export const CHECKS = {
  'conditional-flow-without-condition': conditionalWithoutCondition,
  'mixed-requirements': mixedRequirements,
  'orphan-flow': orphanFlows,
  'shared-flow-alias': sharedFlows,
  'shared-config-alias': sharedConfigs,
  'unused-config': unusedConfigs,
  'equal-priorities': equalPriorities,
  'step-and-flow': stepsWithFlow,
  'missing-sub-flow': missingSubFlows,
  'missing-config': missingConfigs,
  'secret-in-clear': secretsInClear,
  'key-in-clear': keysInClear,
  'masked-secret': secretsMasked,
  'unregistered-organization-redirect': organizationRedirects,
  'shared-component-name': sharedComponentNames,
  'x509-without-ca-subject': x509WithoutCaSubject,
  'failures-forgotten-before-wait-ends': failuresForgottenEarly,
  'client-token-outlives-realm': clientTokensOutlivingRealm,
  'weak-password-hashing': weakPasswordHashing,
  'mapper-over-editable-attribute': mappersOverEditable,
  'mapper-by-client-id': mappersByClientId,
  'mapper-never-updates': mappersThatNeverUpdate,
  'lightweight-token-without-sub': lightweightWithoutSub,
  'condition-before-user': conditionsBeforeUser,
  'condition-of-missing-role': conditionsOfMissingRoles,
  'names-alike-but-for-case': namesAlikeButForCase,
  problem: problemsOfInput,
  'idle-longer-than-session': idleLongerThanSession,
  'guard-exceeded': guardsExceeded,
  'guard-missed': guardsMissed,
} as const satisfies Record<CheckName, Check>;
