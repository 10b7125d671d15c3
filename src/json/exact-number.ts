/** Can JavaScript hold this number without changing a digit? Integers always can, as `bigint`; nothing is ever rounded. */

/** Keycloak's own reader (Jackson's StreamReadConstraints) refuses longer numbers, too. */
export const MAX_NUMBER_LENGTH = 1000;

/** The value of a JSON number, or undefined where a double would round it (`1e400`, `0.10000000000000000001`). */
export function exactNumber(token: string): number | bigint | undefined {
  if (token.length <= 15 && /^-?[\d.]+$/.test(token)) return Number(token);
  if (token.length > MAX_NUMBER_LENGTH) return undefined;
  const value = Number(token);
  if (/^-?\d+$/.test(token)) return Number.isSafeInteger(value) ? value : BigInt(token);
  return Number.isFinite(value) && decimalOf(token) === decimalOf(String(value)) ? value : undefined;
}

/** One spelling for every way to write a number: `1.50e3`, `1500` and `0.15E+4` are all `15e2`. */
function decimalOf(token: string): string {
  const [mantissa = '', exponent = '0'] = token.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
