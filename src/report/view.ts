/** What does a report look like, whatever draws it? Sections, entities and lines. Raw text: each format escapes it when writing. */

import { compareText } from '../json/compare.ts';
import { groupBy } from '../json/group-by.ts';
import type { Direction, Finding, JudgedChange, JudgedPlace, Report, Severity, Unchanged } from '../model.ts';
import { type Content, contentOf, type Line, linesOfChanges, linesOfEntity } from './change-lines.ts';
import { type Fold, foldChanges } from './folds.ts';
import { authorText } from './sentences.ts';
import { showKey, showPlace } from './show-path.ts';
import { linesOfStates } from './state-lines.ts';
import { type ChangeSymbol, compareSeverity, DIRECTIONS, SYMBOL_OF, sectionRank, wordsOf } from './words.ts';

export interface View {
  readonly sections: readonly SectionView[];
  readonly folds: readonly Fold[];
  /** The symbols that occur. */
  readonly symbols: ReadonlySet<ChangeSymbol>;
}

export interface SectionView {
  readonly section: string;
  /** `clients`. */
  readonly title: string;
  readonly entities: readonly EntityView[];
}

export interface EntityView {
  readonly section: string;
  readonly entity: string;
  readonly symbol: ChangeSymbol;
  /** `client "web-shop"`, `realm role "auditor" -> "reviewer"`, `realm settings`. */
  readonly title: string;
  /** The words of the title before the names. */
  readonly kind: string;
  /** None for what there is once, two for what was renamed. */
  readonly names: readonly string[];
  /** `client web-shop`. */
  readonly head: string;
  readonly headContent: Content;
  /** What rules say of the entity as a whole. */
  readonly findings: readonly Finding[];
  readonly worst: Severity | undefined;
  readonly directions: readonly Direction[];
  /** `renamed, 0.93 alike`, or ''. */
  readonly remark: string;
  readonly stillNamedBy: readonly string[];
  readonly lines: readonly Line[];
  readonly changes: number;
}

export interface ViewOptions {
  /** How many properties of something new or gone are shown. */
  readonly maxProperties: number;
  readonly showUnchanged: boolean;
  readonly namesUnchanged?: boolean | undefined;
  /** Findings of severity info about a realm alone. */
  readonly showsInfo?: boolean | undefined;
}

/** Sections whose entities are nothing but a name: they are shown as one list. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  'defaultGroups',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
]);

export function viewOf(report: Report, options: ViewOptions): View {
  const edits = report.changes.filter(({ cause }) => cause === 'edit');
  const isAlone = report.isAlone === true;
  const present = statesShown(report, options).filter(({ state }) => state === 'present');
  const states = isAlone ? statesShown(report, options) : present;
  const sections = [...viewStates(states, report), ...(isAlone ? [] : viewSections(edits, report, options))];
  const folds = foldChanges(
    report.changes.filter(({ cause }) => cause !== 'edit'),
    report,
  );
  const symbols = sections.flatMap(({ entities }) =>
    entities.flatMap(({ symbol, lines }) => [
      symbol,
      ...lines.flatMap((line) => (line.symbol === '#' ? [] : line.symbol)),
    ]),
  );
  return { sections, folds, symbols: new Set(symbols) };
}

/** The sections and entities of some changes: also of those that are folded, when they are opened. */
export function viewSections(
  changes: readonly JudgedChange[],
  report: Report,
  options: ViewOptions,
): readonly SectionView[] {
  const renamed = newNames(changes);
  const entityOf = ({ section, entity }: JudgedChange): string => {
    const name = NAMES_ONLY.has(section) ? '' : entity;
    return renamed.get(`${section}\n${name}`) ?? name;
  };
  return inSections(changes, entityOf, (section, entity, ofEntity) =>
    viewEntity({ section, entity, changes: ofEntity }, report, options),
  );
}

function statesShown({ states = [] }: Report, { showsInfo = true }: ViewOptions): readonly JudgedPlace[] {
  return showsInfo ? states : states.filter(({ findings }) => findings.some(({ severity }) => severity !== 'info'));
}

/** The entities of a realm that rules speak of. */
function viewStates(places: readonly JudgedPlace[], report: Report): readonly SectionView[] {
  return inSections(
    places,
    ({ entity }) => entity,
    (section, entity, ofEntity) => {
      const words = wordsOf(section);
      const name = words.isNamed ? showKey(entity) : section === 'realm' ? showKey(report.after.realm) : '';
      return {
        section,
        entity,
        symbol: '!',
        title: words.isNamed ? `${words.title} ${JSON.stringify(entity)}` : words.title,
        kind: words.title,
        names: words.isNamed ? [entity] : [],
        head: [words.short, name].filter(Boolean).join(' '),
        headContent: { kind: 'none' },
        findings: [],
        ...worstOf(ofEntity),
        remark: '',
        stillNamedBy: [],
        lines: linesOfStates(ofEntity),
        changes: 0,
      };
    },
  );
}

/** In the order in which people read sections, and by name. */
function inSections<T extends JudgedChange | JudgedPlace>(
  all: readonly T[],
  entityOf: (each: T) => string,
  view: (section: string, entity: string, ofEntity: readonly T[]) => EntityView,
): readonly SectionView[] {
  return [...groupBy(all, ({ section }) => section)]
    .sort(([a], [b]) => sectionRank(a) - sectionRank(b) || compareText(a, b))
    .map(([section, ofSection]) => ({
      section,
      title: wordsOf(section).plural,
      entities: [...groupBy(ofSection, entityOf)]
        .sort(([a], [b]) => compareText(a, b))
        .map(([entity, ofEntity]) => view(section, entity, ofEntity)),
    }));
}

