/** Which sentences frame a report? What was compared, left out, not compared, and the totals. Raw text: escape it when writing. */

import { showPath } from '../json/show.ts';
import type { Author, Direction, NotCompared, Report, ReportProblem, ReportSide } from '../model.ts';
import { judgedOf } from './judged.ts';
import { shortenMiddle } from './values.ts';
import { count, DIRECTIONS, SEVERITIES, sectionRank, showNumber, wordsOf } from './words.ts';

const MAX_NAME = 80;

/** `acme`, or `acme -> acme-stage` where the realms have two names. */
export function realmName({ before, after }: Report): string {
  return arrow(before.realm, after.realm);
}

/** `main@4f2c9e1 -> working tree`. */
export function sources({ before, after, isAlone }: Report): string {
  if (isAlone === true) return sourceOf(after);
  return `${sourceOf(before)} -> ${sourceOf(after)}`;
}

function sourceOf({ source, label }: ReportSide): string {
  return shortenMiddle(label ?? source, MAX_NAME);
}

/** `Keycloak 24.0.5 -> 25.0.6`; '' where neither side tells. */
export function keycloak({ before, after }: Report): string {
  const [old, now] = [before.keycloakVersion, after.keycloakVersion];
  return old === undefined && now === undefined ? '' : `Keycloak ${arrow(old ?? 'unknown', now ?? 'unknown')}`;
}

function arrow(before: string, after: string): string {
  const [old, now] = [shortenMiddle(before, MAX_NAME), shortenMiddle(after, MAX_NAME)];
  return before === after ? now : `${old} -> ${now}`;
}

/** True when there is nothing to tell: neither somebody nor Keycloak changed anything, and no rule speaks. */
export function isUnchanged({ changes, states = [] }: Report): boolean {
  return changes.length === 0 && states.length === 0;
}

/** `No semantic changes. Compared realm acme: 31 clients, 58 roles. Left out: 214 ids.` */
export function nothingChanged(report: Report): string {
  if (report.only !== undefined) return onlyIn(report, report.only);
  const left = leftOut(report);
  const nothing = report.isAlone === true ? 'No findings.' : 'No semantic changes.';
  return `${nothing} ${compared(report)}${left === '' ? '' : ` Left out: ${left}.`}`;
}

/** `Realm staff is only in prod/.` */
function onlyIn(report: Report, side: 'before' | 'after'): string {
  const other = report[side === 'before' ? 'after' : 'before'];
  return `Realm ${shortenMiddle(report[side].realm, MAX_NAME)} is only in ${sourceOf(report[side])}, not in ${sourceOf(other)}.`;
}

/** `Compared realm acme: 31 clients, 58 roles, 14 flows.` */
export function compared(report: Report): string {
  const { compared: counts } = report.summary;
  const totals = new Map<string, { readonly count: number; readonly rank: number }>();
  for (const [section, value] of Object.entries(counts)) {
    const { plural, isNamed } = wordsOf(section);
    if (value === 0 || !isNamed) continue;
    const name = section.startsWith('roles.') ? 'roles' : plural;
    const sum = (totals.get(name)?.count ?? 0) + value;
    totals.set(name, { count: sum, rank: Math.min(totals.get(name)?.rank ?? Infinity, sectionRank(section)) });
  }
  const told = [...totals].sort(([, a], [, b]) => a.rank - b.rank).map(([name, each]) => counted(name, each.count));
  return `${report.isAlone === true ? 'Looked at' : 'Compared'} realm ${realmName(report)}${told.length === 0 ? '' : `: ${told.join(', ')}`}.`;
}

function counted(plural: string, value: number): string {
  const one = plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, '');
  return count(value, one, plural);
}

/** `214 ids, 1,102 defaults, 37 reorderings, 2 ignored (.realmdiff.yaml)`; '' when nothing was. */
export function leftOut({ summary, configuration }: Report): string {
  const { ids, defaults, implied, reordered, ignored } = summary.leftOut;
  const where = configuration === undefined ? '' : ` (${shortenMiddle(configuration, MAX_NAME)})`;
  const parts = [
    [ids, count(ids, 'id')],
    [defaults, count(defaults, 'default')],
    [implied, count(implied, 'implied value')],
    [reordered, count(reordered, 'reordering')],
    [ignored, `${showNumber(ignored)} ignored${where}`],
  ] as const;
  return parts.flatMap(([value, text]) => (value === 0 ? [] : [text])).join(', ');
}

