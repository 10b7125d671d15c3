/** Does the command line answer as its help says? Rows of arguments, exit code and both streams. */

import { describe, expect, test } from 'vitest';
import { folderWith, normalForm, type Result, rawRealm, runProcess } from './run-cli.ts';

const RAW = rawRealm('acme');
const SEE = 'see realmdiff normalize --help\n';

interface Row {
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly exit: number;
  readonly stdout?: string | RegExp;
  readonly stderr?: string | RegExp;
}

function check({ args, stdin, exit, stdout = '', stderr = '' }: Row): void {
  const { runProcess: run, path } = folderWith({ 'a.json': RAW });
  const result = stdin === undefined ? run(...args) : runProcess(args, { stdin, cwd: path });
  expectResult(result, { exit, stdout, stderr });
}

function expectResult(
  result: Result,
  wanted: { exit: number; stdout: string | RegExp; stderr: string | RegExp },
): void {
  for (const stream of ['stderr', 'stdout'] as const) {
    const text = wanted[stream];
    if (typeof text === 'string') expect(result[stream]).toBe(text);
    else expect(result[stream]).toMatch(text);
  }
  expect(result.exit).toBe(wanted.exit);
}

const USAGE: readonly Row[] = [
  {
    args: [],
    exit: 2,
    stderr:
      /^realmdiff \d+\.\d+\.\d+: .*\n\n {2}realmdiff normalize {3}\S.*\n {2}realmdiff diff {8}\S.*\n(?: {2}realmdiff (?=[a-z ]{11} \S)[a-z]+ +\S.*\n)+\n.*--help tells more\.\n$/,
  },
  { args: ['--help'], exit: 0, stdout: /realmdiff normalize {3}write realm exports/ },
  { args: ['help'], exit: 0, stdout: /realmdiff normalize {3}write realm exports/ },
  { args: ['-h'], exit: 0, stdout: /realmdiff normalize {3}write realm exports/ },
  { args: ['--version'], exit: 0, stdout: /^\d+\.\d+\.\d+\n$/ },
  {
    args: ['normalize', '--help'],
    exit: 0,
    stdout: /^realmdiff normalize \[OPTIONS\] FILES\n[\s\S]*--out DIR[\s\S]*Examples/,
  },
  {
    args: ['normalize', 'nope.json', '--write', '--help'],
    exit: 0,
    stdout: /^realmdiff normalize \[OPTIONS\] FILES\n/,
  },
  { args: ['diff', 'a', '-h'], exit: 0, stdout: /^realmdiff diff \[OPTIONS\]/ },
  { args: ['help', 'normalize'], exit: 0, stdout: /^realmdiff normalize \[OPTIONS\] FILES\n/ },
  { args: ['normalize'], exit: 2, stderr: `realmdiff: give a file, a glob, a folder, or - for standard input; ${SEE}` },
  {
    args: ['normlize', 'a.json'],
    exit: 2,
    stderr: 'realmdiff: there is no command "normlize"; did you mean normalize? See realmdiff --help\n',
  },
  {
    args: ['a.json'],
    exit: 2,
    stderr: 'realmdiff: there is no command "a.json"; did you mean realmdiff normalize FILES? See realmdiff --help\n',
  },
  {
    args: ['--write', 'a.json'],
    exit: 2,
    stderr:
      'realmdiff: a command goes first (normalize, diff, drift, lint, restore, why, accept, upgrade, rules, schema, git, fetch, log, watch, blame, report, split, join, comment, completion), found "--write"; see realmdiff --help\n',
  },
  {
    args: ['normalize', '--fromat', 'yaml', 'a.json'],
    exit: 2,
    stderr: 'realmdiff: there is no option "--fromat"; did you mean --format? See realmdiff normalize --help\n',
  },
  {
    args: ['normalize', '--write=yes', 'a.json'],
    exit: 2,
    stderr: /there is no option "--write=yes"; did you mean --write\?/,
  },
  { args: ['normalize', 'a.json', '--out'], exit: 2, stderr: `realmdiff: --out needs a value; ${SEE}` },
  {
    args: ['normalize', '--out', '', 'a.json'],
    exit: 2,
    stderr: `realmdiff: --out needs the name of a folder; ${SEE}`,
  },
  {
    args: ['normalize', '--format', 'jsom', 'a.json'],
    exit: 2,
    stderr: 'realmdiff: --format takes json or yaml, found "jsom"; did you mean json? See realmdiff normalize --help\n',
  },
  {
    args: ['normalize', '--secrets', 'show', 'a.json'],
    exit: 2,
    stderr: `realmdiff: --secrets takes mask, keep, env or keyed, found "show"; ${SEE}`,
  },
  {
    args: ['normalize', '--defaults', 'stripp', 'a.json'],
    exit: 2,
    stderr: `realmdiff: --defaults takes strip or keep, found "stripp"; did you mean strip? ${SEE.replace(/^s/, 'S')}`,
  },
  {
    args: ['normalize', '--write', '--check', 'a.json'],
    exit: 2,
    stderr: `realmdiff: --write and --check exclude each other: give one; ${SEE}`,
  },
];

describe('usage', () => {
  for (const row of USAGE) test(`realmdiff ${row.args.join(' ')}`, () => check(row));
});

