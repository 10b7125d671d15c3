/** What stands in the way of an upgrade, as findings of a report, and as rules that say why and what to do. */

import { newFinding } from '../../../classify/message.ts';
import { whereIs } from '../../../diff/where-is.ts';
import { textProperty } from '../../../json/object.ts';
import { valueAt } from '../../../json/path.ts';
import type { BlockerRow, ComparedRealm, JudgedPlace, Tables } from '../../../model.ts';
import type { Rule, StateRule } from '../../../rule-rows.ts';
import { severityOf } from '../../../tables/blocker-rows.ts';
import { type BlockerWay, findBlockers } from '../../../upgrade/blockers.ts';

/** Each row as a rule: reports explain findings by them. */
export function rulesOfBlockers(rows: readonly BlockerRow[]): readonly Rule[] {
  return rows.map(ruleOf);
}

function ruleOf(row: BlockerRow): StateRule {
  const { id, title, why, fix, source, message } = row;
  return {
    ...{ id, title, why, fix, source, message, severity: severityOf(row), direction: 'breaks' },
    ...{ speaksOf: 'state', when: { section: [] }, because: [], unless: [], onlyAlone: false },
  };
}

/** What is in the way, with places in the older realm. */
export function judgeBlockers(realm: ComparedRealm, way: BlockerWay, tables: Tables): readonly JudgedPlace[] {
  return findBlockers(realm.data, tables.blockers, way).map(({ row, path }) => {
    const where = whereIs(realm.data, path, tables.root);
    const name = textProperty(valueAt(realm.data, path), 'name') ?? where.entity;
    const mentioned = { ...where, realm: realm.realm.name, name, isMember: false };
    const named =
      where.path.length === 0 ? mentioned : { ...mentioned, entity: [where.entity, ...where.path].join('/') };
    const finding = newFinding(ruleOf(row), named);
    return { ...where, state: 'present', places: { before: path, after: path }, findings: [finding], remedy: row.fix };
  });
}
