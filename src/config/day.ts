/** Is a text a day, such as `2026-12-01`? Knows no clock. */

export function isDay(text: string): boolean {
  const [, month = 0, day = 0] = (/^\d{4}-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
