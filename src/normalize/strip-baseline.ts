/** Leaves out what a new realm of the same Keycloak version has, too. Says which baseline that was. */

import { chooseBaseline } from '../baseline/choose.ts';
import { fillInFrom, scopeContextOf, scopesDecidedBy } from '../baseline/fill-in.ts';
import { recordedLineage } from '../baseline/lineage.ts';
import { baselineFor, isOtherRealmClient } from '../baseline/placeholders.ts';
import { type SubtractOptions, subtract } from '../baseline/subtract.ts';
import { withoutTwins } from '../baseline/twins.ts';
import { isWholeExport } from '../baseline/whole-export.ts';
import { only, without } from '../json/map.ts';
import { emptyObject, isObject, textProperty } from '../json/object.ts';
import { shorten } from '../json/show.ts';
import type { Defaults, JsonObject, Problem, Realm, Step, StepContext, StepResult, Tables } from '../model.ts';
import { HEADER } from './key-order.ts';

export const stripBaseline: Step = {
  name: 'strip-baseline',
  why: 'an export states two thousand lines of defaults; what its owners decided is the rest',
  run: (realm, context) => (context.options.defaults === 'keep' ? { realm } : strip(realm, context)),
};

function strip(realm: Realm, { tables, defaultsOf: known }: StepContext): StepResult {
  const defaults = known(realm);
  if (defaults === undefined)
    return { realm, problems: realm.keycloakVersion === undefined ? [] : [noBaseline(realm)] };
  return {
    realm: { ...realm, data: withoutBaseline(realm, defaults, tables) },
    problems: nearestBaseline(realm, tables),
  };
}

/** What stands at the head of the file, whatever the baseline says. */
const HEAD = [HEADER, 'realm', 'keycloakVersion'];

/** What a new realm of this name holds, and what a server fills in for entities of its own. */
export function defaultsOf({ name, data, ...realm }: Realm, tables: Tables): Defaults | undefined {
  const { version } = chooseBaseline(realm.keycloakVersion, tables.baselines);
  if (version === undefined) return undefined;
  const baseline = tables.baselines.through(recordedLineage(realm.madeWith, version, tables.baselines));
  const base = withoutTwins(baselineFor(baseline, name, data), data, tables);
  const isWhole = realm.isWhole ?? isWholeExport({ ...realm, data });
  const scopes = scopeContextOf(scopesDecidedBy(realm, base, () => data));
  return { baseline, base, fillIn: fillInFrom(baseline, tables, scopes), isWhole };
}

function withoutBaseline(realm: Realm, { baseline, base, fillIn, isWhole }: Defaults, tables: Tables): JsonObject {
  const { data } = realm;
  const options: SubtractOptions = {
    place: tables.root,
    isWhole,
    isPartial: realm.exportKind !== 'full',
    isExport: realm.exportKind !== 'declared',
    fillIn,
    mustName: (section, entity) =>
      section.namedWhen !== undefined && isOtherRealmClient(realm.name, textProperty(entity, 'clientId')),
  };
  const said = subtract(without(data, HEAD), without(base, HEAD), options);
  const header = { ...(isObject(data[HEADER]) ? data[HEADER] : {}), baseline: baseline.version };
  return Object.assign(emptyObject(), only(data, HEAD), said, { [HEADER]: Object.assign(emptyObject(), header) });
}

/** Told where the defaults of a realm are those of another version than its own. */
export function nearestBaseline({ keycloakVersion }: Realm, { baselines }: Tables): readonly Problem[] {
  const { version, isExact } = chooseBaseline(keycloakVersion, baselines);
  if (version === undefined || isExact) return [];
  const message = `no baseline was recorded from Keycloak ${String(keycloakVersion)}; left out are the defaults of ${version}`;
  return [{ code: 'nearest-baseline', message, path: ['keycloakVersion'] }];
}

function noBaseline(realm: Realm): Problem {
  return {
    code: 'no-baseline',
    message: `expected a version such as 26.7.3, found ${JSON.stringify(shorten(String(realm.keycloakVersion), 40))}; all defaults are written`,
    path: ['keycloakVersion'],
  };
}
