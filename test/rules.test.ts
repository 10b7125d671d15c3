/** Is the catalogue of rules sound? Every rule is well made, shown by examples, has a way back, and speaks of places that exports really have. */

import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { entitiesOf } from '../src/classify/entities.ts';
import type { JsonObject } from '../src/model.ts';
import { DEFAULT_OPTIONS, normalizeRealm } from '../src/normalize/normalize-realm.ts';
import { readSource } from '../src/read/read-source.ts';
import type { PathPattern, Rule } from '../src/rule-rows.ts';
import { findFields } from '../src/tables/find-fields.ts';
import { loadTables } from '../src/tables/load.ts';
import { loadRules } from '../src/tables/load-rules.ts';
import { CHECKS, KINDS, parseRule, RULE_KEYS, SECTIONS, WHEN_KEYS } from '../src/tables/parse-rules.ts';
import { OPERATORS } from '../src/tables/parse-tests.ts';
import { DIRECTIONS, SEVERITIES } from '../src/tables/severity.ts';
import { renderReadme } from '../tools/rules-readme.mjs';
import { KCWARDEN, OTHERS } from './audit-checks.ts';
import { OF_CLIENTS, OF_FILES, OF_FLOWS, OF_REALMS } from './dangers.ts';
import { OWN, textOf } from './exports.ts';
import { NOT_RECORDED } from './not-recorded.ts';
import {
  findingsIn,
  messagesIn,
  type Prepared,
  prepare,
  type RawFile,
  RULES,
  rawRules,
  weakerThan,
} from './rule-examples.ts';

const { rules } = loadRules();
const files = rawRules();
const byId = new Map(rules.map((rule) => [rule.id, rule]));
const ids = new Set(byId.keys());
const LISTS = new Map(
  Object.entries(JSON.parse(fs.readFileSync(path.join(RULES, 'lists.json'), 'utf8')) as { [name: string]: string[] })
    .filter(([name]) => name !== '$schema')
    .map(([name, members]) => [name, { name, members: new Set(members) }]),
);

function ruleOf({ file }: RawFile): Rule {
  const rule = byId.get(file);
  if (rule === undefined) throw new Error(`${file}: no such rule was loaded`);
  return rule;
}

describe('the schema', () => {
  const read = (name: string) => JSON.parse(fs.readFileSync(path.join(RULES, 'schema', name), 'utf8'));
  const schema = read('rule.schema.json');
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
  const isRule = ajv.compile(schema);

  it.each(files)('holds for $file', ({ raw }) => {
    isRule(raw);
    expect(isRule.errors ?? []).toEqual([]);
  });
  it('holds for the lists', () => {
    expect(ajv.compile(read('lists.schema.json'))(read('../lists.json'))).toBe(true);
  });
  it('knows what the parser knows', () => {
    const when = schema.$defs.when.properties;
    const union = (keys: { readonly change: readonly string[]; readonly state: readonly string[] }) =>
      [...new Set([...keys.change, ...keys.state])].sort();
    expect(Object.keys(schema.properties).sort()).toEqual(union(RULE_KEYS));
    expect(Object.keys(when).sort()).toEqual(union(WHEN_KEYS));
    expect(Object.keys(schema.$defs.conditions.properties).sort()).toEqual([...OPERATORS].sort());
    expect(schema.$defs.section.enum).toEqual(SECTIONS);
    expect(when.check.enum).toEqual(CHECKS);
    expect(when.kind.anyOf[0].enum).toEqual(KINDS);
    expect(schema.properties.severity.enum).toEqual(SEVERITIES);
    expect(schema.properties.direction.enum).toEqual(DIRECTIONS);
  });
  it('refuses what the parser refuses', () => {
    expect(isRule({ ...files[0]?.raw, sevirity: 'high' })).toBe(false);
  });
});

