/** Can this regular expression be trusted with text that somebody else wrote? Refuses those that may take forever. */

/** Patterns are this long at most, and see only so much of a text. */
export const LONGEST_PATTERN = 200;
export const SEEN_OF_TEXT = 512;
const MOST_OPEN_REPEATS = 2;

export type SafePattern = { readonly pattern: RegExp } | { readonly refusal: string };

/**
 * Compiles a pattern with flag `iu`. Refused: more than 200 characters, more than two repeats without an end (`*`, `+`,
 * `{2,}`), a repeat around a group that repeats or has alternatives, back references, look-around.
 */
export function compileSafely(source: string): SafePattern {
  if (source.length > LONGEST_PATTERN) return { refusal: `longer than ${LONGEST_PATTERN} characters` };
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'iu');
  } catch {
    return { refusal: 'not a regular expression' };
  }
  const refusal = dangerOf(source);
  return refusal === undefined ? { pattern } : { refusal };
}

/** Whether the pattern fits the beginning of a text, which is all that is looked at. */
export function fits(pattern: RegExp, text: string): boolean {
  return pattern.test(text.slice(0, SEEN_OF_TEXT));
}

function dangerOf(source: string): string | undefined {
  if (/\\(?:[1-9]|k<)/.test(withoutEscapedSlashes(source))) return 'has a back reference, which may take forever';
  if (/\(\?(?!:)/.test(source)) return 'has look-around or a named group: use a plain group (?:...)';
  let open = 0;
  const groups: { isRisky: boolean }[] = [];
  const mark = () => {
    for (const group of groups) group.isRisky = true;
  };
  const tokens = source.matchAll(
    /\\.|\[(?:\\.|[^\]])*\]|\(|\)(\?|\*|\+|\{\d*,?\d*\})?|\*|\+|\{\d+,\}|\{\d+(?:,\d+)?\}|\|/gsu,
  );
  for (const [token, repeat] of tokens) {
    if (token === '(') groups.push({ isRisky: false });
    else if (token.startsWith(')')) {
      const group = groups.pop();
      if (repeat === undefined || repeat === '?') continue;
      if (group?.isRisky === true)
        return 'repeats a group that itself repeats or has alternatives, which may take forever';
      mark();
      if (isOpen(repeat)) open++;
    } else if (token === '|') mark();
    else if (/^[*+{]/.test(token)) {
      mark();
      if (isOpen(token)) open++;
    }
  }
  return open > MOST_OPEN_REPEATS
    ? `has ${open} repeats without an end; at most ${MOST_OPEN_REPEATS}, or it may take forever`
    : undefined;
}

function withoutEscapedSlashes(source: string): string {
  return source.replaceAll('\\\\', '');
}

function isOpen(repeat: string): boolean {
  return repeat === '*' || repeat === '+' || repeat.endsWith(',}');
}
