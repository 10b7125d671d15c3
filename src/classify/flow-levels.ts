/** Which levels do a realm's authentication flows have, and where does a report put each? Follows sub-flows from the top. */

import { elementsOf, isObject, property, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import type { Facts } from './facts.ts';

/** The steps of one flow, at one place where it is used. */
export interface Level {
  readonly alias: string;
  /** The top-level flow. */
  readonly entity: string;
  /** The sub-flows on the way, this one last. */
  readonly path: readonly string[];
  /** The requirement of the execution that leads here; undefined at the top. */
  readonly requirement: string | undefined;
  readonly steps: readonly Json[];
}

/** Every level of every flow; flows that nothing leads to are told with `isOrphan`. */
export function levelsOf(facts: Facts): readonly Level[] {
  const flows = facts.entities('authenticationFlows') ?? new Map<string, Json>();
  const walk = (level: Level, above: readonly string[]): readonly Level[] => [
    level,
    ...level.steps.flatMap((step) => {
      const alias = textProperty(step, 'flowAlias');
      const flow = alias === undefined || above.includes(alias) ? undefined : flows.get(alias);
      if (alias === undefined || flow === undefined) return [];
      return walk({ ...level, alias, path: [...level.path, alias], ...insideOf(step, flow) }, [...above, alias]);
    }),
  ];
  return [...flows]
    .filter(([, flow]) => property(flow, 'topLevel') === true)
    .flatMap(([alias, flow]) =>
      walk({ alias, entity: alias, path: [], requirement: undefined, steps: stepsOf(flow) }, [alias]),
    );
}

function insideOf(step: Json, flow: Json) {
  return { requirement: textProperty(step, 'requirement'), steps: stepsOf(flow) };
}

export function stepsOf(flow: Json): readonly Json[] {
  return elementsOf(property(flow, 'authenticationExecutions')).filter(isObject);
}

/** What a report calls a step. */
export function stepName(step: Json): string {
  return textProperty(step, 'flowAlias') ?? textProperty(step, 'authenticator') ?? '';
}

export function isEnabled(step: Json): boolean {
  return textProperty(step, 'requirement') !== 'DISABLED';
}

/** Keycloak's own conditions are all called so, and custom ones mostly: they decide whether a sub-flow runs. */
export function isConditionStep(step: Json): boolean {
  return /(^|-)condition(al)?(-|$)/.test(textProperty(step, 'authenticator') ?? '') && !isConditionalForm(step);
}

/** A form that asks or not by its own settings; no condition of the flow around it. */
function isConditionalForm(step: Json): boolean {
  return textProperty(step, 'authenticator') === 'auth-conditional-otp-form';
}
