/** Which files of a folder form a directory export (`kc.sh export --dir`), and which realms do they hold together? */

import { compareText } from '../json/compare.ts';
import { groupBy } from '../json/group-by.ts';
import { elementsOf, emptyObject, isArray } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { Failure, Origin, Path, Problem, ReadResult, Realm, Source } from '../model.ts';
import { locateInDocument } from './locate.ts';
import { moveProblem } from './move-problem.ts';
import { USER_LISTS } from './portions.ts';
import { readSource } from './read-source.ts';

/** What the name of an exported file says. */
interface Part {
  readonly folder: string;
  readonly realm: string;
  readonly kind: 'realm' | 'users' | 'federatedUsers';
  readonly number: number;
}

/** All that a name may say; `a-federated-users-0.json` may also hold the users of a realm `a-federated`. */
function partsOf(name: string): readonly Part[] {
  const [, folder = '', base = ''] = /^(.*[\\/])?([^\\/]*)$/s.exec(name) ?? [];
  const [, alone] = /^(.+)-realm\.json$/s.exec(base) ?? [];
  if (alone !== undefined) return [{ folder, realm: alone, kind: 'realm', number: 0 }];
  const [, realm, digits] = /^(.+)-users-(\d+)\.json$/s.exec(base) ?? [];
  if (realm === undefined) return [];
  const number = Number(digits);
  const users: Part = { folder, realm, kind: 'users', number };
  const [, owner] = /^(.+)-federated$/s.exec(realm) ?? [];
  return owner === undefined ? [users] : [{ folder, realm: owner, kind: 'federatedUsers', number }, users];
}

/** The part that each name plays beside the others: of two readings, the one whose realm file is there. */
function partsBeside(names: readonly string[]): ReadonlyMap<string, Part> {
  const realms = new Set(
    names
      .flatMap(partsOf)
      .filter(({ kind }) => kind === 'realm')
      .map(groupOf),
  );
  return new Map(
    names.flatMap((name) => {
      const readings = partsOf(name);
      const part = readings.find((reading) => realms.has(groupOf(reading))) ?? readings[0];
      return part === undefined ? [] : [[name, part]];
    }),
  );
}

function groupOf({ folder, realm }: Part): string {
  return folder + realm;
}

/**
 * Cuts files into directory exports, one group a realm, and single files. A realm file with nothing beside it is a
 * single file: reading it alone gives the same realm. So are users without their realm file, which reading will refuse.
 */
export function groupDirectoryExports(names: readonly string[]): {
  readonly groups: readonly (readonly string[])[];
  readonly single: readonly string[];
} {
  const groups = groupNames(names).filter(({ realm, users }) => realm !== undefined && users.length > 0);
  const together = groups.map(({ realm, users }) => (realm === undefined ? users : [realm, ...users]));
  const grouped = new Set(together.flat());
  return { groups: together, single: names.filter((name) => !grouped.has(name)) };
}

interface NameGroup {
  readonly realm: string | undefined;
  /** Users by number (2 before 10), then federated users. */
  readonly users: readonly string[];
}

function groupNames(names: readonly string[]): readonly NameGroup[] {
  const parts = partsBeside(names);
  return [...groupBy(parts, ([, part]) => groupOf(part)).values()].map((entries) => ({
    realm: entries.find(([, { kind }]) => kind === 'realm')?.[0],
    users: entries
      .filter(([, { kind }]) => kind !== 'realm')
      .sort(compareParts)
      .map(([name]) => name),
  }));
}

function compareParts([nameA, a]: [string, Part], [nameB, b]: [string, Part]): number {
  if (a.kind !== b.kind) return a.kind === 'users' ? -1 : 1;
  return a.number - b.number || compareText(nameA, nameB);
}

/** Reads the files of a folder: each realm's file with the users of the files beside it. */
export async function readDirectoryExport(sources: readonly Source[]): Promise<ReadResult> {
  const names = sources.map(({ name }) => name);
  const parts = partsBeside(names);
  const read = new Map<string, ReadResult>();
  for (const source of sources)
    read.set(source.name, await checkPart(await readSource(source), source.name, parts.get(source.name)));
  const whole = groupNames(names).map((group) => joinGroup(group, read));
  const others = names.filter((name) => !parts.has(name)).flatMap((name) => read.get(name) ?? []);
  const results = [...whole, ...others];
  return {
    container: 'directory-export',
    realms: results.flatMap(({ realms }) => realms),
    problems: results.flatMap(({ problems }) => problems),
    failures: results.flatMap(({ failures }) => failures),
  };
}

