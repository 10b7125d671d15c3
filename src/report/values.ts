/** How is a value shown on one line? With JSON's quotes, Keycloak's constants without; long ones by their two ends. */

import { describeCertificate } from '../json/certificate.ts';
import { isArray, isObject } from '../json/object.ts';
import type { Json } from '../model.ts';
import { showNumber } from './words.ts';

/** `REQUIRED`, `ADMIN_EDIT`: constants of Keycloak that nobody mistakes for anything else. */
const CONSTANT = /^[A-Z][A-Z_]+$/;

/** The value on one line, whole. */
export function showValue(value: Json): string {
  return typeof value === 'string' && CONSTANT.test(value) ? value : showJson(value);
}

function showJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(showJson).join(', ')} ]`;
  if (typeof value === 'string') return certificateIn(value) ?? JSON.stringify(value);
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).map((key) => `${JSON.stringify(key)}: ${showJson(value[key] ?? null)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function certificateIn(text: string): string | undefined {
  const described = describeCertificate(text);
  return described === undefined ? undefined : `(${described})`;
}

/** At most `limit` characters, or a few more: a long text keeps its two ends and says how long it was. */
export function shortenMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const told = ` ... (${showNumber(text.length)} characters) ... `;
  const kept = Math.max(8, limit - told.length);
  const head = Math.ceil(kept / 2);
  return `${withoutHalf(text.slice(0, head))}${told}${withoutHalf(text.slice(head - kept))}`;
}

/** A cut between the two halves of one character leaves neither. */
function withoutHalf(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}

/** Values of a component's config are lists, most of them of one: those are shown as the one. */
export function withoutSingletons(value: Json): Json {
  const [first] = isArray(value) ? value : [];
  if (isArray(value)) return value.length === 1 && first !== undefined && typeof first !== 'object' ? first : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSingletons(each)]));
}
