/** How is an export disturbed without changing what it means? Shuffles what has no order and gives every id another one. */

/** Lists whose order means something, by the path to them. Everything else may come in any order. */
const LISTS: readonly RegExp[] = [
  /^webAuthnPolicy(Passwordless)?SignatureAlgorithms$/,
  /^client(Profiles|Policies)(\/|$)/,
  /\/attributes\/[^/]+$/,
  /(^|\/)credentials$/,
  /\/config\/(?!allowed-|trusted-hosts)[^/]+$/,
  /\/(client-policies|kc\.user)/,
];

/** Numbers from 0 up to (and without) a bound; always 0 means: leave everything where it is. */
export type Dice = (bound: number) => number;

/** The dice that these numbers give, over and over. */
export function diceFrom(numbers: readonly number[]): Dice {
  let next = 0;
  return (bound) => (numbers[next++ % numbers.length] ?? 0) % bound;
}

/** The same export with its keys and sets in another order. */
export function shuffleExport(value: unknown, dice: Dice, path: readonly string[] = []): unknown {
  if (Array.isArray(value)) {
    const elements = value.map((element) => shuffleExport(element, dice, [...path, '*']));
    return hasNoOrder(value, path) ? shuffled(elements, dice) : elements;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, child]) => [key, shuffleExport(child, dice, [...path, key])] as const,
  );
  return Object.fromEntries(shuffled(entries, dice));
}

function hasNoOrder(array: readonly unknown[], path: readonly string[]): boolean {
  const isExecutions = path.at(-1) === 'authenticationExecutions';
  if (isExecutions && !haveOwnPriorities(array)) return false;
  const where = path.filter((key) => key !== '*').join('/');
  return !LISTS.some((list) => list.test(where));
}

/** Executions of one priority stay in the order of the file. */
function haveOwnPriorities(executions: readonly unknown[]): boolean {
  const priorities = executions.map((each) =>
    typeof each === 'object' && each !== null && 'priority' in each ? each.priority : undefined,
  );
  return !priorities.includes(undefined) && new Set(priorities).size === priorities.length;
}

function shuffled<T>(elements: readonly T[], dice: Dice): T[] {
  const result = [...elements];
  for (let i = result.length - 1; i > 0; i--) {
    const j = i - dice(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

const ID_KEYS = new Set(['id', '_id', 'internalId', 'containerId', 'parentId']);
const ID = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=.*[A-Z])(?=.*\d)[\w-]{22})$/;

/** Every id that the export gives to something, as a server makes them. */
export function idsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, child] of Object.entries(value)) {
    if (ID_KEYS.has(key) && typeof child === 'string' && ID.test(child)) found.add(child);
    else idsIn(child, found);
  }
  return found;
}

/** The text with every id replaced, wherever it occurs, by one that `dice` gives. */
export function renameIds(text: string, ids: ReadonlySet<string>, dice: Dice): string {
  const digits = (length: number): string => Array.from({ length }, () => dice(16).toString(16)).join('');
  let number = 0;
  let result = text;
  for (const id of ids) {
    const tail = (number++).toString(16).padStart(12, '0');
    result = result.replaceAll(
      id,
      id.length === 22 ? `id${digits(8)}${tail}` : `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${tail}`,
    );
  }
  return result;
}
