import type { Point } from "./point.ts";
import type { OriginsOfRow } from "./warp.ts";

/** Column and row of the former corners: upper left, upper right, lower right, lower left. */
export type Corners = readonly [Point, Point, Point, Point];

/**
 * Origins of the pixels under the perspective that moves the corner pixels of an image to these positions.
 *
 * As in torchvision, the map is fitted to the indices of pixels and applied to their centers, half a pixel further.
 */
export function perspectiveOrigins(corners: Corners, height: number, width: number): OriginsOfRow {
  const old: Corners = [
    [0, 0],
    [width - 1, 0],
    [width - 1, height - 1],
    [0, height - 1],
  ];
  const [a, b, c, d, e, f, g, h] = coefficients(corners, old);
  return (i, columns, rows) => {
    const y = i + 0.5;
    for (let j = 0; j < width; j++) {
      const x = j + 0.5;
      const depth = g * x + h * y + 1;
      columns[j] = (a * x + b * y + c) / depth - 0.5;
      rows[j] = (d * x + e * y + f) / depth - 0.5;
    }
  };
}

/** Coefficients a to h of the map (x, y) ↦ ((ax + by + c)/(gx + hy + 1), (dx + ey + f)/(gx + hy + 1)). */
type Coefficients = readonly [number, number, number, number, number, number, number, number];

/** Coefficients of the map that takes four points to four others: each pair gives two linear equations. */
function coefficients(from: Corners, to: Corners): Coefficients {
  const equations = from.flatMap(([x, y], i) => {
    const [column, row] = to[i] as Point;
    return [
      [x, y, 1, 0, 0, 0, -column * x, -column * y, column],
      [0, 0, 0, x, y, 1, -row * x, -row * y, row],
    ];
  });
  return solve(equations) as unknown as Coefficients;
}

/** Solves linear equations, with right-hand sides in the last column, by Gauss–Jordan elimination with partial pivoting. */
function solve(rows: number[][]): readonly number[] {
  const count = rows.length;
  for (let column = 0; column < count; column++) {
    let best = column;
    for (let i = column + 1; i < count; i++) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
    }
    [rows[column], rows[best]] = [rows[best]!, rows[column]!];
    const pivot = rows[column]!;
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[column]! / pivot[column]!;
      for (let k = column; k <= count; k++) row[k]! -= factor * pivot[k]!;
    }
  }
  return rows.map((row, i) => row[count]! / row[i]!);
}