/** Keycloak refuses a file whose name and content disagree, too; and a file of users holds nothing else. */
async function checkPart(result: ReadResult, name: string, part: Part | undefined): Promise<ReadResult> {
  if (part === undefined) return result;
  const checks = result.realms.map(async (realm) => {
    const message = misfitOf(realm, part);
    if (message === undefined) return [];
    const [position] = await Promise.all(
      realm.origins.map(({ document, path }) => locateInDocument(document, [...path, 'realm'])),
    );
    return [{ file: name, message, ...(position && { position }) }];
  });
  const misfits = (await Promise.all(checks)).flat();
  return misfits.length === 0 ? result : { ...result, realms: [], failures: [...result.failures, ...misfits] };
}

function misfitOf({ name, data }: Realm, { realm, kind }: Part): string | undefined {
  const [expected, found] = [shorten(realm, 60), shorten(name, 60)];
  if (name !== realm)
    return `expected realm "${expected}", as the file's name says, found realm "${found}": rename the file`;
  if (kind === 'realm') return undefined;
  const odd = Object.keys(data).find((key) => key !== 'realm' && !(USER_LISTS.includes(key) && isArray(data[key])));
  if (odd === undefined) return undefined;
  return `expected only "realm" and lists of users, as the file's name says, found "${shorten(odd, 40)}": rename the file`;
}

function joinGroup({ realm: main, users }: NameGroup, read: ReadonlyMap<string, ReadResult>): ReadResult {
  const results = [...(main === undefined ? [] : [main]), ...users].flatMap((name) => read.get(name) ?? []);
  const failures = results.flatMap((result) => result.failures);
  if (main === undefined) failures.push(...missingRealm(users, read));
  const [first, ...added] = results;
  const [realm] = main === undefined ? [] : (first?.realms ?? []);
  const kept = results.flatMap((result) => result.problems);
  if (first === undefined || realm === undefined || failures.length > 0)
    return { container: 'directory-export', realms: [], problems: kept, failures };
  // Only `kc.sh export` writes users into files of their own.
  const isFull = added.length > 0 && !realm.isNormalForm;
  const start = isFull ? { ...realm, exportKind: 'full' as const } : realm;
  const joined = withUsers({ realm: start, problems: first.problems }, added);
  return { container: 'directory-export', realms: [joined.realm], problems: joined.problems, failures };
}

function missingRealm(users: readonly string[], read: ReadonlyMap<string, ReadResult>): readonly Failure[] {
  const [file] = users;
  const name = users.flatMap((each) => read.get(each)?.realms ?? [])[0]?.name;
  if (file === undefined || name === undefined) return [];
  const shown = shorten(name, 60);
  const message = `expected ${shown}-realm.json beside the users of realm "${shown}", found none: add that file`;
  return [{ file, position: { line: 1, column: 1 }, message }];
}

interface Joined {
  readonly realm: Realm;
  readonly problems: readonly Problem[];
}

/** The realm with the users of all files, each with its origin there. One walk: large realms have thousands of files. */
function withUsers({ realm, problems }: Joined, files: readonly ReadResult[]): Joined {
  const lists = new Map(USER_LISTS.map((list) => [list, [...elementsOf(realm.data[list])]]));
  const origins: Origin[] = [...realm.origins];
  const all: Problem[] = [...problems];
  for (const file of files) {
    const before = new Map([...lists].map(([list, users]) => [list, users.length]));
    for (const from of file.realms) {
      for (const [list, users] of lists) {
        for (const [index, user] of elementsOf(from.data[list]).entries()) {
          for (const origin of from.origins) origins.push(originOfUser(origin, [list, users.length], index));
          users.push(user);
        }
      }
    }
    for (const problem of file.problems) all.push(moveProblem(problem, (path) => moveUser(path, before)));
  }
  const filled = [...lists].filter(([, users]) => users.length > 0);
  const data = Object.assign(emptyObject(), realm.data, Object.fromEntries(filled));
  return { realm: { ...realm, data, origins }, problems: all };
}

function originOfUser({ document, path }: Origin, at: readonly [list: string, index: number], index: number): Origin {
  return { at: [...at], document, path: [...path, at[0], index] };
}

/** The path of a user in its own file, as a path in the joined realm. */
function moveUser(path: Path, before: ReadonlyMap<string, number>): Path {
  const [list = '', index, ...rest] = path;
  const count = before.get(String(list));
  return count === undefined || typeof index !== 'number' ? path : [list, index + count, ...rest];
}
