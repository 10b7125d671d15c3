/** Why is a value in the normal form as it is, or not at all? Puts the trace of one place into words. Shows no secret. */

import { chooseBaseline } from '../baseline/choose.ts';
import { inflate } from '../baseline/inflate.ts';
import { lookUp } from '../baseline/look-up.ts';
import { equal } from '../json/equal.ts';
import { naturalPath } from '../json/natural-path.ts';
import { isArray, isObject, property } from '../json/object.ts';
import { originOf } from '../json/origin.ts';
import { parsePointer, printPointer, valueAt } from '../json/path.ts';
import { placesOn } from '../json/places-on.ts';
import { canonicalText } from '../json/print.ts';
import { shorten } from '../json/show.ts';
import type { Json, JsonObject, NormalizeOptions, Path, Place, Realm, Tables } from '../model.ts';
import { decodeJsonTexts } from '../normalize/decode-json-texts.ts';
import { maskSecrets } from '../normalize/mask-secrets.ts';
import { nameServiceAccounts } from '../normalize/name-service-accounts.ts';
import { newContext, normalizeRealm } from '../normalize/normalize-realm.ts';
import { defaultsOf } from '../normalize/strip-baseline.ts';
import { nearest } from '../tables/nearest.ts';
import { findPlace } from './find-place.ts';
import { type Column, impliedFor, type RowHit, referenceFor, rowFor } from './rows.ts';
import { type Trace, type TraceEvent, trace } from './trace.ts';

export type Verdict = 'kept' | 'default' | 'renamed' | 'masked' | 'sorted' | 'decoded' | 'dropped';

export interface Explanation {
  readonly pointer: string;
  readonly verdict: Verdict;
  /** What the normal form says; undefined when it says nothing. */
  readonly written: string | undefined;
  readonly from: { readonly text: string; readonly path: Path } | undefined;
  /** One sentence for each rule that had a say. */
  readonly rules: readonly string[];
  readonly default: string;
  readonly order: string;
}

export interface WhyContext {
  readonly tables: Tables;
  readonly options: NormalizeOptions;
}

/** Explains the place that a pointer names, or says in one sentence why there is no such place. */
export function explain(
  realm: Realm,
  pointer: string,
  context: WhyContext,
): Explanation | { readonly refusal: string } {
  const { tables } = context;
  const keys = parsePointer(pointer);
  if (keys === undefined) return { refusal: `expected a pointer that begins with a slash, such as /clients/web-shop` };
  const whole = inflate(realm, tables);
  const named = nameServiceAccounts.run(whole, stepContext(context)).realm;
  const decoded = decodeJsonTexts.run(named, stepContext(context)).realm;
  const search = findPlace(decoded.data, keys, tables.root);
  if ('missing' in search) {
    return lost(whole, decoded, keys, context) ?? { refusal: notThere(search) };
  }
  const { path } = search.found;
  const traced = trace(whole, path, context);
  return {
    pointer: printPointer(naturalPath(decoded.data, path, tables.root)),
    ...verdictOf(traced),
    from: fromWhere({ realm, whole, decoded, path }, context),
    rules: rulesOf(traced, decoded, path, tables),
    default: describeDefault(traced, realm, context),
    order: describeOrder(decoded, path, tables),
  };
}

function stepContext({ tables, options }: WhyContext) {
  return newContext(tables, options);
}

function notThere({ missing, reached, keys }: { missing: string; reached: Path; keys: readonly string[] }): string {
  const guess = nearest(missing, keys);
  const hint = guess === undefined ? '' : `; did you mean ${JSON.stringify(guess)}?`;
  return `nothing is called ${JSON.stringify(shorten(missing))} at ${printPointer(reached) || '/'}${hint}`;
}

