import {
  BLOCK_ROWS,
  DOT_BLOCK,
  launchMultiplyDots,
  launchMultiplyPacked,
  launchMultiplyRow,
  launchMultiplySmall,
  launchPackOperands,
  type Product,
  ROW_BLOCK,
} from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { copy } from "./copy.ts";
import { paddedRows, panelCount } from "./panels.ts";

/** Columns of a block of a packed product. */
const WIDE_BLOCK = 128;
/** Columns of a block where wide blocks would be too few for all threads. */
const NARROW_BLOCK = 32;
const FEW_BLOCKS = 16;
/** Columns of the widest tile of all builds. Packed memory is reserved for it. */
const MOST_COLUMNS = 16;
/** Up to this many multiplications, packing costs more than it saves. */
const FEW_PRODUCTS = 8192;
/** Up to this many rows, B is read again for each row. */
const FEW_ROWS = 3;
/** Approximate speed of one thread. */
const PRODUCTS_A_NANOSECOND = 25;

/** out[…, i, j] = Σₖ a[…, i, k]·b[…, k, j]: `Backend.matmul` of float32. */
export function matmul(machine: Machine, a: WasmView, b: WasmView, out: WasmView): void {
  if (out.shape.length === 2) product(machine, a, b, out, a.offset, b.offset, out.offset);
  else eachMatrix(machine, a, b, out);
}

/** Multiplies the matrices of all batch dimensions. */
function eachMatrix(machine: Machine, a: WasmView, b: WasmView, out: WasmView): void {
  const batch = out.shape.slice(0, -2);
  const index = batch.map(() => 0);
  let [offsetA, offsetB, offset] = [a.offset, b.offset, out.offset];
  const count = batch.reduce((n, size) => n * size, 1);
  for (let i = 0; i < count; i++) {
    product(machine, a, b, out, offsetA, offsetB, offset);
    for (let d = batch.length - 1; d >= 0; d--) {
      const steps = ++index[d]! < batch[d]! ? 1 : 1 - batch[d]!;
      offsetA += steps * a.strides[d]!;
      offsetB += steps * b.strides[d]!;
      offset += steps * out.strides[d]!;
      if (steps === 1) break;
      index[d] = 0;
    }
  }
}

/** Multiplies two matrices: the last two dimensions, from these offsets on. */
function product(
  machine: Machine,
  a: WasmView,
  b: WasmView,
  out: WasmView,
  offsetA: number,
  offsetB: number,
  offset: number,
): void {
  const rank = out.shape.length;
  const m = out.shape[rank - 2]!;
  const n = out.shape[rank - 1]!;
  const k = a.shape[rank - 1]!;
  if (m === 0 || n === 0) return;
  const column = n === 1 ? 1 : out.strides[rank - 1]!;
  const row = m === 1 ? n : out.strides[rank - 2]!;
  if (column !== 1 && row !== 1) {
    viaDense(machine, a, b, out, offsetA, offsetB, offset);
    return;
  }
  const c = out.storage.address + 4 * offset;
  const atA = a.storage.address + 4 * offsetA;
  const atB = b.storage.address + 4 * offsetB;
  const [aRow, aColumn] = [4 * a.strides[rank - 2]!, 4 * a.strides[rank - 1]!];
  const [bRow, bColumn] = [4 * b.strides[rank - 2]!, 4 * b.strides[rank - 1]!];
  if (column === 1 && !(n === 1 && m > 1 && row === 1)) {
    launch(machine, {
      rows: m,
      columns: n,
      depth: k,
      a: atA,
      aRow,
      aColumn,
      b: atB,
      bRow,
      bColumn,
      c,
      cRow: 4 * row,
    });
  } else {
    // Cᵀ = Bᵀ·Aᵀ has dense rows.
    launch(machine, {
      rows: n,
      columns: m,
      depth: k,
      a: atB,
      aRow: bColumn,
      aColumn: bRow,
      b: atA,
      bRow: aColumn,
      bColumn: aRow,
      c,
      cRow: 4 * column,
    });
  }
}

/** Chooses the kernel for a product. */
function launch(machine: Machine, product: Product): void {
  const { rows, columns, depth, aColumn, bRow, bColumn } = product;
  const count = rows * columns * depth;
  if (rows === 1 && bColumn === 4) {
    launchMultiplyRow(machine, product, Math.ceil(columns / ROW_BLOCK), count / 8);
  } else if (rows === 1 && bRow === 4 && (aColumn === 4 || depth === 1)) {
    launchMultiplyDots(machine, product, Math.ceil(columns / DOT_BLOCK), count / 8);
  } else if (count <= FEW_PRODUCTS) launchMultiplySmall(machine, product, 1, 0);
  else if (rows <= FEW_ROWS && (bColumn === 4 || (bRow === 4 && aColumn === 4))) eachRow(machine, product);
  else launchPacked(machine, product);
}

/** Computes few rows one by one. */
function eachRow(machine: Machine, product: Product): void {
  const { rows, a, aRow, c, cRow } = product;
  for (let i = 0; i < rows; i++) launch(machine, { ...product, rows: 1, a: a + i * aRow, c: c + i * cRow });
}

function launchPacked(machine: Machine, product: Product): void {
  const { rows, columns, depth, c, cRow } = product;
  const sizeA = 4 * depth * paddedRows(rows);
  const packedA = machine.borrow(sizeA + 4 * depth * roundUp(columns, MOST_COLUMNS));
  const packedB = packedA + sizeA;
  const panels = panelCount(rows) + Math.ceil(columns / machine.tileColumns);
  launchPackOperands(machine, { ...product, packedA, packedB }, panels, (rows + columns) * depth * 0.3);
  const rowBlocks = Math.ceil(rows / BLOCK_ROWS);
  const isNarrow = rowBlocks * Math.ceil(columns / WIDE_BLOCK) < FEW_BLOCKS;
  const blockColumns = isNarrow ? NARROW_BLOCK : WIDE_BLOCK;
  launchMultiplyPacked(
    machine,
    { rows, columns, depth, packedA, packedB, c, cRow, blockColumns },
    rowBlocks * Math.ceil(columns / blockColumns),
    (rows * columns * depth) / PRODUCTS_A_NANOSECOND,
  );
  machine.giveBack(packedA);
}

/** Computes a result that has neither dense rows nor dense columns, in temporary memory first. */
function viaDense(
  machine: Machine,
  a: WasmView,
  b: WasmView,
  out: WasmView,
  offsetA: number,
  offsetB: number,
  offset: number,
): void {
  const shape = out.shape.slice(-2);
  const [m, n] = shape as [number, number];
  const address = machine.borrow(4 * m * n);
  const matrix = (view: WasmView, from: number): WasmView => ({
    ...view,
    offset: from,
    shape: view.shape.slice(-2),
    strides: view.strides.slice(-2),
  });
  const dense: WasmView = {
    ...out,
    storage: { address, bytes: 4 * m * n, references: 0 },
    offset: 0,
    shape,
    strides: [n, 1],
  };
  product(machine, matrix(a, offsetA), matrix(b, offsetB), dense, offsetA, offsetB, 0);
  copy(machine, dense, matrix(out, offset));
  machine.giveBack(address);
}

function roundUp(x: number, unit: number): number {
  return Math.ceil(x / unit) * unit;
}
