/** Notation of numbers. */
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
 * Returns a function that parses a number, and returns undefined for any other string.
 *
 * A number has an optional sign, decimal digits with an optional fraction, and an optional exponent; spaces around it do
 * not count. `inf` and `infinity` in any case, with an optional sign, are infinite, and so are numbers beyond the range of
 * float64. With `thousands`, digits before the fraction may form groups of three, or of two except for the last group.
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

/** Parses a number with a decimal point. */
function parsePlain(text: string): number | undefined {
  const value = Number(text);
  if (Number.isNaN(value)) return parseInfinity(text);
  // Number() reads blank strings as 0, and 0x1f, which is more likely a name, as 31.
  return (value === 0 && text.trim() === "") || hasPrefix(text) ? undefined : value;
}

function parseInfinity(text: string): number | undefined {
  const found = infinity.exec(text);
  if (!found) return undefined;
  return found[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Reports whether a number is in base 2, 8 or 16. For most strings the second character alone rules that out. */
function hasPrefix(text: string): boolean {
  return (text.charCodeAt(1) > NINE || text.charCodeAt(0) <= SPACE) && /^\s*0[box]/i.test(text);
}

/** Regular expression of a separator. A space also matches the narrow and no-break spaces of typesetting. */
function escaped(separator: string): string {
  return separator === " " ? "[ \\u00a0\\u2009\\u202f]" : separator.replace(/[$()*+.?[\\\]^{|}]/, "\\$&");
}
