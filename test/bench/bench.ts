/** How long does realmdiff take beside what people use instead? Whole processes in turn on the same files; prints tables, judges nothing. */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { peopled, realmText, type Size, sized } from './generate.ts';

const BIN = path.resolve('bin/realmdiff.js');
/** How often, how large, and which of the tasks; without a name all but `growth`, which takes half an hour. */
const [rounds = '5', megabytes = '20', ...asked] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'realmdiff-bench-'));

/** One program on the files of one task. Without `needs` it is always there. */
interface Peer {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** A program that may be missing: skipped by name then. */
  readonly needs?: string;
  /** Exit codes that are no failure. */
  readonly exits?: readonly number[];
  /** In megabytes: with larger files it would take hours, or all memory. */
  readonly upTo?: number;
}

interface Task {
  readonly name: string;
  /** Of one of the files. */
  readonly megabytes?: number;
  /** The first is what the others are measured by. */
  readonly peers: readonly Peer[];
}

interface Measured {
  readonly seconds: number;
  /** Peak resident memory in kB, as the operating system counted it; undefined where it does not tell. */
  readonly memory: number | undefined;
}

const TIME = '/usr/bin/time';
const tellsMemory = fs.existsSync(TIME);

function measure({ name, command, exits = [0] }: Peer): Measured {
  const [program, ...args] = command;
  const file = path.join(folder, 'time');
  const [first, ...rest] = tellsMemory ? [TIME, '-o', file, '-f', '%M', program, ...args] : [program, ...args];
  const start = process.hrtime.bigint();
  const { status } = spawnSync(first ?? '', rest, { stdio: ['ignore', 'ignore', 'ignore'] });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status === null || !exits.includes(status)) throw new Error(`${name}: exit ${status}`);
  const memory = tellsMemory ? Number(fs.readFileSync(file, 'utf8').trim().split('\n').at(-1)) : undefined;
  return { seconds, memory };
}

function isThere(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** In turn, so that all feel the same when the machine slows down; the first round only warms the disk. */
function compare({ name, megabytes = 0, peers: all }: Task): void {
  const peers = all.filter(({ upTo = Number.POSITIVE_INFINITY }) => megabytes <= upTo);
  const there = peers.filter(({ needs }) => needs === undefined || isThere(needs));
  const missing = peers.filter((peer) => !there.includes(peer));
  const tooSlow = all.filter((peer) => !peers.includes(peer));
  const measured = Array.from({ length: Number(rounds) + 1 }, () => there.map(measure)).slice(1);
  console.log(`\n### ${name}\n\n| | seconds | ratio | spread | peak MB |\n|---|--:|--:|--:|--:|`);
  for (const [index, peer] of there.entries()) {
    const own = measured.flatMap((round) => round[index] ?? []);
    const ratios = measured.map((round) => (round[index]?.seconds ?? 0) / (round[0]?.seconds ?? 1));
    const memories = own.flatMap(({ memory }) => memory ?? []);
    const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    const peak = memories.length === 0 ? '' : (Math.max(...memories) / 1000).toFixed(0);
    const seconds = median(own.map((each) => each.seconds)).toFixed(2);
    console.log(`| ${peer.name} | ${seconds} | ${median(ratios).toFixed(2)} | ${spread} | ${peak} |`);
  }
  if (missing.length > 0) console.log(`\nNot here: ${missing.map((peer) => peer.name).join(', ')}.`);
  if (tooSlow.length > 0) console.log(`\nNot tried at this size: ${tooSlow.map((peer) => peer.name).join(', ')}.`);
}

function write(name: string, size: Size, edited = 0, editor = 0): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = fs.openSync(file, 'w');
  for (const text of realmText({ size, seed: 1, edited, editor })) fs.writeSync(descriptor, text);
  fs.closeSync(descriptor);
  return file;
}

const PARSE = 'JSON.parse(require("fs").readFileSync(process.argv[1],"utf8"))';

function node(name: string, script: string, ...files: readonly string[]): Peer {
  return { name, command: [process.execPath, '-e', script, ...files] };
}

