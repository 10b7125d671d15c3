/** Who may do what to whom, by a permission of fine-grained administration? Puts a policy of the authorization services into words. */

import { property, textProperty, textsIn } from '../json/object.ts';
import type { Json } from '../model.ts';

/** `whoever editors only, alice only allow may impersonate, view users alice, bob`. */
export function permissionInWords(policy: Json | undefined): string {
  const config = property(policy, 'config');
  const who = namesIn(property(config, 'applyPolicies'));
  const may = namesIn(property(config, 'scopes'));
  const whom = namesIn(property(config, 'resources')).map(withoutSigns);
  const type = textProperty(config, 'defaultResourceType')?.toLowerCase();
  const isEverybody = type !== undefined && whom.length === 1 && whom[0]?.toLowerCase() === type;
  const isAll = isEverybody || (whom.length === 1 && whom[0] === 'Users');
  const objects = isAll ? `all ${type ?? 'users'}` : [type, listed(whom)].filter(Boolean).join(' ');
  return `who passes ${who.length === 0 ? 'no policy' : listed(who)} may ${listed(may)} ${objects}`.trim();
}

function namesIn(value: Json | undefined): readonly string[] {
  return textsIn(property(value, '$json') ?? value);
}

/** `$alice` of version 2, `client.resource.$web-shop` of version 1. */
function withoutSigns(name: string): string {
  const [, kind, rest] = /^(client|group|role|idp)\.resource\.\$?(.*)$/.exec(name) ?? [];
  return kind === undefined ? name.replace(/^\$/, '') : `${kind === 'idp' ? 'identity provider' : kind} ${rest}`;
}

function listed(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
}
