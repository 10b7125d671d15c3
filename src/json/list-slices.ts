/** Where in the bytes of a JSON file do the elements of its long lists stand? Looks at bytes alone, however many there are, and keeps none. */

import type { Anchor, Position } from '../model.ts';

/** Some neighbouring elements of one list: bytes from the first to behind the last, without brackets. */
export interface ListSlice {
  /** The number of the object that holds the list: 0, or its index where the file is an array. */
  readonly object: number;
  readonly list: string;
  readonly start: number;
  readonly end: number;
  /** How many elements. */
  readonly count: number;
  /** Where the first element stands. */
  readonly position: Position;
}

export interface ListSlices {
  readonly slices: readonly ListSlice[];
  /** Where the text without the elements goes on in the file, behind each list. */
  readonly anchors: readonly Anchor[];
}

export interface ListScannerOptions {
  /** Keys of the object that the file is, or of each object of the array that it is. */
  readonly names: readonly string[];
  /** A slice is closed once it has so many. */
  readonly sliceBytes: number;
  /** Takes what is outside of the lists. */
  readonly keep: (bytes: Uint8Array) => void;
}

const [TAB, LF, CR, SPACE, QUOTE, COMMA] = [9, 10, 13, 32, 34, 44] as const;
const [OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 92, 93, 123, 125] as const;

/** Longer keys are none of those that are looked for. */
const LONGEST = 64;

/** Bytes that neither end a text nor a line, and are units of their own. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

/**
 * Scans UTF-8, piece by piece. Of a list that stands twice both are cut out, and the last one is told. Broken JSON is cut somewhere,
 * and whoever parses what was kept or what was cut meets the mistake.
 */
export class ListScanner {
  readonly #options: ListScannerOptions;
  #slices: ListSlice[] = [];
  readonly #anchors: Anchor[] = [];
  /** Bytes before this chunk. */
  #base = 0;
  #depth = 0;
  /** How deep those objects are whose keys count. */
  #level = 1;
  #object = -1;
  #inText = false;
  #isEscaped = false;
  /** The text that may be a key, as far as it was seen. */
  #key: string | undefined;
  #lastKey = '';
  /** The list that is being cut. */
  #list: string | undefined;
  #slice: { readonly start: number; readonly position: Position } | undefined;
  #commas = 0;
  /** Behind the last element. */
  #end = 0;
  #line = 1;
  #lineStart = 0;
  /** Bytes of this line that are no UTF-16 units of their own. */
  #surplus = 0;
  /** True where the chunk before ended with one. */
  #afterReturn = false;
  /** Where what is kept has got to, while a list is cut. */
  #kept: Position = { line: 1, column: 1 };

  constructor(options: ListScannerOptions) {
    this.#options = options;
  }

