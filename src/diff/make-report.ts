/** What is the whole answer about a pair of realms? Puts changes, problems and counts together. */

import type {
  Cause,
  ComparedRealm,
  JudgedChange,
  JudgedPlace,
  NotCompared,
  Problem,
  Realm,
  Report,
  ReportProblem,
  ReportSide,
  ReportSummary,
  Severity,
  Unchanged,
} from '../model.ts';
import type { LeftOut } from './count-left-out.ts';

export interface Findings {
  readonly changes: readonly JudgedChange[];
  /** States that no change created. */
  readonly states: readonly JudgedPlace[];
  readonly notCompared: readonly NotCompared[];
  readonly unchanged: readonly Unchanged[];
  readonly compared: { readonly [section: string]: number };
  readonly leftOut: LeftOut & { readonly implied: number; readonly ignored: number };
  readonly configuration?: string;
}

/** A side and what was odd in it, with lines. */
export interface Side extends ComparedRealm {
  readonly problems: readonly Problem[];
  readonly label: string | undefined;
}

export function makeReport(before: Side, after: Side, findings: Findings): Report {
  const { changes, states, notCompared, unchanged, compared, leftOut, configuration } = findings;
  return {
    before: sideOf(before),
    after: sideOf(after),
    summary: { ...summarize(changes, []), compared, leftOut },
    changes,
    ...(states.length > 0 && { states }),
    problems: [...problemsOf(before, 'before'), ...problemsOf(after, 'after')],
    notCompared,
    unchanged,
    ...(configuration !== undefined && { configuration }),
  };
}

/** What is told of a realm that was looked at alone. */
export function makeAlone(side: Side, { states, compared, ignored, configuration }: AloneFindings): Report {
  const told = sideOf(side);
  return {
    isAlone: true,
    before: told,
    after: told,
    summary: {
      ...summarize([], states),
      compared,
      leftOut: { ids: 0, defaults: 0, implied: 0, reordered: 0, ignored },
    },
    changes: [],
    states,
    problems: problemsOf(side, 'after'),
    notCompared: [],
    ...(configuration !== undefined && { configuration }),
  };
}

/** The report with what is wrong with the realm whatever changed: it comes first. */
export function withPresent(report: Report, present: readonly JudgedPlace[]): Report {
  if (present.length === 0) return report;
  const { findings } = summarize(report.changes, present);
  return {
    ...report,
    summary: { ...report.summary, findings },
    states: [...present, ...(report.states ?? [])],
  };
}

export interface AloneFindings {
  readonly states: readonly JudgedPlace[];
  readonly compared: { readonly [section: string]: number };
  readonly ignored: number;
  readonly configuration?: string;
}

function sideOf({ source, label, realm, baseline }: Side): ReportSide {
  return {
    source,
    ...(label !== undefined && { label }),
    realm: realm.name,
    ...(realm.keycloakVersion !== undefined && { keycloakVersion: realm.keycloakVersion }),
    ...(baseline !== undefined && { baseline }),
    export: realm.exportKind,
  };
}

/** That an export masks its secrets is no oddity of the file: what is not compared for it, is told. */
const MASK = 'masked-secret';

function problemsOf({ problems }: Side, where: ReportProblem['where']): readonly ReportProblem[] {
  return problems
    .filter(({ code }) => code !== MASK)
    .map(({ code, path, message, file, position }) => ({
      code,
      where,
      path: path.map(String),
      message,
      ...(file !== undefined && { file }),
      ...(position !== undefined && { position }),
    }));
}

/** What is told of a realm that only one of two sources has. */
export function makeOneSided(
  only: 'before' | 'after',
  realm: Realm,
  sources: { readonly before: string; readonly after: string },
): Report {
  const side = (name: 'before' | 'after'): ReportSide => ({
    source: sources[name],
    realm: realm.name,
    ...(name === only && realm.keycloakVersion !== undefined && { keycloakVersion: realm.keycloakVersion }),
    export: realm.exportKind,
  });
  return {
    only,
    before: side('before'),
    after: side('after'),
    summary: {
      ...summarize([], []),
      compared: {},
      leftOut: { ids: 0, defaults: 0, implied: 0, reordered: 0, ignored: 0 },
    },
    changes: [],
    problems: [],
    notCompared: [],
  };
}

/** Entities are those that somebody edited: what a version brings along is counted by its cause alone. */
function summarize(
  changes: readonly JudgedChange[],
  states: readonly JudgedPlace[],
): Omit<ReportSummary, 'compared' | 'leftOut'> {
  const causes: { [cause in Cause]: number } = { edit: 0, upgrade: 0, 'version-default': 0 };
  const findings: { [severity in Severity]: number } = { high: 0, medium: 0, low: 0, info: 0 };
  const edits = changes.filter(({ cause }) => cause === 'edit');
  for (const { cause, findings: found } of changes) {
    causes[cause]++;
    for (const { severity } of found) findings[severity]++;
  }
  for (const { severity } of states.flatMap((place) => place.findings)) findings[severity]++;
  const whole = (kind: JudgedChange['kind']) =>
    edits.filter((change) => change.kind === kind && (change.path.length === 0 || kind === 'renamed')).length;
  const touched = edits.filter(({ path, kind }) => path.length > 0 && kind !== 'renamed');
  return {
    changes: causes,
    entities: {
      added: whole('added'),
      changed: new Set(touched.map(({ section, entity }) => `${section}\u0000${entity}`)).size,
      removed: whole('removed'),
      renamed: whole('renamed'),
    },
    findings,
  };
}
