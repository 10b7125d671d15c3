/** How does a report look in a browser? One file that asks nobody for anything: search, filters, light and dark; it prints well. */

import { hashOf as digestOf } from '../json/sha.ts';
import type { Report } from '../model.ts';
import { controls, overview } from './html-controls.ts';
import { symbolMark } from './html-entity.ts';
import { type Markup, tag, when } from './html-markup.ts';
import { drawRealm } from './html-realm.ts';
import { SCRIPT } from './html-script.ts';
import { STYLE } from './html-style.ts';
import { type RealmPart, realmPart, sectionTitles } from './html-view.ts';
import type { ReportOptions } from './reporter.ts';
import * as say from './sentences.ts';
import { LEGEND } from './words.ts';

export const html = {
  about: 'one page for a browser, with search and filters',
  extension: 'html',
  render: (reports: readonly Report[], options: ReportOptions): string => {
    const realms = reports.map((report, index) => realmPart(report, `r${index + 1}`, options.showUnchanged));
    return page(realms, options).markup;
  },
};

// Only this style and this script may run, and nothing may be fetched, whatever stands in the page.
const POLICY = [
  "default-src 'none'",
  `style-src '${hashOf(STYLE)}'`,
  `script-src '${hashOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${digestOf('sha256', text).toString('base64')}`;
}

function page(realms: readonly RealmPart[], options: ReportOptions): Markup {
  const titles = sectionTitles(realms);
  const drawn = realms.map((realm) => drawRealm(realm, { titles, rules: options.rules }));
  return tag`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: POLICY }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${pageTitle(realms)}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<a class="skip" href="#changes">Skip to the changes</a>
<header class="top">
<div class="brand"><h1>realmdiff</h1><button type="button" id="theme" aria-pressed="false" hidden><span aria-hidden="true">\u25d0</span> Dark</button></div>
${controls(realms, titles)}</header>
<main id="changes" tabindex="-1">
${when(realms.length > 1, () => overview(realms))}${drawn}</main>
${pageFoot(realms, options)}<script>${{ markup: SCRIPT }}</script>
</body>
</html>
`;
}

function pageTitle(realms: readonly RealmPart[]): string {
  const [only, ...more] = realms;
  const told =
    only === undefined || more.length > 0
      ? `${realms.length} realms`
      : `${say.realmName(only.report)}: ${say.verdict(only.report)}`;
  return `${told} - realmdiff`;
}

function pageFoot(realms: readonly RealmPart[], { version, hint }: ReportOptions): Markup {
  const symbols = LEGEND.filter(([symbol]) => realms.some(({ view }) => view.symbols.has(symbol)));
  const items = symbols.map(
    ([symbol, word]) => tag`<li>${symbolMark(symbol)} <span aria-hidden="true">${word}</span></li>`,
  );
  const legend = when(items.length > 0, () => tag`<ul class="legend" aria-label="Symbols">${items}</ul>\n`);
  const more = hint === undefined ? '' : tag`. Ask about a value: <code>${hint}</code>`;
  return tag`<footer class="bottom">\n${legend}<p>Written by realmdiff ${version}${more}</p>\n</footer>\n`;
}