  feed(chunk: Uint8Array): void {
    const { length } = chunk;
    let keptFrom = 0;
    let at = 0;
    if (this.#base === 0 && isMark(chunk)) {
      at = 3;
      this.#lineStart = 3;
    }
    while (at < length) {
      if (this.#inText) at = this.#throughText(chunk, at);
      else if (this.#depth > this.#skipped()) at = this.#throughValue(chunk, at);
      else {
        const byte = chunk[at] ?? 0;
        if (byte === LF || byte === CR) this.#endLine(chunk, at);
        else if (byte !== SPACE && byte !== TAB) keptFrom = this.#take(byte, chunk, { at, keptFrom });
        at++;
      }
    }
    if (this.#list === undefined) this.#options.keep(chunk.subarray(keptFrom));
    this.#base += length;
    this.#afterReturn = chunk[length - 1] === CR;
  }

  finish(): ListSlices {
    this.#closeSlice();
    if (this.#list !== undefined) this.#anchors.push({ at: this.#kept, file: this.#positionAt(this.#base) });
    return { slices: this.#slices, anchors: this.#anchors };
  }

  /** From inside a text to behind it, or to the end of the chunk. */
  #throughText(chunk: Uint8Array, from: number): number {
    const { length } = chunk;
    let at = from;
    if (this.#isEscaped && at < length) {
      this.#isEscaped = false;
      at++;
    }
    for (; at < length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte > BACKSLASH && byte < 0x80) continue;
      if (byte === QUOTE) {
        this.#inText = false;
        break;
      }
      if (byte === BACKSLASH) {
        at++;
        this.#isEscaped = at >= length;
      } else if (byte >= 0x80) this.#surplus += surplusOf(byte);
      else if (byte === LF || byte === CR) this.#endLine(chunk, at);
    }
    const end = Math.min(at, length);
    if (this.#key !== undefined)
      this.#key += String.fromCharCode(...chunk.subarray(from, Math.min(end, from + LONGEST)));
    if (this.#inText) return end;
    this.#lastKey = this.#key ?? '';
    this.#key = undefined;
    this.#end = this.#base + at + 1;
    return at + 1;
  }

  /** Below this depth nothing is looked for: inside of an element of a list that is cut, and of all other values. */
  #skipped(): number {
    return this.#list === undefined ? this.#level : this.#level + 1;
  }

  /** From inside such a value to behind it, or to the end of the chunk. Most bytes of a large file pass here. */
  #throughValue(chunk: Uint8Array, from: number): number {
    const { length } = chunk;
    const above = this.#skipped();
    let depth = this.#depth;
    let at = from;
    let lines = 0;
    let lineStart = -1;
    while (at < length && depth > above) {
      const byte = chunk[at];
      if (byte === SPACE) {
        // Printed files are half spaces.
      } else if (byte === LF || byte === CR) {
        if (!this.#isSecondHalf(chunk, at)) lines++;
        lineStart = at + 1;
      } else if (byte === QUOTE) {
        // The text as far as nothing in it matters: mostly all of it.
        do at++;
        while (PLAIN[chunk[at] ?? 0] === 1);
        if (chunk[at] !== QUOTE || at >= length) {
          this.#inText = true;
          at = Math.min(at, length);
          break;
        }
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth--;
      at++;
    }
    if (lineStart >= 0) {
      this.#line += lines;
      this.#lineStart = this.#base + lineStart;
      this.#surplus = 0;
    }
    this.#depth = depth;
    this.#end = this.#base + at;
    return at;
  }

  /** The line feed behind a carriage return ends no line of its own. */
  #isSecondHalf(chunk: Uint8Array, at: number): boolean {
    return chunk[at] === LF && (at > 0 ? chunk[at - 1] === CR : this.#afterReturn);
  }

  #endLine(chunk: Uint8Array, at: number): void {
    if (!this.#isSecondHalf(chunk, at)) this.#line++;
    this.#lineStart = this.#base + at + 1;
    this.#surplus = 0;
  }

  /** A byte of the structure, or of a number or a word. Gives from where on the chunk is to be kept. */
  #take(byte: number, chunk: Uint8Array, { at, keptFrom }: { readonly at: number; readonly keptFrom: number }): number {
    const offset = this.#base + at;
    const isElement = this.#list !== undefined && this.#depth === this.#level + 1;
    if (isElement && this.#slice === undefined && byte !== COMMA && byte !== CLOSE_LIST)
      this.#slice = { start: offset, position: this.#positionAt(offset) };
    if (byte === QUOTE) {
      this.#inText = true;
      if (this.#depth === this.#level) this.#key = '';
    } else if (byte === COMMA) {
      if (isElement && this.#slice !== undefined) {
        if (this.#end - this.#slice.start >= this.#options.sliceBytes) this.#closeSlice();
        else this.#commas++;
      }
      this.#lastKey = '';
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (this.#open(byte, offset)) this.#options.keep(chunk.subarray(keptFrom, at + 1));
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      this.#depth--;
      if (this.#list !== undefined && this.#depth === this.#level) {
        this.#closeSlice();
        this.#list = undefined;
        this.#anchors.push({ at: this.#kept, file: this.#positionAt(offset) });
        return at;
      }
      this.#end = offset + 1;
    } else this.#end = offset + 1;
    return keptFrom;
  }

  /** True where one of the lists begins. */
  #open(byte: number, offset: number): boolean {
    if (this.#depth === 0 && byte === OPEN_LIST) this.#level = 2;
    if (this.#depth === this.#level - 1 && byte === OPEN_OBJECT) this.#object++;
    const begins =
      this.#list === undefined &&
      this.#depth === this.#level &&
      byte === OPEN_LIST &&
      this.#options.names.includes(this.#lastKey);
    this.#depth++;
    if (!begins) return false;
    const [object, list] = [this.#object, this.#lastKey];
    // Of a key that stands twice the last one counts.
    if (this.#slices.some((slice) => slice.object === object && slice.list === list))
      this.#slices = this.#slices.filter((slice) => slice.object !== object || slice.list !== list);
    this.#list = list;
    this.#kept = keptAt(this.#positionAt(offset + 1), this.#anchors.at(-1));
    return true;
  }

  #closeSlice(): void {
    if (this.#slice !== undefined && this.#list !== undefined)
      this.#slices.push({
        ...{ object: this.#object, list: this.#list, end: this.#end, count: this.#commas + 1 },
        ...this.#slice,
      });
    this.#slice = undefined;
    this.#commas = 0;
  }

  #positionAt(offset: number): Position {
    return { line: this.#line, column: offset - this.#lineStart - this.#surplus + 1 };
  }
}

/** How many bytes more than UTF-16 units: of a character of several bytes the first is a unit, and of one of four the second too. */
function surplusOf(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 1;
  return byte >= 0xf0 ? -1 : 0;
}

/** A byte order mark. */
function isMark(chunk: Uint8Array): boolean {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
}

/** The place in what is kept of a place in the file. */
function keptAt({ line, column }: Position, anchor: Anchor | undefined): Position {
  if (anchor === undefined) return { line, column };
  const { at, file } = anchor;
  return line === file.line
    ? { line: at.line, column: at.column + column - file.column }
    : { line: at.line + line - file.line, column };
}
