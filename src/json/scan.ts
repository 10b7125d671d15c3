/** Where do the tokens of a JSON text end? Knows nothing of values and never judges: for texts that are known to be JSON, or nearly so. */

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /[^\s,:\]}[{"]*/y;

/** The offset of the next character that is no white space. */
export function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

/** The offset behind the string that begins at `at`, or -1 where the text ends inside it. */
export function skipText(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1 || -1;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

const STRUCTURE = /["{}[\]]/g;

/** The offset behind the value that begins at `at`: at least one character further. A value that never ends reaches to the end of the text. */
export function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first !== 0x7b && first !== 0x5b) return endOfToken(text, at);
  let depth = 0;
  STRUCTURE.lastIndex = at;
  while (STRUCTURE.test(text)) {
    const end = STRUCTURE.lastIndex;
    switch (text.charCodeAt(end - 1)) {
      case 0x22: {
        const behind = skipText(text, end - 1);
        if (behind < 0) return text.length;
        STRUCTURE.lastIndex = behind;
        break;
      }
      case 0x7b:
      case 0x5b:
        depth++;
        break;
      default:
        depth--;
        if (depth === 0) return end;
    }
  }
  return text.length;
}

/** The same for every object and array of a text at once, by where it begins. One that never ends reaches to the end of the text. */
export function endsIn(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  STRUCTURE.lastIndex = 0;
  while (STRUCTURE.test(text)) {
    const at = STRUCTURE.lastIndex - 1;
    const first = text.charCodeAt(at);
    if (first === 0x22) {
      const behind = skipText(text, at);
      if (behind < 0) break;
      STRUCTURE.lastIndex = behind;
    } else if (first === 0x7b || first === 0x5b) open.push(at);
    else {
      const start = open.pop();
      if (start !== undefined) ends.set(start, at + 1);
    }
  }
  for (const start of open) ends.set(start, text.length);
  return ends;
}

export interface Token {
  /** The token's first character: `"`, a bracket, a comma, a colon, or how a number or a word begins. */
  readonly first: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text, one after the other. A string that never ends reaches to the end of the text. */
export function* tokensOf(text: string, from = 0): Generator<Token, void> {
  let start = skipSpace(text, from);
  while (start < text.length) {
    const end = endOfToken(text, start);
    yield { first: text.charAt(start), start, end };
    start = skipSpace(text, end);
  }
}

function endOfToken(text: string, start: number): number {
  if (text.charCodeAt(start) === 0x22) {
    const end = skipText(text, start);
    return end < 0 ? text.length : end;
  }
  SCALAR.lastIndex = start;
  SCALAR.test(text);
  return Math.max(SCALAR.lastIndex, start + 1);
}
