/** What does the HTML page look like? Calm, in light and dark, at any width, on paper. The policy of the page names this text. */

const COLORS = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f6f3, #15171a);
  --card: light-dark(#ffffff, #1c1f23);
  --raised: light-dark(#f4f4f1, #24282d);
  --edge: light-dark(#e2e2dc, #31363c);
  --ink: light-dark(#21252b, #e4e6e9);
  --soft: light-dark(#5c636c, #a2aab4);
  --link: light-dark(#24509c, #93b8f5);
  --added: light-dark(#136c36, #6fd397);
  --added-back: light-dark(#e4f4e9, #173322);
  --removed: light-dark(#a82a20, #ff9d93);
  --removed-back: light-dark(#fceae8, #3d201e);
  --changed: light-dark(#7c5800, #e3bd62);
  --moved: light-dark(#0d6274, #74cbdb);
  --high: light-dark(#a3221a, #ffa097);
  --high-back: light-dark(#fbe6e3, #43201d);
  --medium: light-dark(#7a4c00, #f0bc67);
  --medium-back: light-dark(#fbefd9, #3b2b10);
  --low: light-dark(#0b5b6d, #7fcfde);
  --low-back: light-dark(#e0f1f4, #12323a);
  --info: light-dark(#4d545d, #b3bbc5);
  --info-back: light-dark(#eceef0, #2b3036);
  --none: light-dark(#d4d4cd, #3a4047);
  --found: light-dark(#ffe58a, #6b5611);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme=light] { color-scheme: light }
:root[data-theme=dark] { color-scheme: dark }
`;

const PAGE = `
* { box-sizing: border-box }
[hidden] { display: none !important }
html { background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; scroll-padding-top: 5rem }
body { margin: 0 }
main, .top > *, .bottom { max-width: 66rem; margin-inline: auto; padding-inline: 1.25rem }
main { outline: none; padding-block: 1.5rem 1rem }
h1, h2, h3, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; border: 0 }
ul, ol { list-style: none }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent) }
a:hover { text-decoration-color: currentColor }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px }
code, del, ins { font-family: var(--mono); font-size: .9em; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; tab-size: 4 }
.quiet { color: var(--soft); font-weight: 400 }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.skip { position: absolute; left: -100vw; top: .5rem; z-index: 9; padding: .4rem .8rem; background: var(--card); border-radius: 6px }
.skip:focus { left: 1rem }
::highlight(found) { background-color: var(--found); color: inherit }
`;

const CONTROLS = `
.top { position: sticky; top: 0; z-index: 5; background: var(--page); border-bottom: 1px solid var(--edge) }
.brand { display: flex; justify-content: space-between; align-items: center; padding-block: .45rem .4rem }
.top h1 { font-size: .875rem; color: var(--soft); font-weight: 600 }
.controls { display: flex; flex-wrap: wrap; gap: .5rem .6rem; align-items: center; padding-block: 0 .7rem }
.top input, .top select, .top button { font: inherit; font-size: .875rem; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 7px; min-height: 2.1rem; padding: .2rem .7rem }
.top button { cursor: pointer }
.top button[aria-pressed=true] { background: var(--raised) }
.top button:hover, .top select:hover, .chip:hover { border-color: var(--soft) }
.search { position: relative; flex: 1 1 12rem; max-width: 20rem }
.search input { width: 100% }
.search kbd { position: absolute; right: .5rem; top: 50%; transform: translateY(-50%); font: .75rem/1 var(--mono); color: var(--soft); border: 1px solid var(--edge); border-radius: 4px; padding: .15rem .35rem }
.search input:focus + kbd, .search input:not(:placeholder-shown) + kbd { display: none }
fieldset { display: flex; flex-wrap: wrap; gap: .35rem }
.chip { position: relative; display: inline-flex; gap: .35rem; align-items: center; min-height: 2.1rem; padding: 0 .7rem; border: 1px solid var(--edge); border-radius: 99px; background: var(--card); font-size: .875rem; cursor: pointer; user-select: none }
.chip input { position: absolute; inset: 0; opacity: 0; min-height: 0; cursor: pointer }
.chip:has(:focus-visible) { outline: 2px solid var(--link); outline-offset: 2px }
.chip .number { color: var(--soft); font-variant-numeric: tabular-nums }
.chip.high { color: var(--high) } .chip.medium { color: var(--medium) } .chip.low { color: var(--low) } .chip.info, .chip.none { color: var(--info) }
.chip:has(:checked) { border-color: currentColor; background: var(--raised); box-shadow: inset 0 0 0 1px currentColor }
.chip:has(:checked) .number { color: inherit }
.top #theme { font-size: .8125rem; min-height: 1.8rem; padding-block: 0 }
.controls select { max-width: 11rem }
.buttons { display: inline-flex; gap: .35rem }
#count { flex: 1 1 auto; min-width: 8rem; text-align: right; color: var(--soft); font-size: .875rem; font-variant-numeric: tabular-nums }
`;

const REALM = `
.overview { margin-bottom: 2rem }
.overview li { display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: baseline; padding: .45rem 0; border-bottom: 1px solid var(--edge) }
.realm + .realm { margin-top: 3.5rem; padding-top: 2.5rem; border-top: 1px solid var(--edge) }
.head { display: grid; gap: .3rem }
.head h2 { font-size: 1.05rem; font-weight: 500; color: var(--soft) }
.head h2 code { color: var(--ink); font-size: 1em; font-weight: 600 }
.verdict { font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -.015em }
.verdict.high { color: var(--high) } .verdict.medium { color: var(--medium) } .verdict.low { color: var(--low) }
.tallies { display: flex; flex-wrap: wrap; gap: .35rem; padding-block: .15rem }
.counts { display: flex; flex-wrap: wrap; gap: 0 1.3rem }
.counts .zero { color: var(--soft) }
.counts .added b { color: var(--added) } .counts .removed b { color: var(--removed) } .counts .changed b { color: var(--changed) } .counts .moved b { color: var(--moved) }
.hint { font-size: .875rem; margin-top: .2rem }
.hint a { color: var(--medium) }
.sides dd { overflow-wrap: anywhere }
.sides dd code { margin-right: .35rem }
.sides { display: grid; gap: .1rem; margin-top: .35rem; font-size: .875rem }
.sides > div { display: grid; grid-template-columns: 4.2rem 1fr }
.sides dt { color: var(--soft) }
h3 { font-size: .8125rem; font-weight: 650; letter-spacing: .02em; margin: 2rem 0 .6rem; color: var(--ink) }
h3::first-letter { text-transform: uppercase }
h3 .quiet { margin-left: .3rem; font-variant-numeric: tabular-nums }
.meanings ol { background: var(--card); border: 1px solid var(--edge); border-radius: 10px; overflow: hidden }
.meanings li { display: grid; grid-template-columns: 9.5rem 1fr; gap: .2rem 1rem; padding: .6rem 1rem; align-items: baseline }
.meanings li + li { border-top: 1px solid var(--edge) }
.meanings .quiet { font-size: .8125rem; overflow-wrap: anywhere }
.meanings a { color: var(--ink); overflow-wrap: anywhere }
.badge { display: inline-flex; gap: .4em; align-items: baseline; justify-self: start; padding: .08em .6em; border-radius: 99px; font-size: .8125rem; line-height: 1.5; white-space: nowrap; color: var(--info); background: var(--info-back) }
.badge b { font-weight: 650; text-transform: capitalize }
.badge.high { color: var(--high); background: var(--high-back) } .badge.medium { color: var(--medium); background: var(--medium-back) } .badge.low { color: var(--low); background: var(--low-back) }
.nothing { margin-top: 2rem; color: var(--soft) }
.foot { margin-top: 2rem; font-size: .875rem }
.aside { margin-bottom: .8rem; padding: .7rem 1rem; border-radius: 10px; background: var(--medium-back) }
.aside h3 { margin: 0 0 .25rem; color: var(--medium) }
.aside li { overflow-wrap: anywhere; padding-left: 1em; text-indent: -1em }
.aside li::before { content: "\\2013\\00a0"; color: var(--medium) }
.bottom { padding-block: 1rem 3rem; font-size: .8125rem; color: var(--soft) }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin-bottom: .4rem }
`;

const ENTITY = `
.entity { background: var(--card); border: 1px solid var(--edge); border-left: 3px solid var(--none); border-radius: 3px 9px 9px 3px; margin-bottom: .6rem }
.entity.high { border-left-color: var(--high) } .entity.medium { border-left-color: var(--medium) } .entity.low { border-left-color: var(--low) }
.entity > summary { display: flex; flex-wrap: wrap; gap: .15rem .7rem; align-items: baseline; padding: .6rem 1rem; cursor: pointer; border-radius: 9px; list-style: none }
.entity > summary::-webkit-details-marker { display: none }
.entity > summary::after { content: ""; align-self: center; width: .45rem; height: .45rem; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); margin-left: .1rem; transition: transform .12s }
.entity[open] > summary::after { transform: translateY(-.1rem) rotate(45deg) }
.entity > summary:hover { background: color-mix(in srgb, var(--raised) 60%, transparent) }
.entity > summary > .quiet { margin-left: auto; font-size: .8125rem }
.title { overflow-wrap: anywhere; min-width: 0 }
.title .kind { color: var(--soft) }
.title .kind:only-child { color: var(--ink); font-weight: 600 }
.title .kind:only-child::first-letter { text-transform: uppercase }
.title code { font-weight: 650; font-size: .92em }
.symbol { flex: none; width: 1ch; font: 600 .95em/1.5 var(--mono); text-align: center }
.added > .symbol, .symbol.added { color: var(--added) } .removed > .symbol, .symbol.removed { color: var(--removed) } .changed > .symbol, .symbol.changed { color: var(--changed) } .moved > .symbol, .symbol.moved { color: var(--moved) }
.body { padding: 0 1rem .85rem 2.6rem }
.line { font-size: .92rem; display: grid; grid-template-columns: 1ch minmax(0, 1fr); gap: 0 .7rem; padding-block: .1rem }
.d1 { margin-left: 1.5rem } .d2 { margin-left: 3rem } .d3 { margin-left: 4.5rem }
.name { color: var(--ink); margin-right: .3rem }
.note { color: var(--soft); font-size: .8125rem }
del, ins { text-decoration: none; border-radius: 4px; padding: .05em .3em; box-decoration-break: clone; -webkit-box-decoration-break: clone }
del { color: var(--removed); background: var(--removed-back) }
ins { color: var(--added); background: var(--added-back) }
.pair { display: grid; gap: .15rem; justify-items: start; margin-block: .15rem }
.pair > .quiet { display: none }
.text { margin-block: .2rem; padding: .35rem .6rem; border-radius: 7px; background: var(--raised) }
.row { display: grid; grid-template-columns: 1ch minmax(0, 1fr); gap: .6rem }
.row code { color: var(--soft) }
.row del, .row ins { font-size: 1em; padding-inline: 0 }
.sign { font: .865em/1.5 var(--mono) }
.row.added .sign { color: var(--added) } .row.removed .sign { color: var(--removed) }
.finding { margin: .25rem 0 .4rem; font-size: .9rem; overflow-wrap: anywhere }
.finding .badge { margin-right: .25rem }
.rule { display: inline-block; max-width: 100%; color: var(--soft); font-size: .8125rem }
.help, .inside { font-size: .875rem }
.help > summary, .inside > summary { color: var(--soft); cursor: pointer; width: fit-content; border-radius: 4px }
.help > summary:hover, .inside > summary:hover { color: var(--ink) }
.help p { max-width: 44rem; padding-left: .95rem; margin-top: .15rem }
.help b { margin-right: .35rem }
.steps { display: grid; gap: .15rem; margin-bottom: .4rem; font-size: .9rem }
.steps > div { display: grid; grid-template-columns: minmax(6rem, 11rem) minmax(0, 1fr); gap: 0 1rem; overflow-wrap: anywhere }
.steps dt { color: var(--soft) }
.where { font-size: .9rem; overflow-wrap: anywhere }
.inner { margin-top: .5rem; padding-left: .95rem }
.inner > div:first-child { display: flex; flex-wrap: wrap; gap: 0 .6rem; align-items: baseline }
.inner .body { padding: 0 0 0 1.4rem }
`;

const NARROW = `
@media (max-width: 40rem) {
  main, .top > *, .bottom { padding-inline: .9rem }
  .top { position: static }
  html { scroll-padding-top: 1rem }
  .search { flex-basis: 100%; max-width: none }
  .controls select { flex: 1 1 8rem; max-width: none }
  #count { text-align: left; flex-basis: 100% }
  .verdict { font-size: 1.55rem }
  .meanings li { grid-template-columns: 1fr; gap: .3rem }
  .entity > summary > .quiet { margin-left: 0 }
  .entity > summary { padding-inline: .75rem }
  .body { padding: 0 .75rem .75rem 1rem }
  .d1 { margin-left: 1rem } .d2 { margin-left: 2rem } .d3 { margin-left: 3rem }
  .steps > div { grid-template-columns: 1fr; margin-bottom: .25rem }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
@media (forced-colors: active) { .badge, .chip, .entity, del, ins { border: 1px solid } del { text-decoration: line-through } }
`;

const PAPER = `
@media print {
  :root, :root[data-theme] { color-scheme: light }
  html { background: #fff; font-size: 11px }
  .controls, #theme, .skip, .inside > summary, .help > summary { display: none }
  .top { position: static; border: 0 }
  main, .top > *, .bottom { max-width: none; padding-inline: 0 }
  details::details-content { content-visibility: visible; display: block; block-size: auto }
  .entity > summary::after { display: none }
  .entity > summary, h3, .head { break-after: avoid; break-inside: avoid }
  .line, .finding, .meanings li { break-inside: avoid }
  .badge, .entity, del, ins, .aside, .text { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  a { text-decoration: none }
}
`;

export const STYLE = [COLORS, PAGE, CONTROLS, REALM, ENTITY, NARROW, PAPER].join('');
