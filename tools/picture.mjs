/** Draws the tool's own output for the README: `node tools/picture.mjs` writes docs/diff.svg. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [WIDTH, LINE, LEFT, TOP] = [8.4, 20, 16, 28];
const ESCAPE = '\u001b[';
/** A terminal's sign for what comes next: `ESC [ 31 m`. */
const SGR = new RegExp(`(${ESCAPE.replace('[', '\\[')}[\\d;]*m)`);
const COLORS = { 31: '#ff7b72', 32: '#7ee787', 33: '#d29922', 36: '#79c0ff' };

/** What `realmdiff diff before.json after.json` prints, in color. */
export function output() {
  const args = [join(root, 'bin/realmdiff.js'), 'diff', 'before.json', 'after.json', '--color', 'always'];
  const env = { ...process.env, COLUMNS: '100' };
  return execFileSync(process.execPath, args, { cwd: join(root, 'fixtures/demo'), env, encoding: 'utf8' });
}

export function draw(text) {
  const lines = ['$ realmdiff diff before.json after.json', ...text.trimEnd().split('\n')];
  const height = TOP + LINE * lines.length + 8;
  const body = lines.map((line, index) => `<text x="${LEFT}" y="${TOP + LINE * index}">${spans(line)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(LEFT * 2 + WIDTH * 100)}" height="${height}">`,
    '<title>What realmdiff diff prints</title>',
    '<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#e6edf3;white-space:pre}</style>',
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}

/** Colors, bold and dim: all that the theme uses. */
function spans(line) {
  let style = {};
  return line
    .split(SGR)
    .map((part) => {
      const codes = part.startsWith(ESCAPE) ? part.slice(2, -1).split(';').map(Number) : undefined;
      if (codes === undefined) return part === '' ? '' : span(part, style);
      for (const code of codes) style = applied(style, code);
      return '';
    })
    .join('');
}

function applied(style, code) {
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { color: style.color };
  return { ...style, color: code === 39 ? undefined : COLORS[code] };
}

function span(text, { color, bold, dim }) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const fill = dim ? '#7d8590' : color;
  const attributes = [fill && `fill="${fill}"`, bold && 'font-weight="bold"'].filter(Boolean).join(' ');
  return attributes === '' ? `<tspan>${escaped}</tspan>` : `<tspan ${attributes}>${escaped}</tspan>`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(root, 'docs/diff.svg'), draw(output()));
