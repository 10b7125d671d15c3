/** How are more records sorted than fit into memory? Each run is sorted by itself and put aside; all of them are read at once, the least record first. */

import { compareText } from '../json/compare.ts';
import type { Spill, Stretch } from './spill.ts';

/** A text, and the key that it is sorted by. */
export interface SortedRecord {
  readonly key: string;
  readonly text: string;
}

/** The bytes of a run. The records come sorted. */
export function encodeRun(records: readonly SortedRecord[]): Uint8Array {
  const size = records.reduce((sum, { key, text }) => sum + HEAD + Buffer.byteLength(key) + Buffer.byteLength(text), 0);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { key, text } of records) {
    const keyBytes = bytes.write(key, at + HEAD);
    const textBytes = bytes.write(text, at + HEAD + keyBytes);
    bytes.writeUInt32LE(keyBytes, at);
    bytes.writeUInt32LE(textBytes, at + 4);
    at += HEAD + keyBytes + textBytes;
  }
  return bytes;
}

/** The lengths of a record's key and text. */
const HEAD = 8;

/** How much of all runs is in memory at once, and of one of them. */
const WINDOWS = 64_000_000;
const WINDOW = { least: 16_384, most: 1_000_000 };

/** Which of two texts of one key stands first? */
export type CompareTexts = (a: string, b: string) => number;

/** The texts of all runs in the order of their keys. What `compareTies` takes for equal stays in the order of the runs. */
export function* mergeRuns(runs: readonly Stretch[], spill: Spill, compareTies: CompareTexts): Generator<Buffer> {
  const window = Math.min(WINDOW.most, Math.max(WINDOW.least, Math.floor(WINDOWS / Math.max(1, runs.length))));
  const readers = runs
    .map((run, number) => new RunReader(run, number, { spill, window }))
    .filter((each) => each.next());
  const heap = new Heap(readers, (a, b) => compareText(a.key, b.key) || ties(a, b, compareTies) || a.number - b.number);
  for (let least = heap.first(); least !== undefined; least = heap.first()) {
    yield least.text;
    if (least.next()) heap.sink();
    else heap.drop();
  }
}

function ties(a: RunReader, b: RunReader, compare: CompareTexts): number {
  return compare(a.text.toString(), b.text.toString());
}

/** One run, a record at a time. */
class RunReader {
  readonly number: number;
  key = '';
  /** Only until the next record is asked for. */
  text: Buffer = Buffer.alloc(0);
  readonly #spill: Spill;
  #window: Buffer;
  #from = 0;
  #filled = 0;
  #at: number;
  readonly #end: number;

  constructor({ at, length }: Stretch, number: number, { spill, window }: { spill: Spill; window: number }) {
    this.number = number;
    this.#spill = spill;
    this.#window = Buffer.allocUnsafe(Math.min(window, length));
    this.#at = at;
    this.#end = at + length;
  }

  /** False behind the last record. */
  next(): boolean {
    if (!this.#has(HEAD)) return false;
    const keyBytes = this.#window.readUInt32LE(this.#from);
    const textBytes = this.#window.readUInt32LE(this.#from + 4);
    this.#has(HEAD + keyBytes + textBytes);
    const start = this.#from + HEAD;
    this.key = this.#window.toString('utf8', start, start + keyBytes);
    this.text = this.#window.subarray(start + keyBytes, start + keyBytes + textBytes);
    this.#from = start + keyBytes + textBytes;
    return true;
  }

  /** Makes sure that so many bytes are in the window. */
  #has(length: number): boolean {
    if (this.#filled - this.#from >= length) return true;
    const rest = this.#window.subarray(this.#from, this.#filled);
    // What was handed out stays as it is: the window is a new one.
    const window = Buffer.allocUnsafe(Math.max(this.#window.length, length));
    rest.copy(window);
    const wanted = Math.min(window.length - rest.length, this.#end - this.#at);
    const read = this.#spill.read(this.#at, window.subarray(rest.length, rest.length + wanted));
    this.#at += read;
    this.#window = window;
    this.#from = 0;
    this.#filled = rest.length + read;
    return this.#filled >= length;
  }
}

/** A binary heap: the least is first. */
class Heap<T> {
  readonly #items: T[];
  readonly #compare: (a: T, b: T) => number;

  constructor(items: readonly T[], compare: (a: T, b: T) => number) {
    this.#compare = compare;
    this.#items = [...items].sort(compare);
  }

  first(): T | undefined {
    return this.#items[0];
  }

  /** The first has become larger, maybe. */
  sink(): void {
    const items = this.#items;
    const [moved] = items;
    if (moved === undefined) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const [a, b] = [items[left], items[right]];
      if (a === undefined) break;
      const [least, child] = b !== undefined && this.#compare(b, a) < 0 ? [right, b] : [left, a];
      if (this.#compare(moved, child) <= 0) break;
      items[at] = child;
      at = least;
    }
    items[at] = moved;
  }

  drop(): void {
    const last = this.#items.pop();
    if (this.#items.length === 0 || last === undefined) return;
    this.#items[0] = last;
    this.sink();
  }
}
