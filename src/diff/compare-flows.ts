/** How do two realms' authentication flows differ? Compares them as trees: steps by authenticator, sub-flows by alias. */

import { countedName } from '../entities/names.ts';
import { scalarText } from '../json/object.ts';
import type { JsonObject, Path, Place } from '../model.ts';
import { commonOrder } from './common-order.ts';
import { moveOf, type Named, renameOf } from './compare-entities.ts';
import { compareObjects, compareValues } from './compare-values.ts';
import { type At, type Context, type Pair, valueChange } from './comparing.ts';
import { type Execution, executionValue, type Flow, flowsOf, flowValue } from './flow-tree.ts';
import { step, type Where } from './where.ts';

const SECTION = 'authenticationFlows';

export function compareFlows(before: JsonObject, after: JsonObject, root: Place, context: Context): void {
  const places = placesIn(root);
  const [old, now] = [flowsOf(before), flowsOf(after)];
  const { pairs, gone, come } = pairBy((flow) => flow.alias, old.top, now.top);
  const section = places.flow.section;
  const renamed = section === undefined ? [] : context.findRenamed(section, gone.map(namedFlow), come.map(namedFlow));
  for (const { removed, added, likeness } of renamed) {
    context.emit(renameOf(removed, added, likeness));
    const [was, is] = [gone.find(({ alias }) => alias === removed.key), come.find(({ alias }) => alias === added.key)];
    if (was !== undefined && is !== undefined) pairs.push([was, is]);
  }
  for (const [was, is] of pairs) {
    compareFlow(was, is, whereOf(is), places, context);
  }
  for (const flow of gone) if (!pairs.some(([was]) => was === flow)) tellFlow(flow, 'before', context);
  for (const flow of come) if (!pairs.some(([, is]) => is === flow)) tellFlow(flow, 'after', context);
  compareUnused(old.unused, now.unused, root, context);
}

interface Places {
  readonly flow: Place;
  readonly execution: Place;
  readonly config: Place;
}

function placesIn(root: Place): Places {
  const flow = root.child(SECTION, {}).child('0', []);
  return {
    flow,
    execution: flow.child('authenticationExecutions', {}).child('0', []),
    config: root.child('authenticatorConfig', {}).child('0', []),
  };
}

function whereOf({ alias }: Flow): Where {
  return { section: SECTION, entity: alias, path: [] };
}

function namedFlow(flow: Flow): Named {
  const { alias, path } = flow;
  return { value: flowValue(flow), path, key: alias, where: whereOf(flow), isOwn: true, position: 0 };
}

function tellFlow(flow: Flow, side: 'before' | 'after', context: Context): void {
  tellAlone(flowValue(flow), flow.path, { side, where: whereOf(flow) }, context);
}

function tellAlone(
  value: JsonObject,
  path: Path,
  { side, where }: { readonly side: 'before' | 'after'; readonly where: Where },
  context: Context,
): void {
  const here: At = { value, path };
  const nowhere: At = { value: undefined, path };
  const pair = side === 'before' ? { before: here, after: nowhere } : { before: nowhere, after: here };
  context.emit(valueChange({ ...pair, where }));
}

function compareFlow(was: Flow, is: Flow, where: Where, places: Places, context: Context): void {
  const at = ({ value: { alias: _, ...rest }, path }: Flow): At => ({ value: rest, path });
  compareObjects({ before: at(was), after: at(is), place: places.flow, where }, context);
  const named = [numbered(was.executions), numbered(is.executions)] as const;
  const { pairs, gone, come } = pairBy(({ key }) => key, named[0], named[1]);
  for (const pair of pairRenamedFlows(gone, come, context)) {
    context.emit(renameOf(inFlow(pair[0], where), inFlow(pair[1], where), pair[2]));
    pairs.push([pair[0], pair[1]]);
  }
  for (const [a, b] of pairs) compareExecution(a, b, step(where, b.name), places, context);
  for (const each of gone) {
    if (!pairs.some(([a]) => a === each))
      tellAlone(
        executionValue(each.execution),
        each.execution.path,
        { side: 'before', where: step(where, each.name) },
        context,
      );
  }
  for (const each of come) {
    if (!pairs.some(([, b]) => b === each))
      tellAlone(
        executionValue(each.execution),
        each.execution.path,
        { side: 'after', where: step(where, each.name) },
        context,
      );
  }
  tellMoved(pairs, where, context);
}

interface Step {
  readonly execution: Execution;
  readonly key: string;
  /** `auth-otp-form`; counted where a flow has it more than once. */
  readonly name: string;
  readonly position: number;
}

/** Equal steps are told apart by counting, and a step never pairs with a sub-flow of its name. */
function numbered(executions: readonly Execution[]): readonly Step[] {
  const met = new Map<string, number>();
  return executions.map((execution, index) => {
    const kind = `${execution.value.flowAlias === undefined ? 'step' : 'flow'}\u0000${execution.name}`;
    const occurrence = met.get(kind) ?? 0;
    met.set(kind, occurrence + 1);
    const name = countedName(execution.name, occurrence);
    return { execution, key: `${kind}\u0000${occurrence}`, name, position: index + 1 };
  });
}

