/** How numbers are written. */
export interface NumberFormat {
  /** Character before the fraction. Default: a point. */
  readonly decimal?: string;
  /** Character between groups of digits before the fraction. Default: none. */
  readonly thousands?: string;
}

const SPACE = 32;
const NINE = 57;
const infinity = /^\s*([+-]?)inf(?:inity)?\s*$/i;

/**
 * Function that returns the number that a text states, or undefined if it is not a number.
 *
 * A number has an optional sign, decimal digits with an optional fraction, and an optional exponent; spaces around it do
 * not count. `inf` and `infinity` in any case, with an optional sign, are infinite, and so are numbers beyond the range of
 * float64. With `thousands`, digits before the fraction may be in groups of three (or of two, but for the last group).
 */
export function numberReader({
  decimal = ".",
  thousands,
}: NumberFormat): (text: string) => number | undefined {
  if (decimal === "." && thousands === undefined) return parsePlain;
  const fraction = escaped(decimal);
  const between = thousands === undefined ? undefined : new RegExp(escaped(thousands), "g");
  const groups = between ? `|\\d{1,3}(?:${between.source}\\d{2,3})*${between.source}\\d{3}` : "";
  const format = new RegExp(`^([+-]?(?:\\d*${groups}))(?:${fraction}(\\d*))?(e[+-]?\\d+)?$`, "i");
  return (text) => {
    const found = format.exec(text.trim());
    if (!found) return parseInfinity(text);
    const [, whole = "", digits = "", exponent = ""] = found;
    const value = Number(`${between ? whole.replace(between, "") : whole}.${digits}${exponent}`);
    return Number.isNaN(value) ? undefined : value;
  };
}

/** Numbers with a decimal point, as `Number` reads them. */
function parsePlain(text: string): number | undefined {
  const value = Number(text);
  if (Number.isNaN(value)) return parseInfinity(text);
  // Number also takes spaces alone for 0, and 0x1f, more likely a name, for 31.
  return (value === 0 && text.trim() === "") || hasPrefix(text) ? undefined : value;
}

function parseInfinity(text: string): number | undefined {
  const found = infinity.exec(text);
  if (!found) return undefined;
  return found[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Reports whether a number is in base 2, 8 or 16; the second character of most texts shows that it is not. */
function hasPrefix(text: string): boolean {
  return (text.charCodeAt(1) > NINE || text.charCodeAt(0) <= SPACE) && /^\s*0[box]/i.test(text);
}

/** A separator as a regular expression; a space stands for the spaces that typesetting puts between digits as well. */
function escaped(separator: string): string {
  return separator === " " ? "[ \\u00a0\\u2009\\u202f]" : separator.replace(/[$()*+.?[\\\]^{|}]/, "\\$&");
}
