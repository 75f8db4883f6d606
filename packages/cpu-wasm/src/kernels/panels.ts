import { BLOCK_ROWS, LOW, TALL } from "../launch.ts";

// The same functions as in assembly/matrix/panels.ts, to reserve memory and to count tasks.

/** Number of rows after padding. */
export function paddedRows(rows: number): number {
  const even = Math.max(LOW, rows + (rows % 2));
  return even % BLOCK_ROWS === 2 ? even + 2 : even;
}

/** Number of panels of padded rows. */
export function panelCount(rows: number): number {
  const padded = paddedRows(rows);
  const rest = padded % TALL;
  const low = rest === 0 ? 0 : rest === LOW ? 1 : 2;
  return (padded - low * LOW) / TALL + low;
}
