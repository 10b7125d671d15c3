/** How do tests run the command line? As a process, in a folder of their own, with no color from outside. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const BIN = fileURLToPath(new URL('../bin/realmdiff.js', import.meta.url));

export interface Result {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: { readonly [name: string]: string };
}

/** The environment of a test: ours, without what decides on color. */
export function cleanEnvironment(added: { readonly [name: string]: string } = {}): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, NODE_OPTIONS: _options, ...rest } = process.env;
  return { ...rest, ...added };
}

export function runCli(args: readonly string[], { cwd, stdin = '', env }: RunOptions = {}): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    input: stdin,
    env: cleanEnvironment(env),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { exit: status, stdout, stderr };
}

export interface Folder {
  readonly path: string;
  readonly run: (...args: readonly string[]) => Result;
  readonly read: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => void;
}

/** A new folder with these files; gone when the test is over. */
export function folderWith(files: { readonly [name: string]: string | Uint8Array }): Folder {
  const path = mkdtempSync(join(tmpdir(), 'realmdiff-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    path,
    run: (...args) => runCli(args, { cwd: path }),
    read: (name) => readFileSync(join(path, name), 'utf8'),
    write,
  };
}

/** An export of a realm with two clients in the wrong order and a secret. */
export function rawRealm(name: string): string {
  const clients = [
    { id: '5f2ecaad-1e6a-4f4f-bd1e-0de7d3b4ab00', clientId: 'zeta', secret: 'hunter2-of-zeta', publicClient: false },
    { id: '5f2ecaad-1e6a-4f4f-bd1e-0de7d3b4ab01', clientId: 'alpha', enabled: true },
  ];
  return JSON.stringify({ id: name, realm: name, keycloakVersion: '26.0.5', enabled: true, clients });
}

/** The normal form of a text, as the command line prints it. */
export function normalForm(text: string): string {
  return runCli(['normalize', '-'], { stdin: text }).stdout;
}
