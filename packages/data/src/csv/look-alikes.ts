import { type NumberFormat, numberReader } from "./number-format.ts";

/** Number formats to suggest, most likely first. */
const formats: readonly NumberFormat[] = [
  { thousands: "," },
  { decimal: "," },
  { thousands: ".", decimal: "," },
  { thousands: " " },
  { thousands: " ", decimal: "," },
  { thousands: "'" },
  { thousands: "_" },
];
/** Share of the values of a column that must look like numbers. */
const SHARE = 0.9;

/**
 * Suggests a fix for a column that was read as categories although its values consist of digits and separators.
 *
 * @param values Values of the column in the first rows, without missing ones.
 * @returns Undefined if they contain letters.
 */
export function adviceOnNumbers(values: readonly string[], column: string): string | undefined {
  const sample = values.find(hasNoLetters);
  if (sample === undefined || !most(values, hasNoLetters)) return undefined;
  const format = formats.find((one) => {
    const read = numberReader(one);
    return most(values, (text) => read(text) !== undefined);
  });
  const remedy = format ? `Pass ${inCode(format)}` : "Convert them to numbers";
  const name = JSON.stringify(column);
  return (
    `column ${name} was taken for categories, but its values have digits and separators only: ${JSON.stringify(sample)}. ` +
    `${remedy}, or types: { ${name}: "category" }.`
  );
}

function most(values: readonly string[], test: (text: string) => boolean): boolean {
  return values.filter(test).length >= SHARE * values.length;
}

/** Reports whether a string consists of digits and the punctuation of numbers, money, dates and times. */
function hasNoLetters(text: string): boolean {
  return /\d/.test(text) && /^[\d\s.,'’_:/()+\-−%\p{Sc}]*$/u.test(text);
}

function inCode(format: NumberFormat): string {
  const options = Object.entries(format).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `{ ${options.join(", ")} }`;
}
