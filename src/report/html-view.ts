/** Which places has a realm's part of the HTML page? A name for each entity, so that findings can link to it. */

import type { Finding, Report } from '../model.ts';
import { findingsOf } from './html-entity.ts';
import { type EntityView, type View, viewOf } from './view.ts';

/** Something new or gone may be long here: it can be collapsed. */
const MAX_PROPERTIES = 60;

/** One realm, as it stands on the page. */
export interface RealmPart {
  /** `r1`. */
  readonly id: string;
  readonly report: Report;
  readonly view: View;
  /** `r1-e4`: the place of each entity. */
  readonly places: ReadonlyMap<EntityView, string>;
  /** By finding: the place of the entity or block that tells it. */
  readonly toldAt: ReadonlyMap<Finding, string>;
}

export function realmPart(report: Report, id: string, showUnchanged: boolean): RealmPart {
  const view = viewOf(report, { maxProperties: MAX_PROPERTIES, showUnchanged });
  const entities = view.sections.flatMap((section) => section.entities);
  const places = new Map(entities.map((entity, index) => [entity, `${id}-e${index + 1}`]));
  const toldAt = new Map<Finding, string>([
    ...view.folds.flatMap((fold, index) => fold.findings.map(({ finding }) => [finding, foldId(id, index)] as const)),
    ...[...places].flatMap(([entity, place]) => findingsOf(entity).map((finding) => [finding, place] as const)),
  ]);
  return { id, report, view, places, toldAt };
}

/** The place of a block of changes that Keycloak itself made. */
export function foldId(realm: string, index: number): string {
  return `${realm}-k${index + 1}`;
}

/** The page's sections, in order: the filter and the entities name one by its number here. */
export function sectionTitles(realms: readonly RealmPart[]): readonly string[] {
  const titles = realms.flatMap(({ view }) => view.sections.map(({ title }) => title));
  const hasFolds = realms.some(({ view }) => view.folds.length > 0);
  return [...new Set([...titles, ...(hasFolds ? [BY_KEYCLOAK] : [])])];
}

export const BY_KEYCLOAK = 'by Keycloak itself';
