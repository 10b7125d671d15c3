/** What do several drift reports say together? Their cells side by side; of one realm the latest counts. */

import { elementsOf, emptyObject, isObject, textProperty, textsIn } from '../json/object.ts';
import type { Json, JsonObject } from '../model.ts';
import { cellKey } from './drift.ts';

/** Of drift reports, at least one; undefined of none. */
export function mergeReports(reports: readonly JsonObject[]): JsonObject | undefined {
  const parts = reports.flatMap((report) => (isObject(report.drift) ? [{ report, drift: report.drift }] : []));
  const [first] = parts;
  if (first === undefined) return undefined;
  const inOrder = [...parts].sort((a, b) => (timeOf(a.drift) < timeOf(b.drift) ? -1 : 1));
  const cells = new Map<string, Json>();
  const comparisons = new Map<string, Json>();
  for (const { report, drift } of inOrder) {
    for (const cell of elementsOf(drift.cells)) {
      const key = keyOf(cell);
      cells.set(key, cell);
      comparisons.delete(key);
    }
    for (const comparison of elementsOf(report.comparisons)) comparisons.set(keyOf(comparison), comparison);
  }
  const sorted = (map: ReadonlyMap<string, Json>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  // What one shard leaves to the others is checked; what none has is not.
  const unread = parts.map(({ drift }) => new Set(textsIn(drift.notChecked)));
  const notChecked = textsIn(first.drift.notChecked).filter((name) => unread.every((names) => names.has(name)));
  return Object.assign(emptyObject(), first.report, {
    comparisons: sorted(comparisons),
    drift: { at: timeOf(inOrder.at(-1)?.drift ?? first.drift), cells: sorted(cells), notChecked },
  });
}

function timeOf(drift: JsonObject): string {
  return textProperty(drift, 'at') ?? '';
}

function keyOf(value: Json): string {
  return cellKey(textProperty(value, 'environment') ?? '', textProperty(value, 'realm') ?? '');
}
