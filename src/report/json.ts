/** How do programs read a report? As JSON, version 1 of the contract: `rules/schema/report.schema.json`. */

import { isObject } from '../json/object.ts';
import { byCodeUnit, type KeyOrder, printJson } from '../json/print.ts';
import type { Finding, Json, JsonObject, JudgedChange, Position, Report, ReportSide } from '../model.ts';
import { forJson } from './hostile.ts';
import type { ReportOptions } from './reporter.ts';

export const REPORT_SCHEMA = 'realmdiff/report/1';

export const json = {
  about: 'for programs, one object or an array of several',
  extension: 'json',
  render: (reports: readonly Report[], options: ReportOptions): string => {
    const values = reports.map((report) => reportJson(report, options.version));
    const [only] = values;
    return writeJson(values.length === 1 && only !== undefined ? only : values);
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

export function reportJson(report: Report, version: string): JsonObject {
  const { summary, problems, notCompared } = report;
  return {
    schema: REPORT_SCHEMA,
    tool: { name: 'realmdiff', version },
    before: sideJson(report.before),
    after: sideJson(report.after),
    summary: {
      changes: { ...summary.changes },
      entities: { ...summary.entities },
      findings: { ...summary.findings },
      compared: { ...summary.compared },
      leftOut: { ...summary.leftOut },
    },
    changes: report.changes.map(changeJson),
    notCompared: notCompared.map(({ section, entity, path, why }) => given({ section, entity, path, why })),
    problems: problems.map(({ code, where, path, message, file, position }) =>
      given({ code, where, path, message, file, ...positionJson(position) }),
    ),
  };
}

function sideJson({ source, label, realm, keycloakVersion, baseline, export: kind }: ReportSide): JsonObject {
  return given({ source, label, realm, keycloakVersion, baseline, export: kind });
}

function changeJson(change: JudgedChange): JsonObject {
  const { section, entity, path, kind, cause, upgrade, position } = change;
  const values =
    change.secret === true
      ? { secret: true }
      : {
          before: change.before,
          after: change.after,
          likeness: change.likeness,
          stillNamedBy: change.stillNamedBy,
        };
  const sides = position && given({ before: placeJson(position.before), after: placeJson(position.after) });
  const findings = change.findings.map(findingJson);
  return given({ section, entity, path, kind, ...values, cause, upgrade, findings, position: sides });
}

function findingJson({ rule, severity, direction, message, fingerprint }: Finding): JsonObject {
  return { rule, severity, direction, message, fingerprint };
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
