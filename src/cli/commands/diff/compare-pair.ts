/** What is the report on one pair of realms? Runs the stages in their order: effective values, changes, causes, findings, lines. */

import { attributeChanges } from '../../../attribute/attribute-changes.ts';
import { type Classified, classify } from '../../../classify/classify.ts';
import { type Applied, applyConfig } from '../../../config/apply-config.ts';
import type { Config, IgnoreEntry } from '../../../config/config.ts';
import { countLeftOut } from '../../../diff/count-left-out.ts';
import { countUnchanged } from '../../../diff/count-unchanged.ts';
import { diffRealms } from '../../../diff/diff-realms.ts';
import { type Effective, effectiveRealm } from '../../../diff/effective.ts';
import { locateChanges } from '../../../diff/locate-changes.ts';
import { makePatch } from '../../../diff/make-patch.ts';
import { makeReport } from '../../../diff/make-report.ts';
import { isAskedFor } from '../../../diff/only.ts';
import { renameRealm } from '../../../diff/rename-realm.ts';
import { newSeals } from '../../../diff/seal-secret.ts';
import { toldBy } from '../../../diff/told.ts';
import type { Json, PatchOperation, Realm, Report, Tables } from '../../../model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../../../normalize/normalize-realm.ts';
import { locateProblems } from '../../../read/locate.ts';
import { WITHOUT_POSITIONS } from '../../../report/formats.ts';
import type { Rule } from '../../../rule-rows.ts';
import { environmentsOf } from '../../load-config.ts';
import type { DiffRequest } from './options.ts';

export interface Named {
  readonly source: string;
  /** What people call it where the source is no file: `main@4f2c9e1`. */
  readonly label: string | undefined;
  readonly realm: Realm;
}

/** What does not differ from pair to pair. */
export interface Around {
  readonly request: DiffRequest;
  readonly tables: Tables;
  readonly rules: readonly Rule[];
  readonly config: Config | undefined;
  readonly today: string;
  /** What the configuration calls the two sides, where the sources do not tell. */
  readonly environments?: readonly string[];
}

/** What a pair of realms gives: its report, and the patch where somebody asked for one. */
export interface ComparedPair {
  readonly report: Report;
  readonly patch: readonly PatchOperation[] | undefined;
  /** The entries of the configuration that left something out. */
  readonly used: readonly IgnoreEntry[];
}

export async function comparePair(before: Named, after: Named, around: Around): Promise<ComparedPair> {
  const { request, tables, rules, config } = around;
  const counter = countLeftOut(tables.root);
  const options = { seals: newSeals(), watch: counter.watch };
  const onlyDeclared = declaredSides(request, before.realm, after.realm);
  const old = effectiveRealm(before.realm, before.source, tables, {
    ...options,
    onlyDeclared: onlyDeclared.includes('before'),
  });
  const now = effectiveRealm(after.realm, after.source, tables, {
    ...options,
    onlyDeclared: onlyDeclared.includes('after'),
  });
  const renamed = { ...old, ...renameRealm(old, now.realm.name) };
  const { changes, notCompared, compared, implied } = diffRealms(renamed, now, tables, { onlyDeclared });
  const attributed = onlyDeclared.length > 0 ? changes : attributeChanges(changes, renamed, now, tables);
  const caused = attributed.filter((change) => isAskedFor(change, request.only));
  const judged = classify(caused, renamed, now, rules, {
    isKeptTold: request.isAll,
    guards: config?.guard ?? [],
  });
  const {
    changes: kept,
    states,
    ignored,
    used,
  } = config === undefined ? { ...NOTHING_IGNORED, ...judged } : applied(judged, config, around);
  const needsPositions = !request.isQuiet && !WITHOUT_POSITIONS.has(request.format);
  const located = needsPositions ? await locateChanges(kept, renamed, now, tables) : kept;
  const placed = needsPositions ? await locateChanges(states, renamed, now, tables) : states;
  const configuration =
    config === undefined || ignored === 0
      ? undefined
      : `${config.file}${used[0]?.line === undefined ? '' : `:${used[0].line}`}`;
  const { ids, defaults, reordered } = counter.counts();
  const report = makeReport(
    { ...(await withLines(old)), label: before.label },
    { ...(await withLines(now)), label: after.label },
    {
      ...{ changes: located, states: placed, notCompared, compared, unchanged: countUnchanged(kept, now) },
      leftOut: { ids, defaults, implied, reordered, ignored },
      ...(configuration !== undefined && { configuration }),
    },
  );
  if (request.format !== 'jsonpatch') return { report, used, patch: undefined };
  const isAll = request.only.length === 0 && ignored === 0;
  const told = isAll ? 'all' : toldBy(kept, old, now, tables.root);
  return { report, used, patch: makePatch(documentOf(old, tables), documentOf(now, tables), tables.root, told) };
}

/** What a patch applies to: everything that the realm says, as `normalize --defaults keep` prints it. */
function documentOf({ realm }: Effective, tables: Tables): Json {
  return normalizeRealm(realm, tables, { ...DEFAULT_OPTIONS, defaults: 'keep' }).realm.data;
}

const NOTHING_IGNORED = { ignored: 0, used: [] };

function applied(judged: Classified, config: Config, { request, today, environments }: Around): Applied {
  const names = environments ?? environmentsOf(config, [request.from, request.to]);
  return applyConfig(judged, config, { today, environments: names });
}

async function withLines(side: Effective): Promise<Effective> {
  return { ...side, problems: await locateProblems(side.realm, side.problems) };
}

/** A file that no server wrote states only some things. Where both are such files, what one lacks is a difference. */
function declaredSides({ onlyDeclared }: DiffRequest, before: Realm, after: Realm): readonly ('before' | 'after')[] {
  if (!onlyDeclared) return [];
  for (const isMeant of [isByHand, isPartial]) {
    if (isMeant(before) !== isMeant(after)) return [isMeant(before) ? 'before' : 'after'];
  }
  return [];
}

function isByHand({ exportKind }: Realm): boolean {
  return exportKind === 'declared';
}

function isPartial({ exportKind }: Realm): boolean {
  return exportKind !== 'full';
}
