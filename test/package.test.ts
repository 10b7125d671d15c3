/** Does the packed package hold what it needs and no more, and does it work in an empty folder, without a network? */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { FORMATS_OF } from '../src/report/formats.ts';
import { folderWith, rawRealm } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

function run(program: string, args: readonly string[], cwd: string): string {
  const isWindows = process.platform === 'win32';
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: isWindows });
}

beforeAll(() => {
  run(process.execPath, [TSC, '-p', 'tsconfig.build.json'], ROOT);
});

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs without building: `dist/` was built before the tests. npm 11 prints a list, later ones an object by name. */
function pack(into: string): Packed {
  const printed = JSON.parse(run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', into], ROOT));
  const [packed] = Object.values<Packed>(printed);
  if (packed === undefined) throw new Error('npm pack printed nothing');
  return packed;
}

test('installed from its tarball, the command and the library work and the types are right', () => {
  const source =
    "import { normalize } from 'realmdiff';\nconst { text, problems } = await normalize('realm: x', { file: 'x.yaml' });\n";
  const wrong = `${source}export const size: number = text;\nexport const codes: string[] = problems.map(({ code }) => code);\n`;
  const { path, read } = folderWith({
    'package.json': '{ "type": "module", "private": true }',
    'a.json': rawRealm('acme'),
    'use.mjs': `${source}console.log(text + problems.length);\n`,
    'use.ts': wrong,
  });
  const { filename, files, unpackedSize } = pack(path);
  const tops = [...new Set(files.map((file) => file.path.split('/')[0]))].sort();
  const expected = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'THIRD-PARTY-NOTICES.txt',
    'bin',
    'dist',
    'package.json',
    'rules',
  ];
  expect(tops).toEqual(expected);
  expect(unpackedSize).toBeLessThan(6_000_000);
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], path);
  expect(run('npm', ['exec', '--offline', '--', 'realmdiff', 'normalize', 'a.json'], path)).toMatch(
    /^\{\n {2}"\$realmdiff"/,
  );
  expect(run(process.execPath, ['use.mjs'], path)).toMatch(/"realm": "x"\n\}\n0\n$/);
  const types = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', '', 'use.ts'];
  const compile = (): string => run(process.execPath, [TSC, ...types], path);
  expect(compile).toThrow();
  expect(messageOf(compile)).toMatch(/^use\.ts\(3,14\): error TS2322: [^\n]*\n$/);
  expect(read('package.json')).toContain('realmdiff');
});

/** What the compiler printed: exactly the one error that is there. */
function messageOf(compile: () => string): string {
  try {
    return compile();
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  }
}

describe('what is loaded only when it is asked for', () => {
  const realm = (text: string) =>
    JSON.stringify({ realm: 'x', keycloakVersion: '26.7.3', displayName: text, registrationAllowed: text !== 'Ärzte' });
  const files = {
    'a.json': realm('Ärzte'),
    'b.json': realm('\u540d\u524d \u{1f469}\u200d\u{1f680}'),
    'c.yaml': 'realm: x\ndisplayName: "\u540d"\nregistrationAllowed: true\n',
  };
  const realmdiff = (...args: readonly string[]) =>
    run(process.execPath, [join(ROOT, 'bin/realmdiff.js'), ...args], folderWith(files).path);

  it.each(FORMATS_OF.diff)('a difference as %s', (format) => {
    expect(realmdiff('diff', '--format', format, 'a.json', 'b.json')).not.toBe('');
  });
  it('findings, of several files', () => {
    expect(realmdiff('lint', '--all', 'b.json', 'c.yaml')).not.toBe('');
  });
  it('globs, YAML and colors', () => {
    expect(realmdiff('normalize', '--format', 'yaml', '*.yaml')).toContain('realm: x');
    expect(realmdiff('diff', '--color', 'always', 'a.json', 'c.yaml')).toContain('\u001b[');
  });
  it('a rule with its examples', () => {
    expect(realmdiff('rules', 'show', 'registration-opened')).toContain('Example: ');
  });
});

test('nothing is needed at run time but Node', () => {
  const { dependencies, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect([dependencies, engines]).toEqual([undefined, { node: '>=20' }]);
});
