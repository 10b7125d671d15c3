/** What is told of references that name nothing, or more than one thing? */

import { shorten } from '../json/show.ts';
import type { Entity, Path, Problem, Reference } from '../model.ts';
import type { ReferenceIndex } from './reference-index.ts';

/** An id of nothing, or a name of nothing where a name must be one. */
export function danglingReference(text: string, reference: Reference, path: Path): Problem {
  return {
    code: 'dangling-reference',
    message: `"${shorten(text)}" names nothing in this file (${reference.name}); it is kept as it is`,
    path,
  };
}

/** Several entities have one name, or even one id. */
export function ambiguousReference(text: string, meant: readonly Entity[], path: Path): Problem {
  const [first] = meant;
  const isOneName = meant.every(({ naturalKey }) => naturalKey === first?.naturalKey);
  const label = first?.section.label ?? 'entity';
  return {
    code: 'ambiguous-reference',
    message: isOneName
      ? `"${shorten(first?.naturalKey ?? '')}" is the name of ${meant.length} entities (${label}); references tell them apart by "#2" after the name`
      : `"${shorten(text)}" is the id of several entities`,
    path,
    related: meant.map((entity) => ({
      message: `${entity.section.label} "${shorten(entity.naturalKey)}"`,
      path: entity.path,
    })),
  };
}

/** An id where Keycloak looks for a name, whatever it is the id of. */
export function idForName(
  text: string,
  { name, target }: Reference,
  index: ReferenceIndex,
  path: () => Path,
): readonly Problem[] {
  const [entity] = index.byId(text, target);
  if (entity === undefined || index.byPlainName(text, target).length > 0) return [];
  return [
    {
      code: 'dangling-reference',
      message: `"${shorten(text)}" is the id of ${entity.section.label} "${shorten(entity.naturalKey)}" where Keycloak looks for its name (${name}); it is kept as it is`,
      path: path(),
    },
  ];
}
