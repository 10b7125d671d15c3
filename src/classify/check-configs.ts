/** What is wrong with authenticator configs? An export names them by alias alone, so it cannot tell which step owns which of several. */

import { uncountedName } from '../entities/names.ts';
import { groupBy } from '../json/group-by.ts';
import { elementsOf, property, textProperty } from '../json/object.ts';
import { canonicalText } from '../json/print.ts';
import type { Json } from '../model.ts';
import type { Facts } from './facts.ts';
import { stepName, stepsOf } from './flow-levels.ts';
import type { Held } from './held.ts';

/** So many steps are named. */
const MAX_STEPS = 6;

/** Aliases of several configs, and which steps may own each. */
export function sharedConfigs(facts: Facts): readonly Held[] {
  const configs = groupBy(elementsOf(facts.data.authenticatorConfig), (each) => textProperty(each, 'alias') ?? '');
  return [...configs]
    .filter(([, { length }]) => length > 1)
    .map(([alias, namesakes]) => atConfig(alias, howShared(namesakes, ownersOf(alias, facts))));
}

function howShared(namesakes: readonly Json[], owners: readonly string[]): string {
  const different = new Set(namesakes.map((each) => canonicalText(property(each, 'config') ?? {}))).size;
  const orphans = namesakes.length - owners.length;
  const which = different === 1 ? ' (all equal)' : different < namesakes.length ? ` (${different} different)` : '';
  return `${namesakes.length} times${which}, and ${whoNames(owners)}: ${whoOwns(owners.length, orphans)}`;
}

function whoNames(owners: readonly string[]): string {
  if (owners.length === 0) return 'no step names it';
  const more = owners.length - MAX_STEPS;
  const named = [...owners.slice(0, MAX_STEPS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return owners.length === 1 ? `1 step names it (${named})` : `${owners.length} steps name it (${named})`;
}

function whoOwns(owners: number, orphans: number): string {
  if (owners === 0) return 'all are orphans';
  if (orphans <= 0) return 'each may own one, and nothing in an export tells which';
  return `at least ${orphans} ${orphans === 1 ? 'is an orphan' : 'are orphans'}, and nothing in an export tells which`;
}

/** `browser / auth-otp-form`: the steps that name a config. */
function ownersOf(alias: string, { data }: Facts): readonly string[] {
  return elementsOf(data.authenticationFlows).flatMap((flow) =>
    stepsOf(flow)
      .filter((step) => configOf(step) === alias)
      .map((step) => `${textProperty(flow, 'alias') ?? ''} / ${stepName(step)}`),
  );
}

function configOf(step: Json): string | undefined {
  return textProperty(step, 'authenticatorConfig');
}

/** Configs that no step names. */
export function unusedConfigs(facts: Facts): readonly Held[] {
  if (facts.entities('authenticationFlows') === undefined) return [];
  const used = new Set(elementsOf(facts.data.authenticationFlows).flatMap(stepsOf).map(configOf));
  return [...(facts.entities('authenticatorConfig') ?? [])].flatMap(([alias]) =>
    used.has(uncountedName(alias)) ? [] : [atConfig(alias, alias)],
  );
}

function atConfig(alias: string, value: Json): Held {
  return { section: 'authenticatorConfig', entity: alias, path: [], name: alias, value, isMember: false };
}
