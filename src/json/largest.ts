/** Which of any number of numbers is the largest? `Math.max(...numbers)` puts them on the stack, which ends at about a hundred thousand. */

/** At least `least`. */
export function largest(numbers: Iterable<number>, least = 0): number {
  let found = least;
  for (const number of numbers) if (number > found) found = number;
  return found;
}