describe('every rule', () => {
  it.each(files)('$file is called like its file and explains itself', ({ file, raw }) => {
    expect(raw.id).toBe(file);
    expect(raw.why).toMatch(/^[A-Z*].{20,}[.]$/s);
    expect(raw.fix).toMatch(/^[A-Z].{8,}[.]$/s);
    expect(raw.title).toMatch(/^[A-Z].{8,}[^.]$/s);
    expect(raw.message).toMatch(/[^.!]$/);
    expect(raw.message + raw.why + raw.fix).not.toMatch(/!|\bplease\b/i);
  });
  it('is there once, also across folders', () => {
    expect(files.length).toBe(rules.length);
    expect(files.length).toBeGreaterThanOrEqual(120);
  });
  it('is among those that documents name', () => {
    const named = ['client-redirect-uri-wildcard-added', 'client-redirect-uri-removed', 'client-secret-changed'];
    const more = ['flow-execution-moved', 'flow-requirement-raised', 'token-lifespan-raised', 'client-added'];
    expect([...named, ...more].filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('examples', () => {
  const prepared = new Map<string, readonly Prepared[]>();
  beforeAll(async () => {
    for (const { file, raw } of files) prepared.set(file, await Promise.all(raw.examples.map(prepare)));
  });
  const examplesOf = (file: string) => prepared.get(file) ?? [];

  it.each(files)('$file finds what it says', (each) => {
    const rule = ruleOf(each);
    for (const example of examplesOf(each.file)) {
      expect(messagesIn(example, rule), example.example.name).toEqual(example.example.finds);
    }
  });
  it.each(files)('$file shows a hit and a near miss', ({ raw }) => {
    expect(raw.examples.some(({ finds }) => finds.length > 0)).toBe(true);
    expect(raw.examples.some(({ finds }) => finds.length === 0)).toBe(true);
  });
  it.each(files)('$file needs every condition', ({ file, raw, speaksOf }) => {
    const needless = weakerThan(raw.when).filter(({ when }) => {
      const weaker = parseRule(JSON.parse(JSON.stringify({ ...raw, when })), speaksOf, LISTS);
      return examplesOf(file).every(
        (example) => JSON.stringify(messagesIn(example, weaker)) === JSON.stringify(example.example.finds),
      );
    });
    expect(needless.map(({ without }) => without)).toEqual([]);
  });
  it('are told by no two rules in the same words', () => {
    for (const example of [...prepared.values()].flat()) {
      const told = findingsIn(example, rules).map(({ message, rule }) => `${message} [${rule}]`);
      const messages = told.map((each) => each.replace(/ \[[^\]]*\]$/, ''));
      const twice = told.filter((_, index) => messages.indexOf(messages[index] ?? '') !== index);
      const rulesOf = (message: string) => new Set(told.filter((each) => each.startsWith(`${message} [`)));
      expect(
        twice.filter((each) => rulesOf(each.replace(/ \[[^\]]*\]$/, '')).size > 1),
        example.example.name,
      ).toEqual([]);
    }
  });
});

describe('the checks of auditors', () => {
  const all = Object.entries({ ...KCWARDEN, ...OTHERS });
  it.each(all)('%s has a counterpart, or a reason why not', (_, counterpart) => {
    if ('rules' in counterpart) expect(counterpart.rules.filter((id) => !ids.has(id))).toEqual([]);
    else expect(counterpart.reason.length).toBeGreaterThan(30);
  });
  it('are all there', () => {
    expect(Object.keys(KCWARDEN).length).toBe(57);
  });
});

describe('dangers that are known', () => {
  it.each(Object.entries({ ...OF_CLIENTS, ...OF_REALMS, ...OF_FLOWS, ...OF_FILES }))('%s', (_, watching) => {
    expect(watching.length).toBeGreaterThan(0);
    expect(watching.filter((id) => !ids.has(id))).toEqual([]);
  });
});

it('rules/README.md is generated from the rules', () => {
  expect(fs.readFileSync(path.join(RULES, 'README.md'), 'utf8')).toBe(renderReadme());
});

describe('ways back', () => {
  const changes = files.filter(({ speaksOf }) => speaksOf === 'change');
  const swapped = (id: string) => {
    const other = id.replace(/added|removed/g, (word) => (word === 'added' ? 'removed' : 'added'));
    return other !== id && ids.has(other) ? other : undefined;
  };
  it.each(changes)('$file has one, or a waiver that says why not', ({ raw }) => {
    const mirror = raw.mirror ?? swapped(raw.id);
    if (raw.waiver !== undefined) {
      expect(mirror, 'the waiver is stale').toBeUndefined();
      expect(raw.waiver.length).toBeGreaterThan(15);
      return;
    }
    expect(mirror, 'a mirror or a waiver').toBeDefined();
    expect(files.find(({ file }) => file === mirror)?.speaksOf).toBe('change');
    expect(mirror).not.toBe(raw.id);
  });
});

describe('paths', () => {
  const realms: JsonObject[] = [];
  beforeAll(async () => {
    const tables = loadTables();
    const names = fs.readdirSync(OWN).filter((name) => /^(18|21|24|26\.[057]).*(rich|master)-full/.test(name));
    for (const name of names) {
      const { realms: read } = await readSource({ name, content: textOf(path.join(OWN, name)) });
      for (const realm of read) {
        realms.push(normalizeRealm(realm, tables, { ...DEFAULT_OPTIONS, defaults: 'keep' }).realm.data, realm.data);
      }
    }
  });
  const isRecorded = (section: string, pattern: PathPattern): boolean =>
    pattern.length === 0 ||
    realms.some((data) =>
      [...(entitiesOf(data, section)?.values() ?? [])].some((entity) =>
        findFields(entity, pattern).some(({ value }) => value !== undefined),
      ),
    );
  const patterns = rules.flatMap((rule) =>
    (rule.when.path ?? []).map((pattern) => ({
      rule: rule.id,
      sections: rule.when.section,
      pattern,
      text: pattern.join('/'),
    })),
  );
  it('of rules are in some recording, or known otherwise', () => {
    const unknown = patterns.filter(
      ({ sections, pattern }) => !sections.some((section) => isRecorded(section, pattern)),
    );
    const texts = new Set(unknown.map(({ text }) => text));
    expect([...texts].filter((text) => !Object.hasOwn(NOT_RECORDED, text))).toEqual([]);
    expect(
      Object.keys(NOT_RECORDED).filter((text) => !texts.has(text)),
      'recorded by now',
    ).toEqual([]);
  });
});

/** What a realm that nobody touched may be told: what its documentation says, and that its own keys are in a full export. */
const SAID_OF_NEW_REALMS = [
  'realm-with-endless-offline-sessions',
  'realm-without-brute-force-protection',
  'realm-without-admin-events',
  'realm-without-email-verification',
  'realm-without-login-events',
  'realm-without-password-policy',
  'realm-without-refresh-token-rotation',
  'key-in-clear',
  'credential-in-clear',
];

describe('realms that nobody touched', () => {
  it.each(fs.readdirSync(OWN).filter((name) => /-(fresh|master)-/.test(name)))('%s', async (name) => {
    const prepared = await prepare({ name, realm: JSON.parse(textOf(path.join(OWN, name))), finds: [] });
    const found = findingsIn(prepared, rules);
    expect(found.filter(({ severity }) => severity === 'high' || severity === 'medium')).toEqual([]);
    const unknown = found.map(({ rule }) => rule).filter((rule) => !SAID_OF_NEW_REALMS.includes(rule));
    expect(name.includes('-fresh-') ? unknown : []).toEqual([]);
  });
});
