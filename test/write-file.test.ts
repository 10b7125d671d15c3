/** Is a file only ever the old or the new one, and never someone else's? */

import { spawn } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFileState } from '../src/sources/read-input.ts';
import { replaceFile, writeFile } from '../src/sources/write-file.ts';
import { BIN, cleanEnvironment, folderWith } from './run-cli.ts';

const CHANGED = 'the file was changed while realmdiff worked on it; it was left alone, run the command again';

test('replaces the content and keeps the mode', () => {
  const { path, read } = folderWith({ 'a.json': 'old' });
  const file = join(path, 'a.json');
  chmodSync(file, 0o640);
  expect(replaceFile(readFileState(file), 'new')).toBeUndefined();
  expect([read('a.json'), statSync(file).mode & 0o777, readdirSync(path)]).toEqual(['new', 0o640, ['a.json']]);
});

const MEANWHILE: readonly (readonly [name: string, change: (file: string) => void])[] = [
  ['written', (file) => writeFileSync(file, 'other')],
  ['written with the same size', (file) => writeFileSync(file, 'odl')],
  [
    'written with the same size and time',
    (file) => {
      const { atime, mtime } = statSync(file);
      writeFileSync(file, 'odl');
      utimesSync(file, atime, mtime);
    },
  ],
  [
    'replaced by another file of the same content',
    (file) => {
      writeFileSync(`${file}.new`, 'old');
      renameSync(`${file}.new`, file);
    },
  ],
];

for (const [name, change] of MEANWHILE) {
  test(`a file that was ${name} meanwhile is left alone`, () => {
    const { path, read } = folderWith({ 'a.json': 'old' });
    const file = join(path, 'a.json');
    const before = readFileState(file);
    change(file);
    const after = read('a.json');
    expect(replaceFile(before, 'new')).toBe(CHANGED);
    expect([read('a.json'), readdirSync(path)]).toEqual([after, ['a.json']]);
  });
}

test('a file that is gone meanwhile does not come back', () => {
  const { path } = folderWith({ 'a.json': 'old' });
  const before = readFileState(join(path, 'a.json'));
  renameSync(join(path, 'a.json'), join(path, 'b.json'));
  expect(replaceFile(before, 'new')).toBe('there is no such file or folder; check the path');
  expect(readdirSync(path)).toEqual(['b.json']);
});

test('links, folders and read-only files and folders are refused', () => {
  const { path } = folderWith({ 'a.json': 'old', 'read-only.json': 'old', 'locked/b.json': 'old' });
  symlinkSync('a.json', join(path, 'link.json'));
  mkdirSync(join(path, 'folder.json'));
  chmodSync(join(path, 'read-only.json'), 0o444);
  chmodSync(join(path, 'locked'), 0o555);
  const write = (name: string): string | undefined => writeFile(join(path, name), 'new');
  expect(write('link.json')).toBe('this is a symbolic link to "a.json"; give the target itself');
  expect(write('folder.json')).toBe('this is no regular file; write to another place');
  expect(write('read-only.json')).toBe('the file is read-only; make it writable, or write to another place');
  expect(write('locked/b.json')).toBe('its folder is read-only; make it writable, or write to another place');
  expect(write('none/c.json')).toBe('there is no such file or folder; check the path');
  chmodSync(join(path, 'locked'), 0o755);
});

test('a hard link keeps the old content', () => {
  const { path, read } = folderWith({ 'a.json': 'old' });
  linkSync(join(path, 'a.json'), join(path, 'same.json'));
  expect(replaceFile(readFileState(join(path, 'a.json')), 'new')).toBeUndefined();
  expect([read('a.json'), read('same.json')]).toEqual(['new', 'old']);
});

/** Runs `--write` and ends it with a signal after `delay` milliseconds. */
async function writeAndSignal(path: string, signal: NodeJS.Signals, delay: number): Promise<void> {
  const child = spawn(process.execPath, [BIN, 'normalize', '--write', '.'], {
    cwd: path,
    env: cleanEnvironment(),
    stdio: 'ignore',
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => setTimeout(resolve, delay));
  child.kill(signal);
  await closed;
}

const OLD = JSON.stringify({ realm: 'acme', displayName: 'x'.repeat(20_000), enabled: true });

for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
  test(`${signal} at any moment leaves the old or the new content`, async () => {
    const names = Array.from({ length: 20 }, (_, index) => `${index}.json`);
    const { path, read, write, run } = folderWith({ '0.json': OLD });
    for (const name of names) write(name, OLD);
    const start = performance.now();
    run('normalize', '--write', '.');
    const duration = performance.now() - start;
    const fresh = read('0.json');
    const seen = new Set<string>();
    for (let round = 0; round < 15; round++) {
      for (const name of names) write(name, OLD);
      // From before the first file to after the last one, evenly.
      await writeAndSignal(path, signal, duration * (0.4 + round * 0.05));
      for (const name of names) seen.add(read(name));
      const left = readdirSync(path).filter((name) => !names.includes(name));
      for (const name of left) expect(name).toMatch(/^\.\d+\.json\.realmdiff-\d+-\w+\.tmp$/);
      if (signal !== 'SIGKILL') expect(left).toEqual([]);
    }
    expect([...seen].filter((text) => text !== OLD && text !== fresh)).toEqual([]);
  });
}
