/** How does one realm stand on the HTML page? Verdict, what it means, the entities of each section, what Keycloak did itself. */

import type { Finding, Report, ReportSide } from '../model.ts';
import { foldedJudgements } from './fold-findings.ts';
import type { Fold } from './folds.ts';
import {
  badge,
  entityBody,
  entitySummary,
  findingList,
  findingsOf,
  type RuleWords,
  severitiesOf,
} from './html-entity.ts';
import { type Markup, NOTHING, type Part, tag, when } from './html-markup.ts';
import { BY_KEYCLOAK, foldId, type RealmPart } from './html-view.ts';
import { judgementsOf } from './judged.ts';
import * as say from './sentences.ts';
import { showPlace } from './show-path.ts';
import { shortenMiddle } from './values.ts';
import { type EntityView, type SectionView, viewSections } from './view.ts';
import { count, DIRECTIONS, SEVERITIES, showNumber } from './words.ts';

const MAX_TEXT = 400;
const MAX_ASIDES = 200;
/** With more entities only those are open that high or medium findings are about. */
const MANY = 40;

export interface RealmOptions {
  readonly titles: readonly string[];
  readonly rules: RuleWords;
}

export function drawRealm(realm: RealmPart, options: RealmOptions): Markup {
  const { id, view } = realm;
  const folds = when(view.folds.length > 0, () => {
    const blocks = view.folds.map((fold, index) => foldBlock(fold, foldId(id, index), realm, options));
    return tag`<section data-group>\n<h3>${BY_KEYCLOAK}</h3>\n${blocks}</section>\n`;
  });
  return tag`<article class="realm" id="${id}" aria-labelledby="${id}-name">
${heading(realm)}${meanings(realm, options)}${view.sections.map((section) => drawSection(section, realm, options))}${folds}${when(
  view.symbols.size > 0 || view.folds.length > 0,
  () => tag`<p class="nothing" hidden>Nothing in this realm matches.</p>\n`,
)}${foot(realm)}</article>
`;
}

/** The worst that rules say of a realm, as the name of a style. */
export function worstOf({ report }: RealmPart): string {
  return SEVERITIES.find((severity) => report.summary.findings[severity] > 0) ?? 'none';
}

/** `High 4`, `Medium 2`. */
export function tallies({ report }: RealmPart): readonly Part[] {
  const used = SEVERITIES.filter((severity) => report.summary.findings[severity] > 0);
  return used.map((severity) => {
    return tag` <span class="badge ${severity}"><b>${severity}</b> ${showNumber(report.summary.findings[severity])}</span>`;
  });
}

function heading(realm: RealmPart): Markup {
  const { id, report } = realm;
  const { added, changed, removed, renamed } = report.summary.entities;
  const counts = [
    [added, 'to add', 'added'],
    [changed, 'to change', 'changed'],
    [removed, 'to remove', 'removed'],
    [renamed, 'renamed', 'moved'],
  ] as const;
  const told = counts.map(
    ([number, word, style]) =>
      tag`<li class="${number === 0 ? 'zero' : style}"><b>${showNumber(number)}</b> ${word}</li>`,
  );
  return tag`<header class="head">
<h2 id="${id}-name">Realm <code>${say.realmName(report)}</code></h2>
<p class="verdict ${worstOf(realm)}">${headline(report)}</p>
${when(!say.isUnchanged(report), () => tag`<p class="tallies">${tallies(realm)}</p>\n${report.isAlone === true ? NOTHING : tag`<ul class="counts" aria-label="Entities">${told}</ul>\n`}`)}<dl class="sides">${report.isAlone === true ? NOTHING : side('Before', report.before, report)}${side(report.isAlone === true ? 'Realm' : 'After', report.after, report)}</dl>
${asideLink(realm)}</header>
`;
}

