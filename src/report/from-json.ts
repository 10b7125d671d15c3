/** Which reports does the JSON of an earlier call hold? The way back from `json.ts`, as far as other formats need it. */

import { elementsOf, isObject, property, textProperty, textsIn } from '../json/object.ts';
import type {
  Author,
  Cause,
  ChangeKind,
  ChangePosition,
  Direction,
  ExportKind,
  Finding,
  Json,
  JsonObject,
  JudgedChange,
  JudgedPlace,
  Position,
  Report,
  ReportSide,
  ReportSummary,
} from '../model.ts';
import { DIRECTIONS, SEVERITIES } from './words.ts';

/** The comparisons of a document that follows `report.schema.json`. What stayed the same beside a change is not in it. */
export function reportsIn(value: Json): readonly Report[] {
  return elementsOf(property(value, 'comparisons')).flatMap((each) => (isObject(each) ? [reportIn(each)] : []));
}

function reportIn(comparison: JsonObject): Report {
  const { before, after } = comparison;
  const realm = textProperty(comparison, 'realm') ?? '';
  const environment = textProperty(comparison, 'environment');
  const only = before === undefined ? 'after' : after === undefined ? 'before' : undefined;
  return {
    ...(only !== undefined && { only }),
    ...(environment !== undefined && { environment }),
    before: sideIn(before ?? after, realm),
    after: sideIn(after ?? before, realm),
    // Counts by names that the contract fixes.
    summary: comparison.summary as unknown as ReportSummary,
    changes: elementsOf(comparison.changes).map(changeIn),
    ...(comparison.states !== undefined && { states: elementsOf(comparison.states).map(stateIn) }),
    problems: [],
    notCompared: elementsOf(comparison.notCompared).map((each) => {
      const [section = '', entity, ...path] = textsIn(property(each, 'path'));
      const why = textProperty(each, 'why') ?? '';
      return { section, ...(entity !== undefined && { entity }), ...(path.length > 0 && { path }), why };
    }),
  };
}

function sideIn(side: Json | undefined, realm: string): ReportSide {
  const [label, keycloakVersion, baseline] = ['label', 'keycloakVersion', 'baseline'].map((key) =>
    textProperty(side, key),
  );
  return {
    source: textProperty(side, 'source') ?? '',
    realm: textProperty(side, 'realm') ?? realm,
    ...(label !== undefined && { label }),
    ...(keycloakVersion !== undefined && { keycloakVersion }),
    ...(baseline !== undefined && { baseline }),
    export: (textProperty(side, 'export') ?? 'full') as ExportKind,
  };
}

/** Reports draw places from the words alone; ways into data are not in the contract. */
const NOWHERE = { before: [], after: [] };

function changeIn(value: Json): JudgedChange {
  const kind = (textProperty(value, 'kind') ?? 'changed') as ChangeKind;
  const [upgrade, user, at] = [
    textProperty(value, 'upgrade'),
    textProperty(property(value, 'by'), 'user'),
    textProperty(property(value, 'by'), 'at'),
  ];
  const by: Author | undefined = user === undefined || at === undefined ? undefined : { user, at };
  const position = positionIn(property(value, 'at'));
  return {
    ...placeIn(value),
    kind,
    cause: (textProperty(value, 'cause') ?? 'edit') as Cause,
    ...(upgrade !== undefined && { upgrade }),
    ...valuesIn(value, kind),
    findings: elementsOf(property(value, 'findings')).map(findingIn),
    ...(position !== undefined && { position }),
    ...(by !== undefined && { by }),
    places: NOWHERE,
  };
}

function placeIn(value: Json) {
  return {
    section: textProperty(value, 'section') ?? '',
    entity: textProperty(value, 'entity') ?? '',
    path: textsIn(property(value, 'path')),
  };
}

/** See `valuesJson`: a position is `from` and `to`, an old name `was`. */
function valuesIn(value: Json, kind: ChangeKind) {
  if (property(value, 'secret') === true) return { secret: true } as const;
  const keys = kind === 'moved' ? ['from', 'to'] : kind === 'renamed' ? ['was'] : ['before', 'after'];
  const [before, written] = keys.map((key) => property(value, key));
  const { entity, path } = placeIn(value);
  const after = kind === 'renamed' ? (path.at(-1) ?? entity) : written;
  const likeness = property(value, 'likeness');
  const namedBy = property(value, 'namedBy');
  return {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(typeof likeness === 'number' && { likeness }),
    ...(namedBy !== undefined && { namedBy: elementsOf(namedBy).map(textsIn) }),
  };
}

function stateIn(value: Json): JudgedPlace {
  const findings = elementsOf(property(value, 'findings'));
  const state = textProperty(findings[0], 'state');
  const position = positionIn(property(value, 'at'));
  return {
    ...placeIn(value),
    state: state === 'fixed' || state === 'kept' ? state : 'present',
    places: NOWHERE,
    findings: findings.map(findingIn),
    ...(position !== undefined && { position }),
  };
}

function findingIn(value: Json): Finding {
  const [rule = '', severity, direction, message = '', fingerprint = ''] = [
    'rule',
    'severity',
    'direction',
    'message',
    'fingerprint',
  ].map((key) => textProperty(value, key));
  return {
    ...{ rule, message, fingerprint },
    severity: SEVERITIES.find((each) => each === severity) ?? 'info',
    direction: DIRECTIONS.find((each) => each === direction) ?? ('cosmetic' satisfies Direction),
  };
}

function positionIn(at: Json | undefined): ChangePosition | undefined {
  if (at === undefined) return undefined;
  const [before, after] = ['before', 'after'].map((side) => {
    const place = property(at, side);
    const file = textProperty(place, 'file');
    if (file === undefined) return undefined;
    const [line = 1, column = 1] = ['line', 'column'].map((key) => Number(property(place, key) ?? 1));
    return { file, line, column } satisfies Position & { readonly file: string };
  });
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
