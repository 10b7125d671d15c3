/** What is wrong with the authentication flows of a realm? One function a question; each tells all places. */

import { groupBy } from '../json/group-by.ts';
import { elementsOf, isObject, property, textProperty } from '../json/object.ts';
import type { Json } from '../model.ts';
import type { Facts } from './facts.ts';
import { isConditionStep, isEnabled, type Level, levelsOf, stepName, stepsOf } from './flow-levels.ts';
import type { Held } from './held.ts';

export function conditionalWithoutCondition(facts: Facts): readonly Held[] {
  return levelsOf(facts)
    .filter(({ requirement }) => requirement === 'CONDITIONAL')
    .filter(({ steps }) => !steps.some((step) => isConditionStep(step) && isEnabled(step)))
    .map(atLevel);
}

/** Keycloak ignores alternatives beside a step that is required. */
export function mixedRequirements(facts: Facts): readonly Held[] {
  return levelsOf(facts).filter(isMixed).map(atLevel);
}

function atLevel({ entity, path, alias }: Level): Held {
  return atFlow(entity, path, alias);
}

function atFlow(entity: string, path: readonly string[], name: string, value?: Json): Held {
  return { section: 'authenticationFlows', entity, path, name, value, isMember: false };
}

/** Conditions are neither required nor alternative: they decide for the level as a whole. */
function isMixed({ steps }: Level): boolean {
  const kinds = new Set(steps.filter((step) => isEnabled(step) && !isConditionStep(step)).map(requirementOf));
  return kinds.has('ALTERNATIVE') && (kinds.has('REQUIRED') || kinds.has('CONDITIONAL'));
}

function requirementOf(step: Json): string {
  return textProperty(step, 'requirement') ?? '';
}

export function orphanFlows(facts: Facts): readonly Held[] {
  const reached = new Set(levelsOf(facts).map(({ alias }) => alias));
  return [...(facts.entities('authenticationFlows') ?? [])].flatMap(([alias, flow]) =>
    property(flow, 'topLevel') === false && !reached.has(alias) ? [atFlow(alias, [], alias)] : [],
  );
}

/** Aliases of several flows. */
export function sharedFlows({ data }: Facts): readonly Held[] {
  const aliases = elementsOf(data.authenticationFlows).map((flow) => textProperty(flow, 'alias') ?? '');
  const shared = [...groupBy(aliases, (alias) => alias)].filter(([, same]) => same.length > 1);
  return shared.map(([alias]) => atFlow(alias, [], alias, alias));
}

/** Priorities as the file has them: what is compared has new ones. */
export function equalPriorities({ realm }: Facts): readonly Held[] {
  return elementsOf(realm.realm.data.authenticationFlows).flatMap((flow) => {
    const alias = textProperty(flow, 'alias') ?? '';
    const met = new Map<Json, Json>();
    return stepsOf(flow).flatMap((step) => {
      const priority = property(step, 'priority');
      if (priority === undefined) return [];
      const isTie = met.has(priority);
      met.set(priority, step);
      return isTie ? [atFlow(alias, [stepName(step)], stepName(step), priority)] : [];
    });
  });
}

/** Only registration pages are a step and a form at once. */
export function stepsWithFlow(facts: Facts): readonly Held[] {
  const flows = facts.entities('authenticationFlows');
  return levelsOf(facts).flatMap(({ entity, path, steps }) =>
    steps.flatMap((step) => {
      const alias = textProperty(step, 'flowAlias');
      const flow = alias === undefined ? undefined : flows?.get(alias);
      const isBoth = flow !== undefined && textProperty(step, 'authenticator') !== undefined;
      return isBoth && textProperty(flow, 'providerId') !== 'form-flow'
        ? [atFlow(entity, [...path, stepName(step)], stepName(step), property(step, 'authenticator'))]
        : [];
    }),
  );
}

export function missingSubFlows(facts: Facts): readonly Held[] {
  const flows = facts.entities('authenticationFlows');
  return levelsOf(facts).flatMap(({ entity, path, steps }) =>
    steps.flatMap((step) => {
      const alias = textProperty(step, 'flowAlias');
      return alias === undefined || flows?.has(alias) === true ? [] : [atFlow(entity, [...path, alias], alias, alias)];
    }),
  );
}