/** The verdict as a sentence: `3 findings break, 1 weakens`. */
function headline(report: Report): string {
  const verdict = say.verdict(report);
  const told = verdict.replace(/^([\d,]+) (break|weaken|tighten)/, (_, number: string, verb: string) => {
    return `${number} ${number === '1' ? 'finding' : 'findings'} ${verb}`;
  });
  const sentence = told === verdict && /^\d/.test(told) ? `${told} findings` : told;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** Nobody should have to scroll to learn that something was not looked at. */
function asideLink({ id, report: { notCompared, problems } }: RealmPart): Markup {
  const told = [
    ...(notCompared.length === 0 ? [] : [`${count(notCompared.length, 'part')} not compared`]),
    ...(problems.length === 0 ? [] : [`${count(problems.length, 'problem')} in the input`]),
  ];
  return when(told.length > 0, () => tag`<p class="hint"><a href="#${id}-foot">${told.join(', ')}</a></p>\n`);
}

function side(word: string, side: ReportSide, { before, after }: Report): Markup {
  const { source, label, realm, keycloakVersion, baseline, export: kind } = side;
  const short = (text: string): string => shortenMiddle(text, 160);
  const facts = [
    ...(label === undefined || label === source ? [] : [short(source)]),
    ...(before.realm === after.realm ? [] : [`realm ${short(realm)}`]),
    keycloakVersion === undefined ? 'Keycloak version unknown' : `Keycloak ${short(keycloakVersion)}`,
    ...(baseline === undefined || baseline === keycloakVersion ? [] : [`defaults of ${short(baseline)}`]),
    `${kind} export`,
  ];
  return tag`<div><dt>${word}</dt><dd><code>${short(label ?? source)}</code> <span class="quiet">${facts.join(' \u00b7 ')}</span></dd></div>`;
}

/** Every finding, the worst first, each a link to its place. */
function meanings({ id, report, toldAt, view }: RealmPart, { titles }: RealmOptions): Markup {
  const sections = new Map<Finding, string>(
    view.sections.flatMap(({ title, entities }) =>
      entities.flatMap((entity) => findingsOf(entity).map((finding) => [finding, title] as const)),
    ),
  );
  const rows = foldedJudgements(report).map(({ change, finding, more }) => {
    const section = titles.indexOf(sections.get(finding) ?? BY_KEYCLOAK);
    const at = change.position?.after ?? change.position?.before;
    const line = at === undefined ? '' : ` \u00b7 ${shortenMiddle(at.file, 160)}:${at.line}`;
    const where = shortenMiddle(showPlace(change), MAX_TEXT);
    return tag`<li data-filter data-section="${section}" data-severities="${finding.severity}">${badge(
      finding.severity,
      [finding.direction],
    )}<div><a href="#${toldAt.get(finding) ?? id}">${shortenMiddle(finding.message, MAX_TEXT)}</a>${when(more > 0, () => tag` <span class="quiet">and ${showNumber(more)} more of this rule</span>`)}
<div class="quiet">${where}${line} \u00b7 <code class="rule">${shortenMiddle(finding.rule, 120)}</code></div></div></li>\n`;
  });
  if (rows.length === 0) return NOTHING;
  return tag`<section class="meanings" data-group>
<h3>what it means <span class="quiet">${count(judgementsOf([report]).length, 'finding')}</span></h3>
<ol>
${rows}</ol>
</section>
`;
}

function drawSection({ title, entities }: SectionView, realm: RealmPart, { titles, rules }: RealmOptions): Markup {
  const section = titles.indexOf(title);
  const isMuch = realm.places.size > MANY;
  const drawn = entities.map((entity) => {
    const told = findingsOf(entity);
    const isOpen = !isMuch || entity.worst === 'high' || entity.worst === 'medium';
    return tag`<details class="entity ${entity.worst ?? 'none'}" id="${realm.places.get(entity) ?? ''}" data-filter data-section="${section}" data-severities="${severitiesOf(told)}"${openMark(isOpen)}>\n${entitySummary(entity)}${entityBody(entity, rules)}</details>\n`;
  });
  return tag`<section data-group>\n<h3>${title} <span class="quiet">${showNumber(entities.length)}</span></h3>\n${drawn}</section>\n`;
}

function openMark(isOpen: boolean): Markup {
  return isOpen ? tag` open` : NOTHING;
}

/** What a version of Keycloak did: a line for each of its steps, and each change in it to be opened. */
function foldBlock(fold: Fold, id: string, { report }: RealmPart, { titles, rules }: RealmOptions): Markup {
  const told = fold.findings.map(({ finding }) => finding);
  const worst = SEVERITIES.find((severity) => told.some((finding) => finding.severity === severity));
  const directions = DIRECTIONS.filter((direction) => told.some((finding) => finding.direction === direction));
  const rows = fold.rows.map(
    ({ step, text }) => tag`<div><dt>${shortenMiddle(step, 80)}</dt><dd>${shortenMiddle(text, MAX_TEXT)}</dd></div>\n`,
  );
  const inner = viewSections(fold.changes, report, { maxProperties: 12, showUnchanged: false }).flatMap(
    ({ entities }) => entities,
  );
  const findings = fold.findings.map(
    ({ finding, where }) =>
      tag`<p class="where">${shortenMiddle(where, MAX_TEXT)}</p>\n${findingList([finding], rules)}`,
  );
  return tag`<details class="entity fold ${worst ?? 'none'}" id="${id}" data-filter data-section="${titles.indexOf(BY_KEYCLOAK)}" data-severities="${severitiesOf(told)}" open>
<summary><span class="title"><span class="kind">Keycloak</span> <code>${shortenMiddle(fold.version, 80)}</code></span>${when(
    worst !== undefined,
    () => badge(worst ?? 'info', directions),
  )}<span class="quiet">${count(fold.count, 'change')}</span></summary>
<div class="body">
<dl class="steps">
${rows}</dl>
${findings}<details class="inside"><summary>Show ${fold.count === 1 ? 'the change' : `all ${count(fold.count, 'change')}`}</summary>
${inner.map((entity) => innerEntity(entity))}</details>
</div>
</details>
`;
}

/** The findings of these stand in the block around them. */
function innerEntity(entity: EntityView): Markup {
  const lines = entity.lines.map((line) => (line.symbol === '#' ? line : { ...line, findings: [] }));
  const quiet = { ...entity, findings: [], lines };
  return tag`<div class="inner">\n${entitySummary(quiet, 'div')}${entityBody(quiet, {})}</div>\n`;
}

function foot({ id, report }: RealmPart): Markup {
  const left = say.leftOut(report);
  const asides = [
    asideList('Fixed', say.statesIn(report, 'fixed')),
    asideList('Kept', say.statesIn(report, 'kept')),
    asideList(
      'Not compared',
      report.notCompared.map((each) => say.notComparedText(each)),
    ),
    asideList(
      'Odd in the input',
      report.problems.map((each) => say.problemText(each, report)),
    ),
  ];
  return tag`<footer class="foot" id="${id}-foot">\n${asides}<p class="quiet">${say.compared(report)}${left === '' ? '' : ` Left out: ${left}.`}</p>\n</footer>\n`;
}

function asideList(title: string, texts: readonly string[]): Markup {
  const left = texts.length - MAX_ASIDES;
  const items = texts.slice(0, MAX_ASIDES).map((text) => tag`<li>${text}</li>\n`);
  const more = left > 0 ? tag`<li>and ${showNumber(left)} more</li>\n` : NOTHING;
  return when(
    texts.length > 0,
    () => tag`<section class="aside"><h3>${title}</h3>\n<ul>\n${items}${more}</ul></section>\n`,
  );
}
