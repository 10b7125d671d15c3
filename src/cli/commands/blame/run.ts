/** How does one call of `blame` run? Hands the lines of an entity back through the commits, under its older names, too. */

import { diffRealms } from '../../../diff/diff-realms.ts';
import { effectiveRealm } from '../../../diff/effective.ts';
import { newSeals } from '../../../diff/seal-secret.ts';
import { type Blame, blameLines } from '../../../history/blame-lines.ts';
import { type EntityText, entityTexts } from '../../../history/entity-text.ts';
import { followAddresses } from '../../../history/follow-address.ts';
import { largest } from '../../../json/largest.ts';
import { printable } from '../../../json/show.ts';
import type { Failure, Realm, Tables } from '../../../model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../../../normalize/normalize-realm.ts';
import type { Commit, Step } from '../../../sources/git-history.ts';
import { loadTables } from '../../../tables/load.ts';
import { chooseRealm } from '../../choose-realm.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { openReporter } from '../../open-reporter.ts';
import { optimizeFor } from '../../optimizer.ts';
import { quoted } from '../../problem-reporter.ts';
import { readNamedSources } from '../../read-sources.ts';
import { partnerIn, type RealmStep, realmHistory } from '../../realm-history.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme, type Theme } from '../../theme.ts';
import type { BlameRequest } from './options.ts';

/** The version of the work tree, which has no id. */
const WORK_TREE = 'work tree';

export async function runBlame(
  request: BlameRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const reporter = await openReporter(request.color, terminal, environment);
  const refuse = (failure: Failure): ExitCode => {
    reporter.failure(failure);
    return EXIT.failed;
  };
  optimizeFor(0, Number.POSITIVE_INFINITY);
  const tables = loadTables();
  const { realms, failures } = await readNamedSources(request.file, tables);
  if (failures[0] !== undefined) return refuse(failures[0]);
  const newest = chooseRealm(realms, request.realm, request.file);
  if ('message' in newest) return refuse(newest);
  const history = realmHistory(request.file, tables);
  if ('message' in history) return refuse(history);
  const texts = versionsOf(request.address, newest, tables);
  const [text, ...others] = texts.all;
  if (text === undefined) return refuse(noEntity(request));
  if (others.length > 0) return refuse(several(request, texts.all));
  const writers = await writersOf(history.steps, newest, texts);
  const theme = await loadTheme(decideColor(request.color, environment, terminal.isOutTerminal));
  terminal.writeOut(render(text, writers, theme));
  return EXIT.fine;
}

function noEntity({ file, address }: BlameRequest): Failure {
  const message = `holds no entity ${quoted(address)}: give SECTION/NAME, as realmdiff diff calls it: clients/web-shop`;
  return { file, message };
}

function several({ file, address }: BlameRequest, texts: readonly EntityText[]): Failure {
  const names = texts.slice(0, 5).map(({ entity }) => quoted(entity));
  const more = texts.length > 5 ? ' ...' : '';
  return { file, message: `${quoted(address)} names ${texts.length} entities; give one of ${names.join(', ')}${more}` };
}

/** The lines of the entity in each version, by the name that it had there. */
interface Versions {
  /** All that the address names in the newest version. */
  readonly all: readonly EntityText[];
  readonly linesOf: (version: string) => readonly string[];
  /** Tells of a version that came before another one. */
  readonly older: (before: { readonly id: string; readonly realm: Realm }, after: string, realm: Realm) => void;
}

function versionsOf(address: string, newest: Realm, tables: Tables): Versions {
  const textsIn = (realm: Realm, name: string) =>
    entityTexts(normalizeRealm(realm, tables, DEFAULT_OPTIONS).realm.data, name, tables);
  const all = textsIn(newest, address);
  const versions = new Map([[WORK_TREE, { address, lines: all[0]?.lines ?? [] }]]);
  return {
    all,
    linesOf: (version) => versions.get(version)?.lines ?? [],
    older: ({ id, realm: before }, after, now) => {
      const version = versions.get(after);
      if (version === undefined || versions.has(id)) return;
      let name = version.address;
      let [text] = textsIn(before, name);
      if (text === undefined && version.lines.length > 0) {
        [name = name] = olderNames(name, before, now, tables);
        [text] = textsIn(before, name);
      }
      versions.set(id, { address: name, lines: text?.lines ?? [] });
    },
  };
}

function olderNames(address: string, before: Realm, after: Realm, tables: Tables): readonly string[] {
  const options = { seals: newSeals() };
  const [old, now] = [effectiveRealm(before, '', tables, options), effectiveRealm(after, '', tables, options)];
  return followAddresses([address], diffRealms(old, now, tables, { onlyDeclared: [] }).changes);
}

async function writersOf(
  steps: AsyncIterable<RealmStep>,
  newest: Realm,
  versions: Versions,
): Promise<readonly (Commit | undefined)[]> {
  let blame: Blame<Commit | undefined> | undefined;
  for await (const { step, before, after } of steps) {
    const now = partnerIn(after, newest.name);
    if (blame === undefined) {
      blame = blameLines<Commit | undefined>(WORK_TREE, versions.linesOf);
      const head = step.after;
      if (head === undefined || now === undefined) break;
      versions.older({ id: head, realm: now }, WORK_TREE, newest);
      blame.step({ before: [head], after: WORK_TREE }, undefined);
    }
    if (step.after === undefined || now === undefined) continue;
    const parents = readableParents(step, before, newest.name);
    for (const parent of parents) versions.older(parent, step.after, now);
    blame.step({ before: parents.map(({ id }) => id), after: step.after }, step.commit);
    if (blame.isDone()) break;
  }
  return blame?.writers() ?? [];
}

function readableParents({ before }: Step, realms: RealmStep['before'], name: string) {
  return before.flatMap((id, index) => {
    const realm = partnerIn(realms[index] ?? [], name);
    return id === undefined || realm === undefined ? [] : [{ id, realm }];
  });
}

const MOST = 18;

function render({ lines }: EntityText, writers: readonly (Commit | undefined)[], theme: Theme): string {
  const authors = writers.map((writer) => [...printable(writer?.author ?? '')].slice(0, MOST).join(''));
  const width = largest(authors.map((author) => author.length));
  const none = 'not committed'.padEnd(19 + width);
  return lines
    .map((line, index) => {
      const writer = writers[index];
      const head = writer && `${writer.id.slice(0, 7)} ${writer.date} ${authors[index]?.padEnd(width)} `;
      return `${theme.quiet(head ?? none)} ${printable(line)}\n`;
    })
    .join('');
}
