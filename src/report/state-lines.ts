/** Which lines tell what is wrong with an entity, when a realm is looked at alone? The worst first; of one rule that speaks often, once. */

import { groupBy } from '../json/group-by.ts';
import type { Finding, JudgedPlace } from '../model.ts';
import type { Line } from './change-lines.ts';
import { firstFew, MAX_OF_ONE } from './fold-findings.ts';
import { showChangePath } from './show-path.ts';
import { compareSeverity, count } from './words.ts';

/** `places` are those of one entity. */
export function linesOfStates(places: readonly JudgedPlace[]): readonly Line[] {
  const told = places.flatMap((place) => place.findings.map((finding) => ({ place, finding })));
  return [...groupBy(told, ({ finding }) => finding.rule).values()]
    .sort(([a], [b]) => compareSeverity(a?.finding.severity ?? 'info', b?.finding.severity ?? 'info'))
    .flatMap((ofRule) => {
      const { shown, folded } = firstFew(ofRule);
      const lines = shown.flatMap(({ place, finding }) => [lineOf(place, finding), ...remedyOf(place)]);
      return folded.length === 0 ? lines : [...lines, { symbol: '#', depth: 0, note: more(folded) } as const];
    });
}

interface Told {
  readonly place: JudgedPlace;
  readonly finding: Finding;
}

function lineOf(place: JudgedPlace, finding: Finding): Line {
  const at = place.position?.after;
  const where = at === undefined ? '' : `${at.file}:${at.line}:${at.column}`;
  return { symbol: '!', depth: 0, content: { kind: 'said', text: finding.message, where }, findings: [finding] };
}

function remedyOf({ remedy }: JudgedPlace): readonly Line[] {
  return remedy === undefined ? [] : [{ symbol: '#', depth: 0, note: `to do: ${remedy}` }];
}

/** `(12 more of client-web-origin-unusable: webOrigins)`. */
function more(folded: readonly Told[]): string {
  const [first] = folded;
  const paths = [...new Set(folded.map(({ place }) => showChangePath(place.section, place.path)))].filter(Boolean);
  const named = paths.length > MAX_OF_ONE ? [...paths.slice(0, MAX_OF_ONE), '...'] : paths;
  const where = named.length === 0 ? '' : `: ${named.join(', ')}`;
  return `(${count(folded.length, 'more', 'more')} of ${first?.finding.rule}${where})`;
}