export function missingConfigs(facts: Facts): readonly Held[] {
  const configs = facts.entities('authenticatorConfig');
  if (configs === undefined) return [];
  return levelsOf(facts).flatMap(({ entity, path, steps }) =>
    steps.flatMap((step) => {
      const config = textProperty(step, 'authenticatorConfig');
      return config === undefined || configs.has(config)
        ? []
        : [atFlow(entity, [...path, stepName(step), 'authenticatorConfig'], stepName(step), config)];
    }),
  );
}

/** The setting's key is not recorded; it is the one that speaks of the CA and of a subject. */
const CA_SUBJECT = /\bca\b.*subject|ca-?subject/i;

export function x509WithoutCaSubject(facts: Facts): readonly Held[] {
  const configs = facts.entities('authenticatorConfig');
  return levelsOf(facts).flatMap(({ entity, path, steps }) =>
    steps.filter(isX509).flatMap((step) => {
      const config = property(configs?.get(textProperty(step, 'authenticatorConfig') ?? '') ?? null, 'config');
      const isGiven = isObject(config) && Object.keys(config).some((key) => CA_SUBJECT.test(key) && config[key] !== '');
      return isGiven ? [] : [atFlow(entity, [...path, stepName(step)], stepName(step))];
    }),
  );
}

function isX509(step: Json): boolean {
  return isEnabled(step) && /(^|-)auth-x509/.test(textProperty(step, 'authenticator') ?? '');
}

/** Conditions that ask the user who is not known yet, because no step came before that could tell. */
const ASKS_USER: ReadonlySet<string> = new Set(['conditional-user-attribute', 'conditional-user-role']);

/** Only flows that begin without a user: what follows the login of another server knows him. */
const BEGINNINGS = ['browserFlow', 'directGrantFlow', 'resetCredentialsFlow'] as const;

/**
 * Where a conditional sub-flow is come to before any other step, nobody has said yet who he is:
 * ConditionalUserAttributeValue#matchCondition throws then, ConditionalRoleAuthenticator#matchCondition says no.
 */
export function conditionsBeforeUser(facts: Facts): readonly Held[] {
  const flows = facts.entities('authenticationFlows');
  const beginnings = new Set([...BEGINNINGS.map((key) => textProperty(facts.data, key)), ...facts.overridingFlows()]);
  return [...beginnings].flatMap((alias) => {
    const flow = alias === undefined ? undefined : flows?.get(alias);
    return alias === undefined || flow === undefined
      ? []
      : firstConditions(flow, { entity: alias, path: [] }, facts, [alias]);
  });
}

interface Way {
  readonly entity: string;
  readonly path: readonly string[];
}

function firstConditions(flow: Json, way: Way, facts: Facts, above: readonly string[]): readonly Held[] {
  const steps = stepsOf(flow).filter(isEnabled);
  const isOneOf = !steps.some(
    (step) => ['REQUIRED', 'CONDITIONAL'].includes(requirementOf(step)) && !isConditionStep(step),
  );
  const found: Held[] = [];
  for (const step of steps) {
    const name = stepName(step);
    if (isConditionStep(step)) {
      if (ASKS_USER.has(name)) found.push(atFlow(way.entity, [...way.path, name], name, name));
      continue;
    }
    const alias = textProperty(step, 'flowAlias');
    const below =
      alias === undefined || above.includes(alias) ? undefined : facts.entities('authenticationFlows')?.get(alias);
    if (below !== undefined && alias !== undefined)
      found.push(
        ...firstConditions(below, { entity: way.entity, path: [...way.path, alias] }, facts, [...above, alias]),
      );
    // Of alternatives each may be the first; of required steps only those up to the first that may tell who it is.
    if (!isOneOf && (below === undefined || hasStep(below, facts, above))) break;
  }
  return found;
}

/** A flow of nothing but conditions, or of flows of such, tells nothing. */
function hasStep(flow: Json, facts: Facts, above: readonly string[]): boolean {
  return stepsOf(flow)
    .filter((step) => isEnabled(step) && !isConditionStep(step))
    .some((step) => {
      const alias = textProperty(step, 'flowAlias');
      if (alias === undefined) return true;
      const below = above.includes(alias) ? undefined : facts.entities('authenticationFlows')?.get(alias);
      return below !== undefined && hasStep(below, facts, [...above, alias]);
    });
}