/** Sub-flows that are left over on both sides may be one under another alias. */
function pairRenamedFlows(
  gone: readonly Step[],
  come: readonly Step[],
  context: Context,
): readonly (readonly [Step, Step, number])[] {
  const subFlows = (steps: readonly Step[]) => steps.filter(({ execution }) => execution.flow !== undefined);
  const renamed = context.findRenamed(undefined, subFlows(gone).map(asNamed), subFlows(come).map(asNamed));
  return renamed.flatMap(({ removed, added, likeness }) => {
    const [a, b] = [gone.find(({ key }) => key === removed.key), come.find(({ key }) => key === added.key)];
    return a === undefined || b === undefined ? [] : [[a, b, likeness] as const];
  });
}

function asNamed({ execution, key, name, position }: Step): Named {
  const where = { section: SECTION, entity: name, path: [] };
  return {
    value: executionValue(execution),
    path: execution.flow?.path ?? execution.path,
    key,
    where,
    isOwn: false,
    position,
  };
}

/** A renamed sub-flow is told inside its flow, with aliases as values. */
function inFlow(each: Step, where: Where): Named {
  return { ...asNamed(each), where: { ...step(where, each.name), entity: each.name } };
}

function compareExecution(a: Step, b: Step, where: Where, places: Places, context: Context): void {
  const [was, is] = [a.execution, b.execution];
  const at = ({ value: { flowAlias: _, ...rest }, path }: Execution): At => ({ value: rest, path });
  compareObjects({ before: at(was), after: at(is), place: places.execution, where }, context);
  compareConfigs(was, is, { place: places.config, where: step(where, 'authenticatorConfig') }, context);
  if (was.flow !== undefined && is.flow !== undefined) compareFlow(was.flow, is.flow, where, places, context);
  else if (was.flow !== undefined) tellAlone(flowValue(was.flow), was.flow.path, { side: 'before', where }, context);
  else if (is.flow !== undefined) tellAlone(flowValue(is.flow), is.flow.path, { side: 'after', where }, context);
}

/** A config that came or went is one change; two are compared setting by setting. */
function compareConfigs(
  was: Execution,
  is: Execution,
  { place, where }: Pick<Pair, 'place' | 'where'>,
  context: Context,
): void {
  const before: At = { value: was.config?.value, path: was.config?.path ?? was.path };
  const after: At = { value: is.config?.value, path: is.config?.path ?? is.path };
  if (before.value !== undefined && after.value !== undefined) compareValues({ before, after, place, where }, context);
  else if (before.value !== after.value) context.emit(valueChange({ before, after, where }));
}

function tellMoved(pairs: readonly (readonly [Step, Step])[], where: Where, context: Context): void {
  const inOrder = (side: 0 | 1) =>
    [...pairs].sort((a, b) => a[side].position - b[side].position).map(([, { key }]) => key);
  // A step that changed places with a sub-flow is what somebody moved.
  const kept = commonOrder(inOrder(0), inOrder(1), (key) => (key.startsWith('flow') ? 1 : 0));
  for (const [a, b] of pairs) {
    if (kept.has(b.key)) continue;
    const at = ({ position, execution: { path } }: Step) => ({ position, path });
    context.emit(moveOf(at(a), { ...at(b), where: step(where, b.name) }));
  }
}

/** Configs that nothing uses: whatever happens to them changes no login, yet they are there. */
function compareUnused(
  old: readonly { readonly value: JsonObject; readonly path: Path }[],
  now: readonly { readonly value: JsonObject; readonly path: Path }[],
  root: Place,
  context: Context,
): void {
  const place = root.child('authenticatorConfig', {}).child('0', []);
  const { pairs, gone, come } = pairBy(({ value }) => scalarText(value.alias) ?? '', old, now);
  const where = ({ value }: { readonly value: JsonObject }): Where => ({
    section: 'authenticatorConfig',
    entity: scalarText(value.alias) ?? '',
    path: [],
  });
  for (const [before, after] of pairs) compareObjects({ before, after, place, where: where(after) }, context);
  for (const each of gone) tellAlone(each.value, each.path, { side: 'before', where: where(each) }, context);
  for (const each of come) tellAlone(each.value, each.path, { side: 'after', where: where(each) }, context);
}

function pairBy<T>(keyOf: (each: T) => string, old: readonly T[], now: readonly T[]) {
  const partners = new Map([...now].reverse().map((each) => [keyOf(each), each]));
  const pairs: [T, T][] = [];
  const gone: T[] = [];
  const taken = new Set<T>();
  for (const each of old) {
    const partner = partners.get(keyOf(each));
    if (partner === undefined || taken.has(partner)) gone.push(each);
    else {
      pairs.push([each, partner]);
      taken.add(partner);
    }
  }
  return { pairs, gone, come: now.filter((each) => !taken.has(each)) };
}