function verdictOf({ events, written }: Trace): Pick<Explanation, 'verdict' | 'written'> {
  const text = written === undefined ? undefined : showValue(written);
  const kinds = new Map(events.map(({ step, kind }) => [step, kind]));
  if (events.some(({ kind }) => kind === 'dropped')) return { verdict: 'dropped', written: undefined };
  if (text === undefined) return { verdict: 'default', written: undefined };
  if (kinds.has('mask-secrets')) return { verdict: 'masked', written: text };
  if (RENAMING.some((step) => kinds.has(step))) return { verdict: 'renamed', written: text };
  if (kinds.has('order-lists') || kinds.has('order-texts')) return { verdict: 'sorted', written: text };
  return { verdict: kinds.has('decode-json-texts') ? 'decoded' : 'kept', written: text };
}

const RENAMING = ['name-default-role', 'resolve-references', 'name-configs', 'number-namesakes'];

/** The value as it was read, secrets hidden, and where. */
function fromWhere(
  { realm, whole, decoded, path }: Readonly<Record<'realm' | 'whole' | 'decoded', Realm>> & { readonly path: Path },
  context: WhyContext,
): Explanation['from'] {
  const embedded = path.indexOf('$json');
  const inFile = pathInFile(realm, whole, embedded < 0 ? path : path.slice(0, embedded), context.tables.root);
  if (inFile === undefined) return undefined;
  const masked = maskSecrets.run(
    decoded,
    stepContext({ ...context, options: { ...context.options, secrets: 'mask' } }),
  );
  const value = valueAt(masked.realm.data, path) ?? null;
  const isKey = placesOn(decoded.data, path, context.tables.root).some(({ generated }) => generated !== undefined);
  return { text: isKey ? '(key material)' : showValue(value), path: inFile };
}

/** What a baseline brought along is not in the file, and it moves what is. */
function pathInFile(realm: Realm, whole: Realm, path: Path, top: Place): Path | undefined {
  const origin = originOf(whole.origins, path);
  const [root] = realm.origins;
  const moved = [...(origin?.path ?? []), ...path.slice(origin?.at.length ?? 0)];
  const inFile = origin === undefined || root === undefined || whole === realm ? path : moved.slice(root.path.length);
  const isIt = equal(naturalPath(realm.data, inFile, top), naturalPath(whole.data, path, top));
  return valueAt(realm.data, inFile) === undefined || !isIt ? undefined : inFile;
}

function showValue(value: Json): string {
  if (isArray(value) && value.some((element) => typeof element === 'object')) return `[${value.length} entries]`;
  if (isObject(value) && property(value, '$json') === undefined) return `{${Object.keys(value).length} properties}`;
  return shorten(canonicalText(value), 100);
}

/** Which columns of a row answer for which step. */
const COLUMNS_OF: { readonly [step: string]: readonly Column[] } = {
  'decode-json-texts': ['json'],
  'drop-derived': ['twins', 'dropWhen', 'derived', 'misspelled'],
  'strip-volatile': ['volatile', 'generated'],
  'drop-empty-texts': ['emptyIsAbsent'],
  'mask-secrets': ['secret', 'secretBeside'],
  'order-texts': ['delimited'],
  'order-lists': ['sets'],
};

function rulesOf({ events, written }: Trace, decoded: Realm, path: Path, tables: Tables): readonly string[] {
  const always = written === undefined ? undefined : rowFor(decoded.data, path, ['always', 'together'], tables.root);
  return [...events.map((event) => ruleOf(event, tables)), ...(always === undefined ? [] : [showRow(always)])];
}

function ruleOf({ step, before, path }: TraceEvent, tables: Tables): string {
  const hit = hitOf(step, before, path, tables);
  return hit === undefined ? `${step}: ${STEP_WHY[step] ?? 'see ARCHITECTURE.md'}` : showRow(hit);
}

function hitOf(step: string, before: Realm, path: Path, tables: Tables): RowHit | undefined {
  if (step === 'resolve-references') return referenceFor(before.data, path, tables.root);
  if (step !== 'drop-implied') return rowFor(before.data, path, COLUMNS_OF[step] ?? [], tables.root);
  const { version } = chooseBaseline(before.keycloakVersion, tables.baselines);
  return impliedFor(before.data, path, tables.impliedIn(version), tables);
}

