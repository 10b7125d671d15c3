/** What does a finding say? Fills a rule's sentence with names and values, and gives the finding its fingerprint. */

import { TITLES } from '../entities/titles.ts';
import { isArray, isObject } from '../json/object.ts';
import { hashOf } from '../json/sha.ts';
import type { Finding, Json } from '../model.ts';
import { unseal } from '../normalize/seal.ts';
import type { Rule } from '../rule-rows.ts';
import { permissionInWords } from './permission.ts';

/** What a sentence may mention. Values that are undefined are shown as `nothing`. */
export interface Mentioned {
  readonly section: string;
  readonly entity: string;
  readonly path: readonly string[];
  readonly realm: string;
  readonly name: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly value?: Json | undefined;
  /** The way to what is reached; '' where it is there at once. */
  readonly via?: string | undefined;
  /** The value is one of several at the place, so that the place alone does not tell them apart. */
  readonly isMember: boolean;
}

export function newFinding(rule: Rule, mentioned: Mentioned): Finding {
  return {
    rule: rule.id,
    severity: rule.severity,
    direction: rule.direction,
    message: fill(rule.message, mentioned),
    // Few formats show it, and hash functions take longer to load than a comparison takes.
    get fingerprint() {
      return fingerprintOf(rule.id, mentioned);
    },
  };
}

function fill(message: string, mentioned: Mentioned): string {
  return message
    .replace(/\{([^{}:]*)(?::([^{}]*))?\}/g, (_, placeholder: string, format: string | undefined) =>
      format === 'text'
        ? textIn(mentioned.value)
        : format === 'permission'
          ? permissionInWords(mentioned.value)
          : formatted(shownOf(placeholder, mentioned), format),
    )
    .trimStart();
}

function shownOf(placeholder: string, mentioned: Mentioned): string {
  switch (placeholder) {
    case 'entity':
      return mentioned.section === 'realm' || mentioned.section === 'userProfile'
        ? `realm ${mentioned.realm}`
        : mentioned.entity;
    case 'kind':
      return KIND_WORDS[mentioned.section] ?? TITLES[mentioned.section] ?? mentioned.section;
    case 'realm':
      return mentioned.realm;
    case 'name':
      return mentioned.name;
    case 'path':
      return mentioned.path.join('/');
    case 'via':
      return mentioned.via ?? '';
    case 'before':
      return showValue(mentioned.before);
    case 'after':
      return showValue(mentioned.after);
    default:
      return showValue(mentioned.value);
  }
}

/** Before a name that says what it is: `realm acme has ...`. */
const KIND_WORDS: { readonly [section: string]: string } = { realm: '', userProfile: '' };

/** A sentence of ours, whole. */
function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : showValue(value);
}

function formatted(text: string, format: string | undefined): string {
  const slash = text.indexOf('/');
  switch (format) {
    case 'duration':
      return /^\d+$/.test(text) ? inWords(Number(text)) : text;
    case 'name':
      return text.slice(slash + 1);
    case 'owner':
      return slash < 0 ? text : text.slice(0, slash);
    default:
      return text;
  }
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** The largest unit in which the seconds are a whole number. */
function inWords(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= each && seconds % each === 0) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const LONGEST = 80;

function showValue(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  const bare = unseal(value);
  const [first] = isArray(bare) && bare.length === 1 && !isObject(bare[0]) ? bare : [bare];
  const text =
    typeof first === 'string'
      ? first
      : JSON.stringify(first, (_, each) => (typeof each === 'bigint' ? `${each}` : each));
  if (text === '') return 'nothing';
  return text.length <= LONGEST ? text : `${text.slice(0, 40)}...(${text.length} characters)...${text.slice(-15)}`;
}

/** Twelve hex digits of what the finding is about, so that the same finding is known again whatever its wording. */
function fingerprintOf(rule: string, { section, entity, path, isMember, value }: Mentioned): string {
  const about = [rule, section, entity, ...path, ...(isMember ? [showWhole(value)] : [])];
  return hashOf('sha256', JSON.stringify(about)).toString('hex').slice(0, 12);
}

function showWhole(value: Json | undefined): string {
  return JSON.stringify(unseal(value ?? null), (_, each) => (typeof each === 'bigint' ? `${each}` : each));
}
