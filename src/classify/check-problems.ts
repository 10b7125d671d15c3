/** What did reading and normalizing a realm's file find odd? The problems that a rule speaks of, as states of the realm. */

import { isArray, textProperty } from '../json/object.ts';
import { childAt } from '../json/path.ts';
import type { Json, Path, Problem } from '../model.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held.ts';

/** Each problem under its code, which a rule asks for by `name`. */
export function problemsOfInput({ realm }: Facts): readonly Held[] {
  return (realm.problems ?? []).map((problem) => heldOf(problem, realm.realm.data, realm.realm.name));
}

function heldOf({ code, path, message }: Problem, data: Json, name: string): Held {
  return {
    section: 'realm',
    entity: name,
    path: namesAlong(path, data),
    name: code,
    value: message,
    isMember: true,
    at: path,
  };
}

/** Names instead of numbers, so that another order of the file is no other finding. */
function namesAlong(path: Path, data: Json): readonly string[] {
  let value: Json | undefined = data;
  return path.map((key, depth) => {
    const parent = value;
    const element = childAt(parent, key);
    value = element;
    if (!isArray(parent)) return String(key);
    const names = depth === 1 && path[0] === 'federatedUsers' ? ['id'] : NAMES;
    return names.map((each) => textProperty(element, each)).find((text) => text !== undefined) ?? String(key);
  });
}

const NAMES = ['clientId', 'username', 'name', 'alias', 'client', 'clientScope', 'authenticator', 'flowAlias'];