function ours(name: string, ...args: readonly string[]): Peer {
  return { name, command: [process.execPath, BIN, ...args] };
}

function startUp(): Task {
  const file = write('small.json', sized(0.1));
  const peers = [
    node('`node -e 0`', '0'),
    ours('`realmdiff --version`', '--version'),
    ours('`realmdiff --help`', '--help'),
    ours('`realmdiff normalize`', 'normalize', file),
    ours('`realmdiff git textconv`', 'git', 'textconv', file),
    jqOf(file),
  ];
  return { name: `Start-up, ${Math.round(fs.statSync(file).size / 1000)} kB`, peers };
}

const PRINT = `const v=${PARSE};require("fs").writeFileSync("/dev/null",JSON.stringify(v,null,2))`;
const PARSE_ALL = 'for(const f of process.argv.slice(1))JSON.parse(require("fs").readFileSync(f,"utf8"))';

function jqOf(file: string): Peer {
  return { name: '`jq -S`', command: ['jq', '-S', '.', file], needs: 'jq' };
}

function weightOf(file: string): string {
  return `${Math.round(megabytesOf(file))} MB`;
}

function megabytesOf(file: string): number {
  return fs.statSync(file).size / 1e6;
}

/** Written beside the file. */
function normalFormOf(file: string): string {
  const normal = file.replace('.json', '-normal.json');
  const { stdout } = spawnSync(process.execPath, [BIN, 'normalize', '--stdout', file], { maxBuffer: 1 << 30 });
  fs.writeFileSync(normal, stdout);
  return normal;
}

/** A realm that is people. */
function people(size: number): readonly Task[] {
  const file = write('people.json', peopled(size));
  const after = write('people-after.json', peopled(size), 0.001);
  const normal = path.join(folder, 'generated.json');
  spawnSync(process.execPath, [BIN, 'normalize', file, '--out', folder]);
  return [
    {
      name: `Normal form of ${weightOf(file)} of users`,
      peers: [
        node('parse and print', PRINT, file),
        jqOf(file),
        ours('`realmdiff normalize`', 'normalize', '--stdout', file),
        ours('`realmdiff normalize --check`, of a normal form', 'normalize', '--check', normal),
        ours('`realmdiff lint`', 'lint', '--quiet', '--fail-on', 'never', file),
      ],
    },
    {
      name: `Difference of two of ${weightOf(file)} of users, 1 in 1,000 edited`,
      peers: [
        node('parse both', PARSE_ALL, file, after),
        ours('`realmdiff diff`', 'diff', file, after, '--format', 'oneline'),
      ],
    },
  ];
}

/** Each ten times as large as the one before. */
function growth(): Task {
  const sizes = [1, 10, 100, 1000];
  const peers = sizes.map((size) => {
    const file = write(`growth-${size}.json`, peopled(size));
    return ours(`\`realmdiff normalize\` of ${weightOf(file)}`, 'normalize', '--stdout', file);
  });
  return { name: 'Growth', peers };
}

/** Five hundred realms of one call. */
function manyFiles(): Task {
  const files = Array.from({ length: 500 }, (_, index) => write(`many/${index}.json`, sized(0.03)));
  const all = path.dirname(files[0] ?? '');
  const each = `for(const f of require("fs").readdirSync(process.argv[1]))JSON.stringify(JSON.parse(require("fs").readFileSync(process.argv[1]+"/"+f,"utf8")),null,2)`;
  const size = Math.round(fs.statSync(files[0] ?? '').size / 1000);
  return {
    name: `500 files of ${size} kB`,
    peers: [
      node('parse and print', each, all),
      { ...ours('`realmdiff normalize --check`', 'normalize', '--check', all), exits: [1] },
    ],
  };
}