const FAILURES: readonly Row[] = [
  {
    args: ['normalize', 'nope.json'],
    exit: 2,
    stderr: 'nope.json: error: there is no such file or folder; check the path\n',
  },
  {
    args: ['normalize', '*.yaml'],
    exit: 2,
    stderr: '*.yaml: error: the pattern matches no file; check it, and quote it so that the shell leaves it alone\n',
  },
  {
    args: ['normalize', 'a.json/b.json'],
    exit: 2,
    stderr: 'a.json/b.json: error: a part of the path is a file, not a folder; check the path\n',
  },
  { args: ['normalize', ''], exit: 2, stderr: 'error: an empty name; give a file, a folder or - for standard input\n' },
  { args: ['normalize', '-'], stdin: '', exit: 2, stderr: /^<stdin>(:1:1)?: error: .+\n$/ },
  { args: ['normalize', '-'], stdin: 'null', exit: 2, stderr: /^<stdin>(:1:1)?: error: .+\n$/ },
  { args: ['normalize', '-'], stdin: '{"realm": "a",', exit: 2, stderr: /^<stdin>:1:1\d: error: .+\n$/ },
  {
    args: ['normalize', '-', 'a.json'],
    stdin: RAW,
    exit: 2,
    stderr: /^error: 2 inputs: say .*--write.*--check.*--out.*--stdout.*\n$/,
  },
];

describe('what cannot be read', () => {
  for (const row of FAILURES) test(`realmdiff ${row.args.join(' ')} < ${row.stdin ?? ''}`, () => check(row));
});

test('one file goes to standard output, by whatever way it came in', () => {
  const { runProcess: run, read } = folderWith({ 'a.json': RAW });
  const { stdout, stderr, exit } = run('normalize', 'a.json');
  expect([stderr, exit]).toEqual(['', 0]);
  expect(stdout).toMatch(/^\{\n {2}"\$realmdiff": \{ [\s\S]*\n\}\n$/);
  expect(stdout).not.toContain('hunter2');
  expect(run('normalize', '--stdout', './a.json', 'a.json').stdout).toBe(stdout);
  expect(run('normalize', '[a].json').stdout).toBe(stdout);
  expect(normalForm(read('a.json'))).toBe(stdout);
  expect(normalForm(stdout)).toBe(stdout);
});

test('several realms are printed as one list, in the order given', () => {
  const { runProcess: run } = folderWith({ 'a.json': RAW, 'b.json': rawRealm('beta'), 'list.json': `[${RAW}]` });
  const names = (text: string): string[] => JSON.parse(text).map(({ realm }: { realm: string }) => realm);
  expect(names(run('normalize', '--stdout', 'b.json', 'a.json').stdout)).toEqual(['beta', 'acme']);
  expect(names(run('normalize', 'list.json').stdout)).toEqual(['acme']);
  const stream = run('normalize', '--stdout', '--format', 'yaml', 'b.json', 'a.json').stdout;
  expect(stream.match(/^(---|realm: .*)$/gm)).toEqual(['realm: beta', '---', 'realm: acme']);
});

test('YAML comes back as YAML, and as the same data', () => {
  const { runProcess: run, write } = folderWith({ 'a.json': RAW });
  const { stdout } = run('normalize', '--format', 'yaml', 'a.json');
  expect(stdout).toMatch(/^\$realmdiff:\n {2}/);
  write('b.yaml', stdout);
  expect(run('normalize', 'b.yaml').stdout).toBe(stdout);
  expect(run('normalize', '--format', 'json', 'b.yaml').stdout).toBe(run('normalize', 'a.json').stdout);
});

test('a bad file does not stop the others, and the last line counts', () => {
  const { runProcess: run, read } = folderWith({
    'a.json': RAW,
    'bad.json': '{"realm": "bad"',
    'c.json': normalForm(rawRealm('c')),
  });
  const { exit, stdout, stderr } = run('normalize', '--write', 'a.json', 'bad.json', 'nope.json', 'c.json');
  expect([exit, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^nope\.json: error: /m);
  expect(stderr).toMatch(/^bad\.json:1:\d+: error: /m);
  expect(stderr).toMatch(/\n1 normalized, 1 unchanged, 2 failed\n$/);
  expect(read('a.json')).toBe(normalForm(RAW));
});

test('names with spaces, quotes, newlines, terminal escapes and a leading dash', () => {
  const names = [
    'a b.json',
    'it\'s "x".json',
    'new\nline.json',
    'esc\u001b[31m.json',
    '-dash.json',
    '--write',
    '[a].json',
  ];
  const { runProcess: run, path } = folderWith(Object.fromEntries(names.map((name) => [name, RAW])));
  const { stderr, exit } = runProcess(['normalize', '--check', '--', ...names], { cwd: path });
  expect([exit, stderr]).toEqual([1, `${names.length} not normalized\n`]);
  const { stdout } = run('normalize', '--check', '--', 'new\nline.json', 'esc\u001b[31m.json');
  expect(stdout).toMatch(/^new\\u\{a\}line\.json: not normalized\n/);
  expect(stdout).toMatch(/^esc\\u\{1b\}\[31m\.json: not normalized$/m);
  expect(run('normalize', '--out', 'o', '--', 'nope\u001b[2J.json').stderr).toMatch(
    /^nope\\u\{1b\}\[2J\.json: error: /,
  );
});
