/** Rows of each digit as bits of three pixels: 4 is the left one, 1 the right one. */
const rows = ["75557", "26227", "71747", "71717", "55711", "74717", "74757", "71111", "75757", "75717"];

/** Height of a digit in pixels. */
export const NUMERAL_HEIGHT = 5;

/** Column and row of each pixel of a number. */
export function numeralPixels(value: number): readonly (readonly [column: number, row: number])[] {
  return [...String(value)].flatMap((digit, place) =>
    [...rows[Number(digit)]!].flatMap((bits, row) =>
      [0, 1, 2].flatMap((column) =>
        Number(bits) & (4 >> column) ? [[4 * place + column, row] as const] : [],
      ),
    ),
  );
}
