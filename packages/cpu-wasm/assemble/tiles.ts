/** Elements of a vector. */
const LANES = 4;

/** Rows of the tiles of the matrix product, and columns in the ordinary and in the wide build. */
const ROWS = [6, 4];
const COLUMNS = [8, 16];

const HEAD = `// Written by assemble.ts, see assemble/tiles.ts. Do not edit.

import { multiplyAdd } from "../multiply-add";
`;

/**
 * Returns the module assembly/matrix/tiles.ts: functions that compute tiles C[rows × columns] = A·B, or += A·B. A is packed in columns and B in rows.
 * Rows of C are `stride` bytes apart. The loops are unrolled because the sums must stay in registers: row i has the sums si0, si1, … of four columns each.
 *
 * Setting and adding are separate functions. V8 joins neighboring stores, and the instructions that lead to them, into 256-bit instructions only if
 * there is no load between the stores and no branches merge before them.
 */
export function tilesOfProducts(): string {
  return [HEAD, ...COLUMNS.flatMap((columns) => ROWS.map((rows) => tile(rows, columns)))].join("\n");
}

function tile(rows: number, columns: number): string {
  const vectors = columns / LANES;
  const size = `${rows}x${columns}`;
  const body = [
    ...each(rows, (i) => each(vectors, (j) => `let s${i}${j} = f32x4.splat(0);`)),
    `const end = a + <usize>depth * ${4 * rows};`,
    "while (a < end) {",
    ...each(vectors, (j) => `  const b${j} = v128.load(b, ${16 * j});`),
    ...each(rows, (i) => [
      `  const a${i} = v128.load32_splat(a, ${4 * i});`,
      ...each(vectors, (j) => `  s${i}${j} = multiplyAdd(a${i}, b${j}, s${i}${j});`),
    ]),
    `  a += ${4 * rows};`,
    `  b += ${4 * columns};`,
    "}",
    ...each(rows, (i) => [
      "if (accumulate) {",
      ...each(vectors, (j) => `  s${i}${j} = f32x4.add(s${i}${j}, v128.load(c, ${16 * j}));`),
      "}",
      ...each(vectors, (j) => `v128.store(c, s${i}${j}, ${16 * j});`),
      ...(i < rows - 1 ? ["c += stride;"] : []),
    ]),
  ];
  return `@inline
function tile${size}(depth: i32, a: usize, b: usize, c: usize, stride: usize, accumulate: bool): void {
${body.map((line) => `  ${line}\n`).join("")}}

/** C[${rows} × ${columns}] = A·B. */
export function setTile${size}(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile${size}(depth, a, b, c, stride, false);
}

/** C[${rows} × ${columns}] += A·B. */
export function addTile${size}(depth: i32, a: usize, b: usize, c: usize, stride: usize): void {
  tile${size}(depth, a, b, c, stride, true);
}
`;
}

/** Concatenates the lines that `write` returns for 0 … count − 1. */
function each(count: number, write: (i: number) => string | string[]): string[] {
  return Array.from({ length: count }, (_, i) => write(i)).flat();
}
