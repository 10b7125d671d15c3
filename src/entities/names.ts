/** How is the name of an entity spelled, so that no two readings of one text are possible? The one place that escapes and counts names. */

/** In `client/role` a slash inside either name would make two readings of one text, in `ldap#2` digits after a `#`. */
export function escapeName(name: string): string {
  if (!/[%/#]/.test(name)) return name;
  return name
    .replaceAll('%', '%25')
    .replaceAll('/', '%2F')
    .replace(/#(?=\d+$)/, '%23');
}

/** The name that `escapeName` was given. */
export function unescapeName(spelled: string): string {
  return spelled.replaceAll('%23', '#').replaceAll('%2F', '/').replaceAll('%25', '%');
}

/** `web-shop/viewer`: a role of a client. */
export function clientRoleName(clientId: string, role: string): string {
  return `${escapeName(clientId)}/${escapeName(role)}`;
}

/** `/staff/ops`: a group below another one, '' for none. */
export function groupName(above: string, name: string): string {
  return `${above}/${escapeName(name)}`;
}

/** Things of one name are counted, `auth-otp-form`, `auth-otp-form#2`: `occurrence` is 0 for the first. */
export function countedName(name: string, occurrence: number): string {
  return occurrence === 0 ? name : `${name}#${occurrence + 1}`;
}

/** `countedName` without its count. */
export function uncountedName(name: string): string {
  return name.replace(/#\d+$/, '');
}

/** The occurrence that `countedName` was given. */
export function occurrenceOf(name: string): number {
  const [, count] = /#(\d+)$/.exec(name) ?? [];
  return count === undefined ? 0 : Number(count) - 1;
}

/** Gives one name after the other the first of `name`, `name#2` ... that is not taken. What it gave is. */
export function freeNames(): (name: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (name) => {
    let occurrence = next.get(name) ?? 0;
    while (taken.has(countedName(name, occurrence))) occurrence++;
    const free = countedName(name, occurrence);
    next.set(name, occurrence + 1);
    taken.add(free);
    return free;
  };
}

/** `org.keycloak.keys.KeyProvider` is a `KeyProvider`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}
