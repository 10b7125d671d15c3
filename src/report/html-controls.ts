/** What can readers of the HTML page do? Search, filter, open, close, change the colors. Hidden until the script runs. */

import { type Markup, NOTHING, tag } from './html-markup.ts';
import { tallies, worstOf } from './html-realm.ts';
import type { RealmPart } from './html-view.ts';
import * as say from './sentences.ts';
import { SEVERITIES, showNumber } from './words.ts';

/** `titles` are the sections that can be chosen. Where nothing changed there is nothing to search. */
export function controls(realms: readonly RealmPart[], titles: readonly string[]): Markup {
  if (titles.length === 0) return NOTHING;
  const options = titles.map((title, index) => tag`<option value="${index}">${title}</option>`);
  return tag`<form class="controls" role="search" aria-label="Search and filter" hidden>
<label class="search"><span class="spoken">Search</span><input type="search" id="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" aria-describedby="count"><kbd aria-hidden="true">/</kbd></label>
${severityFilter(realms)}<label class="sections"><span class="spoken">Section</span><select id="section"><option value="">All sections</option>${options}</select></label>
<span class="buttons"><button type="button" id="expand">Expand all</button><button type="button" id="collapse">Collapse all</button></span>
<output id="count" role="status" aria-live="polite"></output>
</form>
`;
}

/** None chosen is all. A filter for what does not occur is not there. */
function severityFilter(realms: readonly RealmPart[]): Markup {
  const numbers = SEVERITIES.map((severity) => {
    return [severity, realms.reduce((sum, { report }) => sum + report.summary.findings[severity], 0)] as const;
  }).filter(([, number]) => number > 0);
  if (numbers.length === 0) return NOTHING;
  const boxes = numbers.map(
    ([severity, number]) =>
      tag`<label class="chip ${severity}"><input type="checkbox" name="severity" value="${severity}">${severity} <span class="number">${showNumber(number)}</span></label>`,
  );
  const none = tag`<label class="chip none"><input type="checkbox" name="severity" value="none">no finding</label>`;
  return tag`<fieldset><legend class="spoken">Severity</legend>${boxes}${none}</fieldset>\n`;
}

/** A row for each realm, where there are several. */
export function overview(realms: readonly RealmPart[]): Markup {
  const rows = realms.map((realm) => {
    const { id, report } = realm;
    return tag`<li class="${worstOf(realm)}"><a href="#${id}"><code>${say.realmName(report)}</code></a> <span>${say.verdict(report)}</span><span class="tallies">${tallies(realm)}</span></li>\n`;
  });
  return tag`<nav class="overview" aria-label="Realms">\n<ul>\n${rows}</ul>\n</nav>\n`;
}
