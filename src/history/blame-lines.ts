/** Which commit wrote each line of a text? Hands lines back from version to version, as far as they were there before. */

import { diffLines } from '../json/diff-lines.ts';

/** The lines of one version whose writer is not known yet: by their number there, the number of the line in the newest text. */
type Waiting = Map<number, number>;

export interface Blame<Writer> {
  /** Lines of `after` that no version before it has were written by `writer`; the others are handed back. */
  readonly step: (version: Version, writer: Writer) => void;
  /** The writer of each line of the newest version; undefined where nobody is known. */
  readonly writers: () => readonly (Writer | undefined)[];
  readonly isDone: () => boolean;
}

/** A version by its name, and those that it was made from: several for a merge, none for the first. */
interface Version {
  readonly before: readonly string[];
  readonly after: string;
}

/** `linesOf` gives a version's lines, none where it does not have the text. Steps come newest first. */
export function blameLines<Writer>(newest: string, linesOf: (version: string) => readonly string[]): Blame<Writer> {
  const writers: (Writer | undefined)[] = linesOf(newest).map(() => undefined);
  const waiting = new Map<string, Waiting>([[newest, new Map(writers.map((_, index) => [index, index]))]]);
  const step = ({ before, after }: Version, writer: Writer): void => {
    const lines = waiting.get(after);
    if (lines === undefined || lines.size === 0) return;
    waiting.delete(after);
    const parents = before.map((name) => ({ name, kept: keptLines(linesOf(name), linesOf(after)) }));
    for (const [line, of] of lines) {
      const parent = parents.find(({ kept }) => kept.has(line));
      const was = parent?.kept.get(line);
      if (parent === undefined || was === undefined) writers[of] = writer;
      else waiting.set(parent.name, (waiting.get(parent.name) ?? new Map()).set(was, of));
    }
  };
  return {
    step,
    writers: () => writers,
    isDone: () => [...waiting.values()].every((lines) => lines.size === 0),
  };
}

/** By the number of a line of the newer text, its number in the older one. A comma is there because of the next line. */
function keptLines(older: readonly string[], newer: readonly string[]): ReadonlyMap<number, number> {
  const kept = new Map<number, number>();
  let [was, is] = [0, 0];
  for (const { kind, lines } of diffLines(older.map(withoutComma), newer.map(withoutComma))) {
    if (kind === 'right') is += lines.length;
    else if (kind === 'left') was += lines.length;
    else for (let index = 0; index < lines.length; index++) kept.set(is++, was++);
  }
  return kept;
}

function withoutComma(line: string): string {
  return line.replace(/,$/, '');
}
