/** Does a call begin with the compiled code of an earlier one, and with nobody else's? The built command line, with a folder for temporary files of its own. */

import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN, folderWith, runProcess } from './run-cli.ts';

const REALM = JSON.stringify({ realm: 'acme', clients: [{ clientId: 'web', enabled: true }] });

describe.skipIf(process.platform === 'win32')('compiled code', () => {
  function start() {
    const { path } = folderWith({ 'acme.json': REALM, 'tmp/other.txt': 'not ours' });
    const folder = join(path, 'tmp');
    const run = (args: readonly string[], more = {}) =>
      runProcess(args, { cwd: path, env: { TMPDIR: folder, ...more } });
    const normalize = (more = {}) => run(['normalize', 'acme.json'], more);
    const kept = () => readdirSync(folder).filter((name) => name.endsWith('.code'));
    return { folder, kept, normalize, run };
  }

  test('is kept by the first run for nobody else, and taken by the second', () => {
    const { folder, kept, normalize } = start();
    const first = normalize();
    expect(first.exit).toBe(0);
    const [name = ''] = kept();
    expect(kept()).toHaveLength(1);
    const file = join(folder, name);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { mtimeMs } = statSync(file);
    expect(normalize()).toEqual(first);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });

  test('that others may write, or that is none, is not run', () => {
    const { folder, kept, normalize } = start();
    const first = normalize();
    const file = join(folder, kept()[0] ?? '');
    writeFileSync(file, 'nonsense');
    expect(normalize()).toEqual(first);
    expect(readFileSync(file).length).toBeGreaterThan(100_000);
    chmodSync(file, 0o666);
    expect(normalize()).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is not kept where nobody wants it, or it cannot be, or a call was only for help', () => {
    const { folder, kept, normalize, run } = start();
    expect(normalize({ NODE_DISABLE_COMPILE_CACHE: '1' }).exit).toBe(0);
    expect(run(['--help']).exit).toBe(0);
    expect(normalize({ TMPDIR: join(folder, 'nowhere') })).toMatchObject({ exit: 0, stderr: '' });
    expect(kept()).toEqual([]);
  });
});

describe('what is the same for everybody', () => {
  const CLI = join(import.meta.dirname, '../dist/cli.cjs');

  test.each(['--help', '-h', '--version', '-v'])('is what the command line says: %s', (word) => {
    const said = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(CLI)}).main([${JSON.stringify(word)}])`]);
    expect(said.stdout.length).toBeGreaterThan(4);
    expect(runProcess([word])).toEqual({ exit: 0, stdout: said.stdout.toString(), stderr: '' });
  });

  test('does not mind a reader that is gone', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" --help | true`]);
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
  });
});
