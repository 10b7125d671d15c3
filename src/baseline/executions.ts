/** In which order does a flow run its executions? By priority, as the server does; written down, the order alone says it. */

import { withoutField } from '../json/field.ts';
import { isObject, property } from '../json/object.ts';
import type { Json } from '../model.ts';

/**
 * Executions by priority, which goes: the order of the list says it. A flow in which no execution has one was written by
 * a person, or is a normal form. Equal ones stay as the file has them.
 */
export function orderByPriority(executions: readonly Json[]): readonly Json[] {
  if (!executions.some((execution) => property(execution, 'priority') !== undefined)) return executions;
  const sorted = [...executions].sort((a, b) => priorityOf(a) - priorityOf(b));
  return sorted.map((execution) => (isObject(execution) ? withoutField(execution, 'priority') : execution));
}

/** Absent is 0, as in the server. */
export function priorityOf(execution: Json): number {
  const priority = property(execution, 'priority');
  return typeof priority === 'number' ? priority : 0;
}
