import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { copy } from "./copy.ts";
import { BLOCK_ROWS, paddedRows, panelCount } from "./panels.ts";

/** As in assembly/matrix: sizes of blocks. */
const WIDE_BLOCK = 128;
/** Where blocks of so many columns would be few, they are narrower: other threads find work, too. */
const NARROW_BLOCK = 32;
const FEW_BLOCKS = 16;
const ROW_BLOCK = 512;
const DOT_BLOCK = 64;
/** The widest tile of all builds: packed memory is reserved for it. */
const MOST_COLUMNS = 16;
/** Up to so many multiplications packing costs more than it saves. */
const FEW_PRODUCTS = 8192;
/** Up to so many rows B is read again for each. */
const FEW_ROWS = 3;
/** About what one thread does in a nanosecond. */
const PRODUCTS_A_NANOSECOND = 25;

/** out[…, i, j] = Σₖ a[…, i, k]·b[…, k, j]: `Backend.matmul` of float32. */
export function matmul(machine: Machine, a: WasmView, b: WasmView, out: WasmView): void {
  if (out.shape.length === 2) product(machine, a, b, out, a.offset, b.offset, out.offset);
  else eachMatrix(machine, a, b, out);
}

/** Goes through all batches. */
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

/** One matrix product, of the last two dimensions from these offsets on. */
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
  const { words } = machine;
  const baseA = a.storage.address + 4 * offsetA;
  const baseB = b.storage.address + 4 * offsetB;
  words[2] = k;
  words[5] = out.storage.address + 4 * offset;
  if (column === 1 && !(n === 1 && m > 1 && row === 1)) {
    words[0] = m;
    words[1] = n;
    words[10] = 4 * row;
    setMatrix(words, 3, baseA, 4 * a.strides[rank - 2]!, 4 * a.strides[rank - 1]!);
    setMatrix(words, 4, baseB, 4 * b.strides[rank - 2]!, 4 * b.strides[rank - 1]!);
    launch(machine, words, m, n, k);
  } else {
    // Cᵀ = Bᵀ·Aᵀ has dense rows.
    words[0] = n;
    words[1] = m;
    words[10] = 4 * column;
    setMatrix(words, 3, baseB, 4 * b.strides[rank - 1]!, 4 * b.strides[rank - 2]!);
    setMatrix(words, 4, baseA, 4 * a.strides[rank - 1]!, 4 * a.strides[rank - 2]!);
    launch(machine, words, n, m, k);
  }
}

/** Address and strides in bytes of the left (3) or the right (4) matrix. */
function setMatrix(words: Int32Array, which: 3 | 4, address: number, row: number, column: number): void {
  words[which] = address;
  words[2 * which] = row;
  words[2 * which + 1] = column;
}

/** Chooses the kernel for the product that the words describe. */
function launch(machine: Machine, words: Int32Array, m: number, n: number, k: number): void {
  const products = m * n * k;
  if (m === 1 && words[9] === 4) {
    const tasks = Math.ceil(n / ROW_BLOCK);
    machine.launch(machine.kernels.multiplyRow!, tasks, products / 8);
  } else if (m === 1 && words[8] === 4 && (words[7] === 4 || k === 1)) {
    machine.launch(machine.kernels.multiplyDots!, Math.ceil(n / DOT_BLOCK), products / 8);
  } else if (products <= FEW_PRODUCTS) machine.launch(machine.kernels.multiplySmall!, 1, 0);
  else if (m <= FEW_ROWS && (words[9] === 4 || (words[8] === 4 && words[7] === 4))) {
    eachRow(machine, m, n, k);
  } else launchPacked(machine, m, n, k);
}

/** Few rows, one after the other. */
function eachRow(machine: Machine, m: number, n: number, k: number): void {
  const { words } = machine;
  const [a, c, row, cRow] = [words[3]!, words[5]!, words[6]!, words[10]!];
  for (let i = 0; i < m; i++) {
    words[0] = 1;
    words[3] = a + i * row;
    words[5] = c + i * cRow;
    launch(machine, words, 1, n, k);
  }
}

function launchPacked(machine: Machine, m: number, n: number, k: number): void {
  const sizeA = 4 * k * paddedRows(m);
  const packed = machine.borrow(sizeA + 4 * k * roundUp(n, MOST_COLUMNS));
  const { words, kernels } = machine;
  words[11] = packed;
  words[12] = packed + sizeA;
  const panels = panelCount(m) + Math.ceil(n / machine.tileColumns);
  machine.launch(kernels.packOperands!, panels, (m + n) * k * 0.3);
  const rowBlocks = Math.ceil(m / BLOCK_ROWS);
  const columns = rowBlocks * Math.ceil(n / WIDE_BLOCK) < FEW_BLOCKS ? NARROW_BLOCK : WIDE_BLOCK;
  words[13] = columns;
  const blocks = rowBlocks * Math.ceil(n / columns);
  machine.launch(kernels.multiplyPacked!, blocks, (m * n * k) / PRODUCTS_A_NANOSECOND);
  machine.giveBack(packed);
}

/** Where neither rows nor columns of the result are dense: through temporary memory. */
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
