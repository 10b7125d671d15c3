/** How does text of a realm stay text in each format? One function a format, used at the moment of writing, once. */

import { largest } from '../json/largest.ts';
import { printable } from '../json/show.ts';

// Build servers read commands out of what a job prints: GitHub and Azure (`##[`, `##vso[`) and TeamCity (`##teamcity[`) anywhere in a line.
const JOB_COMMAND = /#(#[A-Za-z]*\[)/g;

/** For a terminal, and for the log of a build server that shows one: nothing in it is obeyed. */
export function forTerminal(text: string): string {
  return printable(text).replace(JOB_COMMAND, '\\u{23}$1');
}

/** For HTML, in text and between double quotes alike. */
export function forHtml(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** For XML 1.0, which has no way to write most control characters: they are shown instead. */
export function forXml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// Hosts make links of these after Markdown was rendered, so a backslash or an entity would not stop them: @name, #12, !12,
// ~label, $12, %name, &12, GH-12, https://..., www. ... and :smile:.
const HOST_LINK =
  /[@#!~$%&^](?=[\p{L}\p{N}_"])|\bGH(?=-\d)|:(?=\/\/)|\/(?=\/)|www(?=\.)|\b(?:mailto|xmpp)(?=:)|:(?=[a-z+-][\w+-]*:)/giu;

// What makes a list, a quotation or a block of code of a line that begins with it.
const BLOCK_START = /^ +|^[-+=>]|^\d+(?=[.)])/;

/** For HTML within Markdown, outside of code. */
export function forMarkdownHtml(text: string): string {
  return forHtml(breakHostLinks(text));
}

/** For Markdown outside of code. */
export function forMarkdown(text: string): string {
  const broken = breakHostLinks(text);
  const escaped = broken.replace(/[\\`*_{}[\]<#|~&$]/g, (character) =>
    '<&|'.includes(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`,
  );
  return escaped.replace(BLOCK_START, (start) => {
    if (start.startsWith(' ')) return '&#32;'.repeat(start.length);
    return /\d/.test(start) ? `${start}\\` : `\\${start}`;
  });
}

/** An invisible space keeps a host from making links of names and numbers. */
function breakHostLinks(text: string): string {
  return printable(text).replace(HOST_LINK, '$&\u200b');
}

/** For one line inside a fence: what ends a fence is the fence's own business. */
export function forFence(text: string): string {
  return printable(text);
}

/** A fence that is longer than any run of backticks in what it holds. */
export function fenceFor(content: string): string {
  const longest = largest(
    (content.match(/`+/g) ?? []).map((run) => run.length),
    2,
  );
  return '`'.repeat(longest + 1);
}

/** Code in the middle of a Markdown line or table cell. No escape for a bar works in every table, so it is shown as one. */
export function forMarkdownCode(text: string): string {
  const shown = printable(text).replaceAll('|', '\\u{7c}');
  const runs = (shown.match(/`+/g) ?? []).map((run) => run.length);
  let length = 1;
  while (runs.includes(length)) length++;
  const ticks = '`'.repeat(length);
  const space = /^[` ]|[` ]$/.test(shown) || shown === '' ? ' ' : '';
  return `${ticks}${space}${shown}${space}${ticks}`;
}

/** For the message of a GitHub workflow command. */
export function forCommandData(text: string): string {
  return forTerminal(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** For a property of a GitHub workflow command, such as its file. */
export function forCommandProperty(text: string): string {
  return forCommandData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** JSON text as a terminal may show it: no character is obeyed, and every value stays what it is. */
export function forJson(json: string): string {
  return json.replace(UNPRINTABLE, (character) => (character === '\n' ? character : codeUnits(character)));
}

function codeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** For a message in SARIF, which has placeholders and links of its own. */
export function forSarif(text: string): string {
  const shown = text.replace(UNPRINTABLE, codeUnits);
  const plain = /\]\s*\(/.test(shown) ? shown.replace(/[\\[\]]/g, '\\$&') : shown;
  return plain.replace(/\{(\d+)\}/g, '{{$1}}');
}
