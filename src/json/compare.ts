/** In which order texts stand. By UTF-16 code unit: the same on every machine, whatever its locale. */

/** Sorts before (-1), equal (0) or after (1). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
