/** Does the code keep to its house? Who may import whom, who may touch files and the terminal, how long a file may be. */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderIndex } from '../tools/commands.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const SOURCES = filesIn(path.join(ROOT, 'src'), /\.ts$/);

function filesIn(folder: string, pattern: RegExp): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .map((file) => path.relative(ROOT, path.join(folder, file)))
    .sort();
}

function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** `src/read/yaml.ts` is in `read`; a file right in src is its own room. */
function roomOf(file: string): string {
  const [, room = '', below] = file.split('/');
  return below === undefined ? path.basename(room, '.ts') : room;
}

/** The rooms that each room may look into. Data flows from left to right: bytes, realm, normal form, text, terminal. */
const MAY_IMPORT: { readonly [room: string]: readonly string[] } = {
  model: ['rows', 'differences'],
  // The types of rows are made from the columns of their tables.
  rows: ['model', 'tables'],
  differences: ['model'],
  'rule-rows': ['model'],
  json: ['model'],
  entities: ['model', 'json'],
  baseline: ['model', 'json'],
  // Baselines of realms with a past are new realms that went through upgrades.
  tables: ['model', 'rule-rows', 'json', 'baseline', 'upgrade'],
  read: ['model', 'json'],
  normalize: ['model', 'json', 'entities', 'tables', 'baseline'],
  restore: ['model', 'json', 'tables', 'baseline', 'normalize'],
  why: ['model', 'json', 'tables', 'baseline', 'normalize'],
  diff: ['model', 'json', 'entities', 'tables', 'baseline', 'normalize', 'read'],
  split: ['model', 'json', 'entities', 'normalize', 'read'],
  merge: ['model', 'json', 'tables', 'baseline', 'entities', 'normalize', 'read', 'restore', 'diff'],
  history: ['model', 'json', 'entities', 'normalize', 'diff'],
  upgrade: ['model', 'rule-rows', 'json', 'tables', 'baseline', 'normalize'],
  attribute: ['model', 'json', 'tables', 'baseline', 'diff', 'upgrade'],
  classify: ['model', 'rule-rows', 'json', 'entities', 'tables', 'baseline', 'normalize', 'diff'],
  drift: ['model', 'json', 'entities', 'tables', 'normalize', 'diff'],
  config: ['model', 'rule-rows', 'json', 'entities', 'tables', 'baseline'],
  report: ['model', 'json', 'entities', 'drift'],
  hosts: [],
  live: ['model', 'json', 'baseline'],
  sources: ['model', 'json', 'read', 'split', 'config', 'live'],
  cli: [
    ...['model', 'json', 'tables', 'read', 'baseline', 'normalize', 'restore', 'why', 'sources'],
    ...[
      'diff',
      'upgrade',
      'attribute',
      'classify',
      'config',
      'report',
      'rule-rows',
      'entities',
      'merge',
      'history',
      'split',
      'hosts',
      'drift',
    ],
  ],
  index: [
    ...['model', 'json', 'tables', 'read', 'baseline', 'normalize', 'restore', 'why'],
    ...['diff', 'attribute', 'classify', 'config', 'report', 'rule-rows', 'upgrade'],
  ],
};

/** An import of one of Node's modules, however it is spelled. */
function moduleCalled(names: string): RegExp {
  return new RegExp(`(?:from|import\\(|createRequire\\(.*\\)\\()\\s*['"](?:node:)?(?:${names})(?:/\\w+)?['"]`);
}

