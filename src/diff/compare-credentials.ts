/** Did a user's credentials change? One change for each credential, named by its type, and never a value. */

import { freeNames } from '../entities/names.ts';
import { equal } from '../json/equal.ts';
import { elementsOf, isObject, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import { standsForSecret } from '../normalize/seal.ts';
import { type At, type Context, type Pair, secretChange } from './comparing.ts';
import type { Where } from './where.ts';

/** True where a user's credentials stand. */
export function isCredentials({ section, path }: Where): boolean {
  return (section === 'users' || section === 'federatedUsers') && path.length === 1 && path[0] === 'credentials';
}

export function compareCredentials(pair: Pair, context: Context): void {
  const [old, now] = [byName(pair.before), byName(pair.after)];
  for (const name of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [before, after] = [old.get(name) ?? nothing(pair.before), now.get(name) ?? nothing(pair.after)];
    const where = { ...pair.where, path: [...pair.where.path, name] };
    if (equal(before.value, after.value)) continue;
    if (isMasked(before.value) || isMasked(after.value)) context.skip(where, 'masked');
    else context.emit(secretChange({ where, before, after }));
  }
}

function isMasked(credential: Json | undefined): boolean {
  return isObject(credential) && Object.values(credential).some(standsForSecret);
}

const nothing = ({ path }: At): At => ({ value: undefined, path });

/** `password`, `otp (phone)`, and counted where both are equal. */
function byName({ value, path }: At): ReadonlyMap<string, At> {
  const found = new Map<string, At>();
  const free = freeNames();
  elementsOf(value).forEach((credential, index) => {
    const label = textProperty(credential, 'userLabel');
    const name = `${textProperty(credential, 'type') ?? ''}${label === undefined ? '' : ` (${label})`}`;
    found.set(free(name), { value: credential, path: [...path, index] });
  });
  return found;
}
