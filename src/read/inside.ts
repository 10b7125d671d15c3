/** Where in the file is a place of a text that itself stands inside another document, such as a ConfigMap's entry? */

import { locateNearestInJson } from '../json/positions.ts';
import type { Position, SourceDocument } from '../model.ts';

/**
 * Positions in the document's own text as positions in the file. Exact in YAML's block scalars (`|`), whose lines are
 * the file's lines; elsewhere (quoted or Base64) it is the place of the whole text.
 */
export async function positionsInFile(
  { inside }: SourceDocument,
  positions: readonly Position[],
): Promise<readonly Position[]> {
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
