/** How does a drift report remember? What it writes beside the comparisons into its JSON, and how the next run reads that. */

import { elementsOf, isArray, isObject, property, textProperty, textsIn } from '../json/object.ts';
import type { Json, JsonObject, Report } from '../model.ts';
import { SEVERITIES } from '../tables/severity.ts';
import { type Cell, cellKey, type Drift, type DriftReport, type LastReport, type RememberedCell } from './drift.ts';

/** The `drift` part of the report's contract. */
export function driftJson({ at, cells, notChecked }: DriftReport): JsonObject {
  return { at, cells: cells.map(cellJson), notChecked };
}

function cellJson({
  realm,
  environment,
  drifts,
  fixed,
  failure,
  notVerified,
  lastRead,
  secretTimes,
}: Cell): JsonObject {
  return {
    ...{ realm, environment },
    ...(failure !== undefined && { failure }),
    ...(lastRead !== undefined && { lastRead }),
    ...(Object.keys(secretTimes).length > 0 && { secretsSince: { ...secretTimes } }),
    differences: drifts.map(({ severity, isOnce = false, ...drift }) => ({
      ...drift,
      ...(severity !== undefined && { severity }),
      ...(isOnce && { once: true }),
    })),
    ...{ fixed, notVerified },
  };
}

/** The whole report again; `reports` are its comparisons, each of one realm in one environment. */
export function driftReportIn(value: JsonObject, reports: readonly Report[]): DriftReport {
  const { drift } = value;
  const reportOf = new Map(reports.map((each) => [cellKey(each.environment ?? '', each.after.realm), each]));
  return {
    at: textProperty(drift, 'at') ?? '',
    cells: cellsIn(value).map((cell) => ({ ...cell, report: reportOf.get(cellKey(cell.environment, cell.realm)) })),
    notChecked: textsIn(property(drift, 'notChecked')),
  };
}

/** True for the JSON of a drift report. */
export function isDriftReport(value: Json): value is JsonObject {
  return isArray(property(property(value, 'drift'), 'cells'));
}

/** What an earlier JSON report said. */
export function lastReportIn(value: Json): LastReport {
  return new Map(cellsIn(value).map((cell) => [cellKey(cell.environment, cell.realm), cell]));
}

/** The cells of a JSON report. */
export function cellsIn(value: Json): readonly RememberedCell[] {
  return elementsOf(property(property(value, 'drift'), 'cells')).map((cell) => ({
    realm: textProperty(cell, 'realm') ?? '',
    environment: textProperty(cell, 'environment') ?? '',
    failure: textProperty(cell, 'failure'),
    drifts: elementsOf(property(cell, 'differences')).map(driftIn),
    fixed: Number(property(cell, 'fixed') ?? 0),
    notVerified: textsIn(property(cell, 'notVerified')),
    lastRead: textProperty(cell, 'lastRead'),
    secretTimes: textMap(property(cell, 'secretsSince')),
  }));
}

const STATES = ['young', 'new', 'known'] as const satisfies readonly Drift['state'][];

function driftIn(value: Json): Drift {
  return {
    fingerprint: textProperty(value, 'fingerprint') ?? '',
    place: textProperty(value, 'place') ?? '',
    since: textProperty(value, 'since') ?? '',
    state: STATES.find((each) => each === textProperty(value, 'state')) ?? 'new',
    severity: SEVERITIES.find((each) => each === textProperty(value, 'severity')),
    isOnce: property(value, 'once') === true,
  };
}

function textMap(value: Json | undefined): { readonly [key: string]: string } {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