/** `0 to add, 3 to change, 0 to remove, 1 renamed.  5 high, 3 medium.  [3 break, 2 weaken]` */
export function totals(report: Report): string {
  if (report.isAlone === true) return [findings(report), directions(report)].filter((part) => part !== '').join('  ');
  const { added, changed, removed, renamed } = report.summary.entities;
  const entities = `${showNumber(added)} to add, ${showNumber(changed)} to change, ${showNumber(removed)} to remove, ${showNumber(renamed)} renamed.`;
  return [entities, findings(report), directions(report), others(report)].filter((part) => part !== '').join('  ');
}

/** `5 high, 3 medium, 1 low.` */
export function findings({ summary }: Report): string {
  const told = SEVERITIES.filter((severity) => summary.findings[severity] > 0);
  if (told.length === 0) return 'No findings.';
  return `${told.map((severity) => `${showNumber(summary.findings[severity])} ${severity}`).join(', ')}.`;
}

/** `2 fixed, 5 kept.`: what was wrong before. */
function others({ states = [] }: Report): string {
  const told = (['fixed', 'kept'] as const).flatMap((state) => {
    const number = states.filter((place) => place.state === state).length;
    return number === 0 ? [] : [`${showNumber(number)} ${state}`];
  });
  return told.length === 0 ? '' : `${told.join(', ')}.`;
}

/** `34 info findings are not shown: --all does.`; '' where there are none. */
export function hiddenInfo({ summary, isAlone }: Report): string {
  const { info } = summary.findings;
  return isAlone !== true || info === 0 ? '' : `${count(info, 'info finding')} not shown: --all shows them.`;
}

/** What a comparison fixed or kept, as rules say it. */
export function statesIn({ states = [] }: Report, state: 'fixed' | 'kept'): readonly string[] {
  return states
    .filter((place) => place.state === state)
    .flatMap(({ findings }) => findings.map(({ message, rule }) => `${shortenMiddle(message, 300)} [${rule}]`));
}

const VERB = { breaks: 'break', weakens: 'weaken', tightens: 'tighten' } as const;

/** `[3 break, 2 weaken]`, or '' when nothing breaks, weakens or tightens. */
export function directions(report: Report): string {
  const parts = DIRECTIONS.flatMap((direction) => {
    const number = countDirection(report, direction);
    return number === 0 ? [] : [`${showNumber(number)} ${number === 1 ? direction : VERB[direction]}`];
  });
  return parts.length === 0 ? '' : `[${parts.join(', ')}]`;
}

/** In a few words: `3 break, 2 weaken`, `2 medium`, `changed, no findings`, `no semantic changes`. */
export function verdict(report: Report): string {
  if (report.only !== undefined) return 'only on one side';
  if (isUnchanged(report)) return report.isAlone === true ? 'no findings' : 'no semantic changes';
  const told = directions(report).replace(/[[\]]/g, '');
  if (told !== '') return told;
  const found = findings(report).replace(/\.$/, '');
  if (found !== 'No findings') return found;
  return report.changes.length === 0 ? 'no semantic changes' : 'changed, no findings';
}

export function countDirection(report: Report, direction: Direction): number {
  return judgedOf(report).reduce((sum, each) => sum + each.findings.filter((f) => f.direction === direction).length, 0);
}

/** `users: a partial export holds none`. */
export function notComparedText({ section, entity, path, why }: NotCompared): string {
  const { plural, title } = wordsOf(section);
  const who =
    entity === undefined || entity === '' ? plural : `${title} ${JSON.stringify(shortenMiddle(entity, MAX_NAME))}`;
  const where = path === undefined || path.length === 0 ? who : `${who} ${showPath(path)}`;
  return `${where}: ${shortenMiddle(why, 200)}`;
}

/** `realms/acme.json:12:3: message [dangling-reference]`. */
export function problemText(problem: ReportProblem, { before, after }: Report): string {
  const { file, position, message, code } = problem;
  const source = file ?? (problem.where === 'before' ? before : after).source;
  const at = position === undefined ? '' : `:${position.line}:${position.column}`;
  return `${shortenMiddle(source, MAX_NAME)}${at}: ${shortenMiddle(message, 300)} [${code}]`;
}

/** `alice, 2026-12-01 08:00 UTC`. */
export function authorText({ user, at }: Author): string {
  return `${shortenMiddle(user, 80)}, ${at.slice(0, 16).replace('T', ' ')} UTC`;
}
