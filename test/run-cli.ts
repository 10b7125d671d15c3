/** How do tests run the command line? In a folder of their own, with no color from outside: as a process, or in a thread that is there already. */

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
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

/** As a process, as a shell does: for what is said of processes, their streams and their start. */
export function runProcess(args: readonly string[], { cwd, stdin = '', env }: RunOptions = {}): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    input: stdin,
    env: cleanEnvironment(env),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { exit: status, stdout, stderr };
}

/** The same in a thread that has loaded everything: a process would take most of its time for that. */
export function runCli(args: readonly string[], { cwd, stdin = '', env }: RunOptions = {}): Result {
  thread ??= startThread();
  const { port, answers } = thread;
  return inFolder(cwd, () => {
    port.postMessage({ args, env: cleanEnvironment(env), stdin });
    const answer = waitForAnswer(port, answers);
    if (answer !== undefined) return answer.message;
    // What it may still answer is nobody's.
    thread = undefined;
    throw new Error(`realmdiff ${args.join(' ')}: no answer, or one that took too long`);
  });
}

/** A wake-up that belongs to the call before can come late: only a message is an answer. */
function waitForAnswer(port: MessagePort, answers: Int32Array): ReturnType<typeof receiveMessageOnPort> {
  for (;;) {
    const count = Atomics.load(answers, 0);
    const answer = receiveMessageOnPort(port);
    if (answer !== undefined) return answer;
    if (Atomics.wait(answers, 0, count, LONGEST_CALL) === 'timed-out') return undefined;
  }
}

/** Beside a server of the test's own, which could not answer while the test waits. One call after the other. */
export async function runCliAsync(args: readonly string[], { cwd, stdin = '', env }: RunOptions = {}): Promise<Result> {
  thread ??= startThread();
  const { port } = thread;
  return inFolder(cwd, async () => {
    port.ref();
    const answered = once(port, 'message');
    port.postMessage({ args, env: cleanEnvironment(env), stdin });
    const [answer] = await answered;
    port.unref();
    return answer;
  });
}

/** A thread is where its process is. */
function inFolder<T>(folder: string | undefined, run: () => T): T {
  const before = process.cwd();
  if (folder !== undefined) process.chdir(folder);
  const goBack = () => process.chdir(before);
  try {
    const result = run();
    if (result instanceof Promise) return result.finally(goBack) as T;
    goBack();
    return result;
  } catch (error) {
    goBack();
    throw error;
  }
}

/** Milliseconds. */
const LONGEST_CALL = 100_000;

interface Thread {
  readonly port: MessagePort;
  /** How many answers there were. */
  readonly answers: Int32Array<SharedArrayBuffer>;
}

let thread: Thread | undefined;

function startThread(): Thread {
  const { port1: port, port2 } = new MessageChannel();
  const answers = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { port: port2, answers, bin: BIN };
  new Worker(new URL('cli-thread.mjs', import.meta.url), { workerData, transferList: [port2] }).unref();
  port.unref();
  return { port, answers };
}

export interface Folder {
  readonly path: string;
  readonly run: (...args: readonly string[]) => Result;
  readonly runProcess: (...args: readonly string[]) => Result;
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
    runProcess: (...args) => runProcess(args, { cwd: path }),
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
