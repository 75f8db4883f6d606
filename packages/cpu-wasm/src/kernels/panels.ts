/** What assembly/matrix/panels.ts has, for those who reserve the memory: rows of tiles and of blocks. */
const TALL = 6;
const LOW = 4;
/** Rows of a block of a product. */
export const BLOCK_ROWS = 96;

/** Rows that packed rows are filled up to. */
export function paddedRows(rows: number): number {
  const even = Math.max(LOW, rows + (rows % 2));
  return even % BLOCK_ROWS === 2 ? even + 2 : even;
}

/** How many panels packed rows come in. */
export function panelCount(rows: number): number {
  const padded = paddedRows(rows);
  const rest = padded % TALL;
  const low = rest === 0 ? 0 : rest === LOW ? 1 : 2;
  return (padded - low * LOW) / TALL + low;
}
