/** Where in the file is a place of a text that was cut out of it, or that itself stands inside another document, such as a ConfigMap's entry? */

import { locateNearestInJson } from '../json/positions.ts';
import type { Anchor, Position, SourceDocument } from '../model.ts';

/**
 * Positions in the document's own text as positions in the file. Exact in YAML's block scalars (`|`), whose lines are
 * the file's lines; elsewhere (quoted or Base64) it is the place of the whole text.
 */
export async function positionsInFile(
  { inside, anchors }: SourceDocument,
  positions: readonly Position[],
): Promise<readonly Position[]> {
  if (anchors !== undefined) return positions.map((position) => positionInWhole(anchors, position));
  if (inside === undefined) return positions;
  const { document, path } = inside;
  if (document.format === 'json') {
    const whole = locateNearestInJson(document.text, path);
    return positionsInFile(
      document,
      positions.map(() => whole),
    );
  }
  const { locateTextInYaml } = await import('./yaml-positions.ts');
  return positionsInFile(document, locateTextInYaml(document, path, positions));
}

/** The same for what was cut out of a larger file. */
export function positionInWhole(anchors: readonly Anchor[], { line, column }: Position): Position {
  const anchor = anchors.findLast(({ at }) => at.line < line || (at.line === line && at.column <= column));
  if (anchor === undefined) return { line, column };
  const { at, file } = anchor;
  return line === at.line
    ? { line: file.line, column: file.column + column - at.column }
    : { line: file.line + line - at.line, column };
}
