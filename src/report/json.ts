/** How do programs read a report? As JSON, version 1 of the contract: `rules/schema/report.schema.json`. */

import { driftJson } from '../drift/drift-json.ts';
import { isObject } from '../json/object.ts';
import { byCodeUnit, type KeyOrder, printJson } from '../json/print.ts';
import type { Finding, Json, JsonObject, JudgedChange, JudgedPlace, Position, Report, ReportSide } from '../model.ts';
import { forJson } from './hostile.ts';
import type { ReportOptions } from './reporter.ts';

export const REPORT_SCHEMA = 'realmdiff/report/1';

export const json = {
  about: 'for programs, one object',
  extension: 'json',
  render: (reports: readonly Report[], { version, drift }: ReportOptions): string => {
    const tool = { name: 'realmdiff', version };
    const remembered = drift === undefined ? {} : { drift: driftJson(drift) };
    return writeJson({ schema: REPORT_SCHEMA, tool, comparisons: reports.map(comparisonJson), ...remembered });
  },
};

/** Reading order for what is ours, code units for what a realm holds. */
const reading: KeyOrder = {
  keys: (value) => Object.keys(value),
  child: (key, parent) => (isRealmValue(key, parent) ? byCodeUnit : reading),
};

function isRealmValue(key: string, parent: Json): boolean {
  return (key === 'before' || key === 'after') && isObject(parent) && Object.hasOwn(parent, 'kind');
}

export function writeJson(value: Json): string {
  return `${forJson(printJson(value, reading))}\n`;
}

function comparisonJson(report: Report): JsonObject {
  const { only, isAlone, environment, before, after, summary, problems, notCompared, states } = report;
  const realm = only === 'before' ? before.realm : after.realm;
  return given({
    realm,
    environment,
    before: only === 'after' || isAlone === true ? undefined : sideJson(before, realm),
    after: only === 'before' ? undefined : sideJson(after, realm),
    summary: {
      changes: { ...summary.changes },
      entities: { ...summary.entities },
      findings: { ...summary.findings },
      compared: { ...summary.compared },
      leftOut: { ...summary.leftOut },
    },
    notCompared: notCompared.map(({ section, entity, path = [], why }) => ({
      path: [section, ...(entity === undefined ? [] : [entity]), ...path],
      why,
    })),
    changes: report.changes.map(changeJson),
    states: states?.map(stateJson),
    problems: problems.map(({ code, where, path, message, file, position }) =>
      given({ code, where, path, message, file, ...positionJson(position) }),
    ),
  });
}

/** The realm's name only where it differs from that of the comparison. */
function sideJson({ source, label, realm, keycloakVersion, baseline, export: kind }: ReportSide, name: string) {
  return given({ source, label, realm: realm === name ? undefined : realm, keycloakVersion, baseline, export: kind });
}

/** One change, as the contract has it. */
export function changeJson(change: JudgedChange): JsonObject {
  const { section, entity, path, kind, cause, upgrade, position, by } = change;
  const at = position && given({ before: placeJson(position.before), after: placeJson(position.after) });
  const findings = change.findings.map((finding) => findingJson(finding, 'new'));
  const { was, ...values } = valuesJson(change);
  return given({ section, entity, was, path, kind, ...values, cause, upgrade, at, by: by && { ...by }, findings });
}

/** A secret has no values; a position is `from` and `to`; an old name is `was`. */
function valuesJson(change: JudgedChange): { readonly [key: string]: Json | undefined } {
  if (change.secret === true) return { secret: true };
  const { kind, before, after, likeness, namedBy } = change;
  if (kind === 'moved') return { from: before, to: after };
  if (kind === 'renamed') return { was: before, likeness, namedBy: namedBy ?? [] };
  return { before, after };
}

/** Of a realm alone the place on its one side; of a comparison that of both. */
function stateJson({ section, entity, path, state, position, findings, remedy }: JudgedPlace): JsonObject {
  // What is present stands after; a realm that is only predicted stands in no file.
  const isAfter = state === 'present' && position?.after !== undefined;
  const before = isAfter ? undefined : placeJson(position?.before);
  const after = state === 'fixed' ? undefined : placeJson(position?.after);
  const at = before === undefined && after === undefined ? undefined : given({ before, after });
  return given({ section, entity, path, at, findings: findings.map((finding) => findingJson(finding, state)), remedy });
}

function findingJson(
  { rule, severity, direction, message, fingerprint }: Finding,
  state: JudgedPlace['state'] | 'new',
): JsonObject {
  return { rule, severity, direction, state, message, fingerprint };
}

function placeJson(place: (Position & { readonly file: string }) | undefined): JsonObject | undefined {
  return place && { file: place.file, line: place.line, column: place.column };
}

function positionJson(position: Position | undefined): { readonly [key: string]: Json } {
  return position === undefined ? {} : { line: position.line, column: position.column };
}

/** Without what is not there. */
function given(value: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, each]])));
}
