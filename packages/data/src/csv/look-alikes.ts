import { type NumberFormat, numberReader } from "./number-format.ts";

/** Formats to propose, the most likely first. */
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
 * Advice about a column that was taken for categories although its values are written with digits and separators only.
 *
 * @param texts Its values in the first rows, without the missing ones.
 * @returns Undefined if they are not.
 */
export function adviceOnNumbers(texts: readonly string[], column: string): string | undefined {
  const sample = texts.find(hasNoLetters);
  if (sample === undefined || !most(texts, hasNoLetters)) return undefined;
  const format = formats.find((one) => {
    const read = numberReader(one);
    return most(texts, (text) => read(text) !== undefined);
  });
  const remedy = format ? `Pass ${inCode(format)}` : "Convert them to numbers";
  const name = JSON.stringify(column);
  return (
    `column ${name} was taken for categories, but its values have digits and separators only: ${JSON.stringify(sample)}. ` +
    `${remedy}, or types: { ${name}: "category" }.`
  );
}

function most(texts: readonly string[], test: (text: string) => boolean): boolean {
  return texts.filter(test).length >= SHARE * texts.length;
}

/** Reports whether a text has digits, and besides them only signs of numbers, money, dates and times. */
function hasNoLetters(text: string): boolean {
  return /\d/.test(text) && /^[\d\s.,'’_:/()+\-−%\p{Sc}]*$/u.test(text);
}

function inCode(format: NumberFormat): string {
  const options = Object.entries(format).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `{ ${options.join(", ")} }`;
}