function throughput(size: number): readonly Task[] {
  const file = write('before.json', sized(size));
  const after = write('after.json', sized(size), 0.01);
  const [normal, normalAfter] = [normalFormOf(file), normalFormOf(after)];
  const weight = weightOf(file);
  return [
    {
      name: `Normal form of ${weight}`,
      peers: [
        node('parse and print', PRINT, file),
        jqOf(file),
        ours('`realmdiff normalize`', 'normalize', '--stdout', file),
        ours('`realmdiff restore`', 'restore', '--generate-secrets', normal),
      ],
    },
    {
      name: `Difference of two of ${weight}, 1 % edited`,
      megabytes: megabytesOf(file),
      peers: [
        node('parse both', PARSE_ALL, file, after),
        ours('`realmdiff diff`', 'diff', file, after, '--format', 'oneline'),
        {
          name: '`git diff --no-index`',
          command: ['git', 'diff', '--no-index', file, after],
          exits: [1],
          needs: 'git',
        },
        { name: '`jd -set`', command: ['jd', '-set', file, after], exits: [1], needs: 'jd' },
        { name: '`dyff between`', command: ['dyff', 'between', file, after], needs: 'dyff', upTo: 5 },
        // Lists are compared pair by pair, unless their elements have ids that stay.
        {
          name: '`jsondiffpatch`',
          command: ['jsondiffpatch', file, after],
          exits: [0, 1],
          needs: 'jsondiffpatch',
          upTo: 5,
        },
      ],
    },
    {
      name: `Difference of their normal forms, ${weightOf(normal)} each`,
      peers: [
        node('parse both', PARSE_ALL, normal, normalAfter),
        ours('`realmdiff diff`', 'diff', normal, normalAfter, '--format', 'oneline'),
      ],
    },
  ];
}

/** What is wrong with a realm. */
function judging(size: number): Task {
  const file = write('judged.json', sized(size));
  const peers = [
    node('parse', PARSE_ALL, file),
    ours('`realmdiff lint`', 'lint', '--quiet', '--fail-on', 'never', file),
    {
      name: '`kcwarden audit`',
      command: ['kcwarden', 'audit', '--output', '/dev/null', file],
      needs: 'kcwarden',
      upTo: 5,
    } as const,
  ];
  return { name: `Findings in ${weightOf(file)}`, megabytes: megabytesOf(file), peers };
}

/** Two branches that edited the same realm. */
function merging(size: number): Task {
  const sides = ['base', 'ours', 'theirs'].map((side, index) =>
    normalFormOf(write(`${side}.json`, sized(size), index === 0 ? 0 : 0.002, index)),
  );
  const [base = '', mine = '', theirs = ''] = sides;
  const peers = [
    node('parse all three', PARSE_ALL, ...sides),
    {
      ...ours('`realmdiff git merge-driver`', 'git', 'merge-driver', base, mine, theirs, '7', 'a.json'),
      exits: [0, 1],
    },
    {
      name: '`git merge-file`',
      command: ['git', 'merge-file', '-p', mine, base, theirs],
      exits: ANY,
      needs: 'git',
    } as const,
    {
      name: '`mergiraf merge`',
      command: ['mergiraf', 'merge', base, mine, theirs, '-p', 'a.json', '-o', '/dev/null'],
      exits: [0, 1],
      needs: 'mergiraf',
      upTo: 3,
    } as const,
  ];
  return { name: `Merge of three of ${weightOf(base)}`, megabytes: megabytesOf(base), peers };
}

/** `git merge-file` counts conflicts in its exit code. */
const ANY = Array.from({ length: 128 }, (_, code) => code);

const TASKS: { readonly [name: string]: () => readonly Task[] } = {
  start: () => [startUp()],
  throughput: () => throughput(Number(megabytes)),
  judging: () => [judging(Number(megabytes) / 10)],
  merging: () => [merging(Number(megabytes) / 10)],
  people: () => people(5 * Number(megabytes)),
  files: () => [manyFiles()],
  growth: () => [growth()],
};

try {
  console.log(`Node ${process.version}, ${rounds} rounds, ratios to the first row of each table.`);
  for (const [name, make] of Object.entries(TASKS)) {
    if (asked.length === 0 ? name !== 'growth' : asked.includes(name)) for (const task of make()) compare(task);
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
