/** What changed inside a long text? Lines of it, or words, with a little of what stands around them. */

import { diffWordsWithSpace, structuredPatch } from 'diff';
import { describeCertificate } from '../json/certificate.ts';
import { shortenMiddle, showValue } from './values.ts';

export interface Segment {
  readonly text: string;
  readonly isChanged: boolean;
}

export interface TextLine {
  readonly sign: '+' | '-' | ' ';
  readonly segments: readonly Segment[];
}

export interface TextDiff {
  /** Length of each side in characters. */
  readonly before: number;
  readonly after: number;
  readonly lines: readonly TextLine[];
}

const LONG = 90;
const CONTEXT = 32;
const MAX_PARTS = 60;
const MAX_LINES = 40;
/** Beyond it two texts have so little in common that comparing them tells nobody anything, and takes long. */
const MAX_EDITS = 2000;

/** The inner difference of two texts, or undefined where both are short enough to be read whole. */
export function diffTexts(before: string, after: string): TextDiff | undefined {
  const hasLines = before.includes('\n') || after.includes('\n');
  if (!hasLines && before.length <= LONG && after.length <= LONG) return undefined;
  // Certificates are told in a few words, and what changed inside of one tells nobody anything.
  if (describeCertificate(before) !== undefined && describeCertificate(after) !== undefined) return undefined;
  const lines = hasLines ? linesOf(before, after) : wordsOf(before, after);
  return { before: before.length, after: after.length, lines: lines ?? whole(before, after) };
}

function linesOf(before: string, after: string): readonly TextLine[] | undefined {
  const patch = structuredPatch('', '', before, after, '', '', { context: 1, maxEditLength: MAX_EDITS });
  if (patch === undefined) return undefined;
  const lines = patch.hunks.flatMap((hunk, index) => [...(index > 0 ? [gap] : []), ...hunk.lines.flatMap(textLine)]);
  return lines.length <= MAX_LINES ? lines : [...lines.slice(0, MAX_LINES), gap];
}

const gap: TextLine = { sign: ' ', segments: [{ text: '...', isChanged: false }] };

function textLine(line: string): readonly TextLine[] {
  const sign = line.charAt(0);
  if (sign !== '+' && sign !== '-' && sign !== ' ') return [];
  return [{ sign, segments: [{ text: line.slice(1), isChanged: sign !== ' ' }] }];
}

function wordsOf(before: string, after: string): readonly TextLine[] | undefined {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS });
  if (parts === undefined || parts.length > MAX_PARTS) return undefined;
  const side = (sign: '+' | '-', other: 'added' | 'removed'): TextLine => ({
    sign,
    segments: parts.flatMap((part) =>
      part[other] ? [] : [{ text: part.value, isChanged: part.added || part.removed }],
    ),
  });
  return [side('-', 'added'), side('+', 'removed')];
}

/** The segments in about `room` characters: of what stayed the same, only what stands next to a change. */
export function elide(segments: readonly Segment[], room: number): readonly Segment[] {
  for (const context of [CONTEXT, CONTEXT / 2, CONTEXT / 4]) {
    const shorter = segments.map((each, index) => shorten(each, context, index === 0, index === segments.length - 1));
    if (shorter.reduce((sum, { text }) => sum + text.length, 0) <= room || context === CONTEXT / 4) return shorter;
  }
  return segments;
}

function shorten({ text, isChanged }: Segment, context: number, isFirst: boolean, isLast: boolean): Segment {
  if (isChanged) return { text: shortenMiddle(text, 4 * context + 24), isChanged };
  if (text.length <= 2 * context + 8) return { text, isChanged };
  // Whole words, where there are any.
  const head = isFirst ? '' : text.slice(0, context).replace(/(?<=\s)\S*$/, '');
  const tail = isLast ? '' : text.slice(-context).replace(/^\S*(?=\s)/, '');
  const dots = `${head.endsWith(' ') || isFirst ? '' : ' '}...${tail.startsWith(' ') || isLast ? '' : ' '}`;
  return { text: isFirst && isLast ? shortenMiddle(text, 4 * context) : `${head}${dots}${tail}`, isChanged };
}

function whole(before: string, after: string): readonly TextLine[] {
  return [
    { sign: '-', segments: [{ text: showValue(before), isChanged: true }] },
    { sign: '+', segments: [{ text: showValue(after), isChanged: true }] },
  ];
}
