/** How does a problem of a part become one of the whole? Its own path and those of related places are moved alike. */

import type { Path, Problem } from '../model.ts';

export function moveProblem(problem: Problem, move: (path: Path) => Path): Problem {
  const related = problem.related?.map((place) => ({ ...place, path: move(place.path) }));
  return { ...problem, path: move(problem.path), ...(related && { related }) };
}
