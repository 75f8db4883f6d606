import type { ColumnType } from "./csv-options.ts";

/** Smallest number of numeric values for each other value that makes a column numeric. */
const NUMBERS_TO_OTHERS = 9;

/**
 * Determines the type of a column from its first rows. A column without any value counts as numeric.
 *
 * @param values Values of the column in these rows, without missing ones.
 * @param parse Parses a number; returns undefined if the string is not a number.
 */
export function guessType(
  values: readonly string[],
  parse: (text: string) => number | undefined,
): ColumnType {
  const numbers = values.filter((text) => parse(text) !== undefined).length;
  return numbers >= NUMBERS_TO_OTHERS * (values.length - numbers) ? "number" : "category";
}