/** What only some rooms may touch, and why. */
const GUARDED: readonly { readonly what: RegExp; readonly allowed: RegExp; readonly why: string }[] = [
  {
    what: moduleCalled('fs'),
    allowed: /^src\/(sources|cli)\/|^src\/tables\/(load|schemas)(-rules|-examples)?\.ts$/,
    why: 'steps take data and give data',
  },
  {
    what: moduleCalled('child_process|worker_threads|cluster'),
    allowed: /^src\/sources\/run-(git|self)\.ts$|^src\/cli\/threads\.ts$/,
    why: 'whoever starts a process or a thread is known by name',
  },
  {
    what: /\bfetch\(|\bWebSocket\b|['"](?:node:)?(?:https?2?|net|tls|dgram|dns|undici)(?:\/\w+)?['"]/,
    allowed: /^src\/live\/send\.ts$/,
    why: 'whoever speaks to a network is known by name',
  },
  {
    what: /from '@(?:octokit|gitbeaker)/,
    allowed: /^src\/hosts\//,
    why: 'who speaks to a host is known by name',
  },
  {
    what: moduleCalled('crypto|module|vm|zlib'),
    allowed: /^src\/json\/sha\.ts$|^src\/tables\/load-examples\.ts$/,
    why: 'what is required at run time is known by name',
  },
  { what: /\brequire\(|\beval\(|new Function\(/, allowed: /^$/, why: 'data cannot run code' },
  { what: /\bprocess\./, allowed: /^src\/(cli|sources)\//, why: 'a library must not know its process' },
  { what: /\bconsole\./, allowed: /^$/, why: 'text goes through cli/terminal.ts' },
  {
    what: /from 'chalk'|import\('chalk'\)/,
    allowed: /^src\/report\/theme\.ts$/,
    why: 'colors have names in one place',
  },
  { what: /from 'clipanion'/, allowed: /^src\/cli\//, why: 'only the command line knows how words are parsed' },
  {
    what: /from 'yaml'/,
    allowed: /^src\/read\/yaml|^src\/json\/(print|edit)-yaml\.ts$|^src\/config\/add-entries\.ts$/,
    why: 'YAML is loaded only when it is met',
  },
  {
    what: /\bDate\b|performance\./,
    allowed: /^src\/cli\/clock\.ts$|^src\/drift\/time\.ts$/,
    why: 'the same input gives the same bytes at any time',
  },
  { what: /localeCompare|toLocale|\bIntl\b/, allowed: /^$/, why: 'the same bytes on every machine' },
  { what: /: any\b|<any>|as any\b/, allowed: /^$/, why: 'JSON is unknown until it is parsed' },
];

/** Comments may speak of anything. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

describe('the house', () => {
  it.each(SOURCES)('%s', (file) => {
    const text = read(file);
    const code = withoutComments(text);
    expect(text.split('\n').length, 'a file answers one question').toBeLessThanOrEqual(300);
    expect(text.split('\n').slice(0, 2).join(' '), 'the first line says which').toMatch(
      /^\/\*\*( \*)? .*[.?]|^\/\*\*\s+\* /,
    );
    for (const { what, allowed, why } of GUARDED) {
      if (!allowed.test(file)) expect(code, why).not.toMatch(what);
    }
    const room = roomOf(file);
    const imported = [...code.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target = '']) =>
      roomOf(path.join(path.dirname(file), target)),
    );
    for (const other of imported.filter((each) => each !== room)) {
      expect(MAY_IMPORT[room] ?? [], `${room} must not look into ${other}`).toContain(other);
    }
  });
});

describe('fixtures', () => {
  const cases = ['diff', 'normalize', 'read', 'report', 'restore'].flatMap((kind) =>
    fs.readdirSync(path.join(ROOT, 'fixtures', kind)).map((name) => `fixtures/${kind}/${name}`),
  );
  it.each(cases)('%s says what it is about', (folder) => {
    expect(read(`${folder}/about.md`).trim().length).toBeGreaterThan(20);
  });
});

describe('the index of commands', () => {
  it('is what tools/commands.mjs writes', () => {
    expect(read('src/cli/commands/index.ts')).toBe(renderIndex());
  });
});

describe('the repository', () => {
  it('holds nothing that looks like a real key', () => {
    for (const file of filesIn(path.join(ROOT, 'fixtures'), /./).filter((each) =>
      fs.statSync(path.join(ROOT, each)).isFile(),
    )) {
      expect(read(file), file).not.toMatch(
        /MII[A-Za-z0-9+/]{60}|-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}/,
      );
    }
  });
});
