/** How is work shared among threads? Each has one task at a time; who is free takes the next. */

// Our own and not piscina or tinypool: these start threads from files of their own, which a bundle would have to hold as files, for what
// is a queue here.

import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export interface Threads<Task, Answer> {
  readonly count: number;
  /** Rejects with what the thread threw. */
  readonly run: (task: Task) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** More would be waiting for the disk and the memory. */
const MOST = 4;

/** How many threads are worth starting for so many tasks. */
export function threadsFor(tasks: number): number {
  return Math.min(availableParallelism(), MOST, tasks);
}

interface Waiting<Task, Answer> {
  readonly task: Task;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** `script` serves tasks, and is given `data` once. */
export function openThreads<Task, Answer>(script: URL, data: unknown, count: number): Threads<Task, Answer> {
  const waiting: Waiting<Task, Answer>[] = [];
  const free: Worker[] = [];
  const busy = new Map<Worker, Waiting<Task, Answer>>();
  const start = (worker: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) {
      free.push(worker);
      return;
    }
    busy.set(worker, next);
    worker.postMessage(next.task);
  };
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(script, { workerData: data });
    worker.on('message', (answer: Answer) => {
      busy.get(worker)?.resolve(answer);
      busy.delete(worker);
      start(worker);
    });
    worker.on('error', (error) => {
      for (const each of [...busy.values(), ...waiting.splice(0)]) each.reject(error);
      busy.clear();
    });
    return worker;
  });
  free.push(...workers);
  return {
    count,
    run: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ task, resolve, reject });
        const worker = free.shift();
        if (worker !== undefined) start(worker);
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** In a thread: answers each task. `transferable` names the buffers of an answer that need no copy. */
export function serve<Data, Task, Answer>(
  open: (data: Data) => (task: Task) => Promise<Answer>,
  transferable: (answer: Answer) => readonly ArrayBufferLike[] = () => [],
): void {
  if (isMainThread || parentPort === null) return;
  const port = parentPort;
  const answerTo = open(workerData);
  port.on('message', async (task: Task) => {
    const answer = await answerTo(task);
    port.postMessage(
      answer,
      transferable(answer).filter((each) => each instanceof ArrayBuffer),
    );
  });
}
