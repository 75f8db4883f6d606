import type { ColumnType } from "./csv-options.ts";

/** A column holds numbers if it has at least this many of them for each other value. */
const NUMBERS_TO_OTHERS = 9;

/**
 * Type of a column, judged by its first rows. A column without any value there counts as one of numbers.
 *
 * @param texts Its values in these rows, without the missing ones.
 * @param parse Returns the number that a text states, or undefined.
 */
export function guessType(texts: readonly string[], parse: (text: string) => number | undefined): ColumnType {
  const numbers = texts.filter((text) => parse(text) !== undefined).length;
  return numbers >= NUMBERS_TO_OTHERS * (texts.length - numbers) ? "number" : "category";
}
