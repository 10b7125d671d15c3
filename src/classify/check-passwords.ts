/** How are passwords hashed, and is it enough? Reads the password policy as Keycloak does. */

import { cutText } from '../json/delimited.ts';
import { textProperty } from '../json/object.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';

/** Iterations below which guessing is cheap (OWASP Password Storage Cheat Sheet). Argon2 is measured otherwise. */
const FLOORS: { readonly [algorithm: string]: number } = {
  'pbkdf2-sha512': 210_000,
  'pbkdf2-sha256': 600_000,
  pbkdf2: 1_300_000,
};

/** A policy that pins an algorithm or a number of iterations below the floor: servers of today would choose more. */
export function weakPasswordHashing({ data, isWithin }: Facts): readonly Held[] {
  const policy = textProperty(data, 'passwordPolicy') ?? '';
  // From 25 on the default is Argon2 (Upgrading Guide, 25.0.0).
  const otherwise = isWithin({ until: '25.0.0' }) ? 'pbkdf2-sha256' : 'argon2';
  const named = operandOf(policy, 'hashAlgorithm');
  const algorithm = named ?? otherwise;
  const iterations = Number(operandOf(policy, 'hashIterations') ?? Number.NaN);
  const floor = FLOORS[algorithm];
  if (floor === undefined || !(iterations > 0 && iterations < floor)) return [];
  const entity = textProperty(data, 'realm') ?? '';
  const value = `${iterations} iterations of ${named ?? 'the default algorithm'}`;
  return [{ section: 'realm', entity, path: ['passwordPolicy'], name: 'hashIterations', value, isMember: false }];
}

/** What stands in the parentheses of a policy; undefined where there is none of that name (PasswordPolicy#parse). */
function operandOf(policy: string, name: string): string | undefined {
  const part = cutText(policy, 'policy').find((each) => each.trim().startsWith(`${name}(`));
  return part?.trim().slice(name.length + 1, -1);
}
