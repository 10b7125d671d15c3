/** How long is it from one time to another, and how do people say that? Works with times that it is told, and asks no clock. */

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** Seconds since 1970 of `2026-12-01T08:00:00Z`. */
export function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/** `2026-12-01T08:00:00Z` of milliseconds since 1970. */
export function timeIn(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `3 d`, `2 h`, `5 min`: in the largest unit that fits. */
export function ageInWords(since: string, now: string): string {
  const seconds = Math.max(0, secondsOf(now) - secondsOf(since));
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? ['min', 60];
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** Seconds of `2h`, `30m` or `1d`; undefined for what is none. */
export function durationIn(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})(s|m|h|d)$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return Number(count) * { s: 1, m: 60, h: 3600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
}
