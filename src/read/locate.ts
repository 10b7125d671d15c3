/** In which file, on which line and column, does a problem stand? Scans texts again, and only for problems that are shown. */

import { originOf } from '../json/origin.ts';
import { locatorInJson } from '../json/positions.ts';
import type { Path, Position, Problem, Realm, RelatedPlace, SourceDocument } from '../model.ts';
import { positionsInFile } from './inside.ts';

/** The problem with file and position filled in, its related places too. What is filled in already stays. */
export async function locateProblem(realm: Realm, problem: Problem): Promise<Problem> {
  const [located = problem] = await locateProblems(realm, [problem]);
  return located;
}

/** A text is walked once, however many realms it holds. */
const locators = new WeakMap<SourceDocument, Promise<(path: Path) => Position>>();

function locatorOf(document: SourceDocument): Promise<(path: Path) => Position> {
  const found = locators.get(document) ?? locatorIn(document);
  locators.set(document, found);
  return found;
}

/** The same for all problems of a realm. */
export async function locateProblems(realm: Realm, problems: readonly Problem[]): Promise<readonly Problem[]> {
  const locate = async <T extends Problem | RelatedPlace>(place: T): Promise<T> => {
    const origin = place.position === undefined ? originOf(realm.origins, place.path) : undefined;
    if (origin === undefined) return place;
    const { document, path, at } = origin;
    const inText = (await locatorOf(document))([...path, ...place.path.slice(at.length)]);
    return { ...place, file: document.file, position: await inFile(document, inText) };
  };
  const located: Problem[] = [];
  for (const problem of problems) {
    const here = await locate(problem);
    located.push(
      problem.related === undefined ? here : { ...here, related: await Promise.all(problem.related.map(locate)) },
    );
  }
  return located;
}

/** Where a place of a document stands in the file: at the last place on the path that is there. */
export async function locateInDocument(document: SourceDocument, path: Path): Promise<Position> {
  return inFile(document, (await locatorOf(document))(path));
}

async function inFile(document: SourceDocument, inText: Position): Promise<Position> {
  const [position = inText] = await positionsInFile(document, [inText]);
  return position;
}

async function locatorIn(document: SourceDocument): Promise<(path: Path) => Position> {
  if (document.format === 'json') return locatorInJson(document.text);
  const { locatorInYaml } = await import('./yaml-positions.ts');
  return locatorInYaml(document);
}
