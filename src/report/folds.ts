/** What did Keycloak itself change? One block for each version, a line for each of its steps, however many entities it met. */

import { compareText } from '../json/compare.ts';
import { groupBy } from '../json/group-by.ts';
import type { Change, Finding, Json, JudgedChange, Report } from '../model.ts';
import { contentOf } from './change-lines.ts';
import { showChangePath, showPlace } from './show-path.ts';
import { shortenMiddle } from './values.ts';
import { count, listed, SYMBOL_OF, showNumber, wordsOf } from './words.ts';

export interface Fold {
  /** The Keycloak version whose migration or defaults these are. */
  readonly version: string;
  readonly count: number;
  readonly rows: readonly FoldRow[];
  /** Findings on what is folded: they are never hidden. */
  readonly findings: readonly FoldedFinding[];
  readonly changes: readonly JudgedChange[];
}

export interface FoldRow {
  /** `basic-scope`, the migration's step, or `new defaults`. */
  readonly step: string;
  readonly text: string;
}

export interface FoldedFinding {
  readonly finding: Finding;
  /** `client "web-shop" defaultClientScopes`. */
  readonly where: string;
}

const NEW_DEFAULTS = 'new defaults';
const MAX_TEXTS = 6;
const MAX_VALUE = 60;

/** `changes` are those that nobody made by hand. The oldest version stands first; steps in the order of the report. */
export function foldChanges(changes: readonly JudgedChange[], report: Report): readonly Fold[] {
  const moved = report.after.baseline ?? report.after.keycloakVersion ?? 'unknown version';
  const versionOf = ({ upgrade }: JudgedChange): string => upgrade?.split('/')[0] ?? moved;
  const versions = [...groupBy(changes, versionOf)].sort(([a], [b]) => compareText(inDigits(a), inDigits(b)));
  return versions.map(([version, ofVersion]) => ({
    version,
    count: ofVersion.length,
    rows: [...groupBy(ofVersion, stepOf)].flatMap(([step, ofStep]) => rowsOf(step, ofStep)),
    findings: ofVersion.flatMap((change) => change.findings.map((finding) => ({ finding, where: showPlace(change) }))),
    changes: ofVersion,
  }));
}

/** Versions as texts that stand in the order of their numbers. */
function inDigits(version: string): string {
  return version.replace(/\d+/g, (number) => number.padStart(6, '0'));
}

function stepOf({ upgrade }: JudgedChange): string {
  return upgrade?.split('/').slice(1).join('/') ?? NEW_DEFAULTS;
}

function rowsOf(step: string, changes: readonly JudgedChange[]): readonly FoldRow[] {
  const texts = [...groupBy(changes, signature).values()].map(tell);
  const left = texts.length - MAX_TEXTS;
  const kept = left > 1 ? [...texts.slice(0, MAX_TEXTS), `and ${showNumber(left)} more`] : texts;
  return kept.map((text, index) => ({ step: index === 0 ? step : '', text }));
}

/** A line for each thing that was done, to however many: `12 clients: defaultClientScopes + "basic"`. */
export function tellChanges(changes: readonly Change[]): readonly string[] {
  const judged = changes.map((change): JudgedChange => ({ ...change, findings: [] }));
  return [...groupBy(judged, signature).values()].map(tell);
}

/** Equal for changes that are one thing done to many. */
function signature(change: JudgedChange): string {
  const { section, kind, path } = change;
  return JSON.stringify([section, kind, path, path.length === 0 ? '' : whatHappened(change)]);
}

/** `client scope "basic" added`, `12 clients: defaultClientScopes + "basic"`. */
function tell(alike: readonly JudgedChange[]): string {
  const [first] = alike;
  if (first === undefined) return '';
  const { title, plural, isNamed } = wordsOf(first.section);
  const names = alike.map(({ entity }) => `"${shortenMiddle(entity, MAX_VALUE)}"`);
  const named = names.length === 1 ? title : plural;
  const who = names.length > 3 ? count(names.length, title, plural) : `${named} ${listed(names)}`;
  const subject = isNamed ? who : title;
  if (first.path.length > 0) return `${subject}: ${whatHappened(first)}`;
  const was = first.kind === 'renamed' && first.secret !== true ? ` (was ${JSON.stringify(first.before)})` : '';
  return `${subject} ${first.kind}${was}`;
}

/** A step of a flow, a mapper: what it holds is no business of a line. */
function isThing(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `defaultClientScopes + "basic"`, `secret (secret, changed)`. */
function whatHappened(change: JudgedChange): string {
  const name = showChangePath(change.section, change.path);
  if (change.secret === true) return `${name} (secret, ${change.kind})`;
  if (isThing(change.before ?? change.after)) return `${name} ${change.kind}`;
  const content = contentOf(change);
  const short = (text: string): string => shortenMiddle(text, MAX_VALUE);
  if (content.kind === 'value') return `${name} ${SYMBOL_OF[change.kind]} ${short(content.text)}`;
  if (content.kind === 'change') return `${name} : ${short(content.before)} -> ${short(content.after)}`;
  if (content.kind === 'position') return `${name} : position ${content.before} -> ${content.after}`;
  return `${name} ${change.kind}`;
}