/** For steps that follow no row. */
const STEP_WHY: { readonly [step: string]: string } = {
  'read-values': 'null is absence, and a text, a flag or a number is what the field takes (rules/fields.json)',
  'name-service-accounts': 'the username of a service account follows from its client',
  'number-namesakes': 'several entities have this name; the number tells which one is meant',
  'drop-derived': 'follows from something else in the file',
  'mask-secrets': 'its name, or its text, is that of a secret',
  'name-default-role': 'a default role that is named after the id of the realm',
  'name-configs': 'an alias that is a random UUID',
  'order-lists': 'entities stand in the order of their identity, executions in that of their priority',
  'select-users': 'left out by --users',
};

function showRow({ file, row, column, why }: RowHit): string {
  return `${file} ${row}: ${column}: ${why}`;
}

function describeDefault({ last, written }: Trace, realm: Realm, { tables, options }: WhyContext): string {
  const defaults = defaultsOf(last?.realm ?? realm, tables);
  if (defaults === undefined) return 'no baseline for this version of Keycloak';
  if (options.defaults === 'keep' || last === undefined) return 'not looked at';
  const known = lookUp(last.realm.data, last.path, { ...defaults, place: tables.root });
  const { version } = defaults.baseline;
  if (known === undefined) {
    return written === undefined ? `says nothing in Keycloak ${version}` : `none in Keycloak ${version} (field absent)`;
  }
  const by = known.filledIn === undefined ? 'in a new realm of' : `filled in for ${known.filledIn} by`;
  return `${showValue(known.value)} ${by} Keycloak ${version}`;
}

function describeOrder(decoded: Realm, path: Path, tables: Tables): string {
  const places = placesOn(decoded.data, path, tables.root);
  const lists = path.flatMap((key, index) => (typeof key === 'number' ? [index] : []));
  const innermost = lists.at(-1);
  if (innermost === undefined) return places.at(-1)?.sets !== undefined ? 'a set: sorted' : 'not in a list';
  const section = places[innermost]?.section;
  if (section === undefined)
    return places[innermost - 1]?.sets !== undefined ? 'in a set: sorted' : 'in a list: its order is kept';
  if (section.order === 'list') return `in a list of ${section.name}: its order is kept`;
  if (section.order === 'priority') return `in a list of ${section.name}: by priority, which the order says`;
  return `in a list of ${section.name}: sorted by ${section.identity.join(', ')}`;
}

/** What a new realm has and this one lacks: a deleted entity, a value that was taken away. */
function lost(whole: Realm, decoded: Realm, keys: readonly string[], context: WhyContext): Explanation | undefined {
  const { tables, options } = context;
  const defaults = defaultsOf(decoded, tables);
  if (defaults === undefined) return undefined;
  const search = findPlace(defaults.base, keys, tables.root);
  if ('missing' in search) return undefined;
  const written = deletionAt(normalizeRealm(whole, tables, options).realm.data, keys, tables.root);
  return {
    pointer: printPointer(keys),
    verdict: written === undefined ? 'default' : 'kept',
    written,
    from: undefined,
    rules: [
      written === undefined
        ? 'the file says nothing of it, so it is taken as it is in a new realm'
        : 'the realm lacks what a new realm has',
    ],
    default: `${showValue(search.found.value)} in a new realm of Keycloak ${defaults.baseline.version}`,
    order: 'not in a list',
  };
}

/** How the normal form says that something is gone; undefined where it does not. */
function deletionAt(normalForm: JsonObject, keys: readonly string[], root: Place): string | undefined {
  const search = findPlace(normalForm, keys, root);
  if ('missing' in search) return undefined;
  if (search.found.value === null) return 'null';
  return property(search.found.value, '$absent') === true ? '"$absent": true' : undefined;
}
