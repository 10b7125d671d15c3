/** How do the numbers of many portions become one list? Copied once, into an array that is made for them. */

/** Of one kind: `Float64Array`, `BigUint64Array`. */
interface Numbers<A> {
  readonly length: number;
  readonly set: (from: A, at: number) => void;
}

export function joinArrays<A extends Numbers<A>>(parts: readonly A[], make: (length: number) => A): A {
  const all = make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
