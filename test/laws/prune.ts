/** How does a file look that states only some of what an export states? Leaves out properties and entities at random. */

import type { Dice } from './shuffle.ts';

/** Without them nothing says what the rest is about. */
const KEPT = new Set([
  '$realmdiff',
  'realm',
  'keycloakVersion',
  'clientId',
  'name',
  'alias',
  'providerId',
  'username',
  'subType',
  'protocol',
  'protocolMapper',
  'publicClient',
  'bearerOnly',
]);

/** The value with about `share` of 10 of what it holds, some of it null or empty. */
export function prune(value: unknown, share: number, dice: Dice): unknown {
  if (Array.isArray(value)) {
    return value.filter(() => dice(10) < Math.max(share, 3)).map((each) => prune(each, share, dice));
  }
  if (typeof value !== 'object' || value === null) return odd(value, dice);
  const entries = Object.entries(value).filter(([key]) => KEPT.has(key) || dice(10) < share);
  return Object.fromEntries(entries.map(([key, each]) => [key, KEPT.has(key) ? each : prune(each, share, dice)]));
}

function odd(value: unknown, dice: Dice): unknown {
  const what = dice(100);
  if (what === 0) return null;
  if (what === 1 && typeof value === 'boolean') return !value;
  return what === 2 && typeof value === 'string' ? '' : value;
}
