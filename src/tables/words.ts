/** Which words may stand in a column that takes one of a few? The types of `src/rows.ts` are made from these lists. */

/** How a text that holds several values is cut and joined again. `policy` is Keycloak's ` and ` between password policies. */
export const DELIMITERS = ['##', 'space', 'comma', 'policy'] as const;

/** How the entities of a section stand in their list. `set`: sorted by identity. `list`: the order means something. `priority`: a list, by their `priority`. */
export const ORDERS = ['set', 'list', 'priority'] as const;

/** `role`: `viewer`. `client-role`: `web-shop/viewer`. `path`: `/staff/ops`. A slash inside a role's or its client's name is `%2F`. */
export const SPELLINGS = ['role', 'client-role', 'path'] as const;

/**
 * How the text in a place names its target: as an id; as an id that other tools write as the plain name (`alias`); as a
 * name or an id, which are both written as the name (`name-or-id`), or the id as a reference (`own`); as a name, an id
 * being a mistake (`name-only`); inside the names of fine-grained admin permissions; or in a federated user's id.
 */
export const REFERENCE_FORMS = [
  'id',
  'alias',
  'name-or-id',
  'own',
  'name-only',
  'fgap-resource',
  'fgap-permission',
  'federated-user',
] as const;

/**
 * How a name stands in a place that never holds an id: the natural key itself (`name`); as the key of the map (`key`); a
 * role below its client's key; a group's path, or the beginning of one; in a service account's username; `client.role`.
 */
export const MENTION_FORMS = ['name', 'key', 'role-of-client', 'path', 'service-account', 'role-text'] as const;

/** How a missing name stands: as in mentions; as a reference, `$name`; as what the same client or user profile has. */
export const NAME_FORMS = [...MENTION_FORMS, 'reference', 'own', 'profile-group'] as const;

/**
 * `adds` or `generates` (at random): a field, where there is none. `sets`: a field. `includes`: a value in a set. `adds-service-account`:
 * a user, for a client that has none. `creates`: what is named and missing. `ignores`: a name. `keeps`: what does nothing or
 * not what it says. `refuses`: the whole file.
 */
export const EFFECTS = [
  'adds',
  'sets',
  'includes',
  'generates',
  'adds-service-account',
  'creates',
  'ignores',
  'keeps',
  'refuses',
] as const;