/** By section and old name: the new name, under which all changes of a renamed entity are shown. */
function newNames(changes: readonly JudgedChange[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap((change) =>
      change.kind === 'renamed' &&
      change.path.length === 0 &&
      change.secret !== true &&
      typeof change.after === 'string'
        ? [[`${change.section}\n${String(change.before)}`, change.after] as const]
        : [],
    ),
  );
}

interface EntityChanges {
  readonly section: string;
  readonly entity: string;
  readonly changes: readonly JudgedChange[];
}

function viewEntity({ section, entity, changes }: EntityChanges, report: Report, options: ViewOptions): EntityView {
  if (NAMES_ONLY.has(section)) return viewNames(section, changes);
  const words = wordsOf(section);
  const own = changes.filter(({ path }) => path.length === 0);
  const inner = changes.filter(({ path }) => path.length > 0);
  const whole = own.find(({ kind }) => kind === 'renamed') ?? own[0];
  const oldName = whole?.kind === 'renamed' && whole.secret !== true ? String(whole.before) : undefined;
  const unchangedAt = unchangedIn(report, options, section, [entity, oldName]);
  const name = words.isNamed ? showKey(entity) : section === 'realm' ? showKey(report.after.realm) : '';
  const names = words.isNamed ? [...(oldName === undefined ? [] : [oldName]), entity] : [];
  const quoted = names.map((each) => JSON.stringify(each)).join(' -> ');
  return {
    section,
    entity,
    symbol: whole === undefined ? '~' : SYMBOL_OF[whole.kind],
    title: quoted === '' ? words.title : `${words.title} ${quoted}`,
    kind: words.title,
    names,
    head: [words.short, oldName === undefined ? name : `${showKey(oldName)} -> ${name}`].filter(Boolean).join(' '),
    headContent: headContentOf(whole),
    findings: own.flatMap(({ findings }) => findings),
    ...worstOf(changes),
    remark: remarkOf(whole),
    stillNamedBy:
      whole?.secret === true
        ? []
        : (whole?.namedBy ?? []).map(([section = '', entity = '', ...path]) => showPlace({ section, entity, path })),
    lines: [
      ...own.flatMap((change) => linesOfEntity(change, words.identity, options.maxProperties)),
      ...linesOfChanges(inner, {
        maxProperties: options.maxProperties,
        unchangedAt,
        namesUnchanged: options.namesUnchanged === true,
      }),
      ...authorLines(changes),
    ],
    changes: changes.length,
  };
}

/** Each author once, with the time of what they did last. */
function authorLines(changes: readonly JudgedChange[]): readonly Line[] {
  const last = new Map<string, string>();
  for (const { by } of changes) {
    if (by !== undefined && by.at > (last.get(by.user) ?? '')) last.set(by.user, by.at);
  }
  return [...last].map(([user, at]) => ({ symbol: '#', depth: 0, note: `by ${authorText({ user, at })}` }));
}

function headContentOf(whole: JudgedChange | undefined): Content {
  const isTold = whole !== undefined && whole.secret !== true && whole.kind !== 'renamed';
  const hasInside = isTold && typeof (whole.after ?? whole.before) === 'object';
  return isTold && !hasInside ? contentOf(whole) : { kind: 'none' };
}

function remarkOf(whole: JudgedChange | undefined): string {
  if (whole?.kind !== 'renamed' || whole.secret === true) return '';
  return whole.likeness === undefined ? 'renamed' : `renamed, ${whole.likeness.toFixed(2)} alike`;
}

function unchangedIn(
  report: Report,
  { showUnchanged }: ViewOptions,
  section: string,
  names: readonly (string | undefined)[],
): (path: readonly string[]) => Unchanged | undefined {
  const rows = showUnchanged ? (report.unchanged ?? []) : [];
  const here = rows.filter((row) => row.section === section && names.includes(row.entity));
  return (path) => here.find((row) => JSON.stringify(row.path) === JSON.stringify(path));
}

/** A list of names: each change is a member. */
function viewNames(section: string, changes: readonly JudgedChange[]): EntityView {
  const { plural } = wordsOf(section);
  return {
    section,
    entity: '',
    symbol: '~',
    title: plural,
    kind: plural,
    names: [],
    head: plural,
    headContent: { kind: 'none' },
    findings: [],
    ...worstOf(changes),
    remark: '',
    stillNamedBy: [],
    lines: changes.map(({ kind, entity, findings }) => {
      return { symbol: SYMBOL_OF[kind], depth: 0, content: { kind: 'value', text: JSON.stringify(entity) }, findings };
    }),
    changes: changes.length,
  };
}

function worstOf(changes: readonly (JudgedChange | JudgedPlace)[]): Pick<EntityView, 'worst' | 'directions'> {
  const found = changes.flatMap(({ findings }) => findings);
  const [worst] = found.map(({ severity }) => severity).sort(compareSeverity);
  const directions = DIRECTIONS.filter((direction) => found.some((finding) => finding.direction === direction));
  return { worst, directions };
}
