/** How does a drift report remember? What it writes beside the comparisons into its JSON, and how the next run reads that. */

import { elementsOf, isObject, property, textProperty } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import { type Cell, cellKey, type Drift, type DriftReport, type LastCell, type LastReport } from './drift.ts';

/** The `drift` part of the report's contract. */
export function driftJson({ at, cells, notChecked }: DriftReport): JsonObject {
  return { at, cells: cells.map(cellJson), notChecked };
}

function cellJson({ realm, environment, drifts, fixed, failure, notVerified, lastRead }: Cell): JsonObject {
  return {
    ...{ realm, environment },
    ...(failure !== undefined && { failure }),
    ...(lastRead !== undefined && { lastRead }),
    differences: drifts.map(({ severity, ...drift }) => ({ ...drift, ...(severity !== undefined && { severity }) })),
    ...{ fixed, notVerified },
  };
}

/** What an earlier JSON report said; undefined where the value is no such report. */
export function lastReportIn(value: Json): LastReport | undefined {
  const cells = property(property(value, 'drift'), 'cells');
  if (!Array.isArray(cells)) return undefined;
  return new Map(
    cells.filter(isObject).map((cell) => {
      const key = cellKey(textProperty(cell, 'environment') ?? '', textProperty(cell, 'realm') ?? '');
      return [key, lastCellIn(cell)] as const;
    }),
  );
}

const STATES = ['young', 'new', 'known'] as const satisfies readonly Drift['state'][];

function lastCellIn(cell: JsonObject): LastCell {
  const drifts = elementsOf(cell.differences).map((drift) => {
    const state = textProperty(drift, 'state');
    return {
      fingerprint: textProperty(drift, 'fingerprint') ?? '',
      since: textProperty(drift, 'since') ?? '',
      state: STATES.find((each) => each === state) ?? 'new',
    };
  });
  return { drifts, lastRead: textProperty(cell, 'lastRead') };
}
