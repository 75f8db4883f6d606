import { type DType, expand, flip, permute, Rng, slice, type Tensor, tensor } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import type { WasmBackend } from "../../src/wasm-backend.ts";

/** Tensors on both backends with the same elements in the same layout. */
export interface Pair {
  readonly wasm: Tensor;
  readonly reference: Tensor;
}

const notFinite = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];

/** Creates random shapes, and random views of them on both backends. */
export class RandomViews {
  readonly rng: Rng;
  /** Index of the float view, among those created next, that holds infinities and NaN. Default: none. */
  spoiled = -1;
  readonly #backend: WasmBackend;

  constructor(backend: WasmBackend, seed: number) {
    this.#backend = backend;
    this.rng = new Rng(seed);
  }

  /** Random size from 0 to 70, mostly small. */
  size(least = 0): number {
    const most = [3, 8, 17, 70][this.rng.int(4)]!;
    return least + this.rng.int(most - least + 1);
  }

  /** Random shape of this rank with at most `most` elements. */
  shape(rank: number, { least = 0, most = 3000 }: { least?: number; most?: number } = {}): number[] {
    const shape: number[] = [];
    let room = most;
    for (let d = 0; d < rank; d++) {
      const size = Math.min(this.size(least), Math.max(least, room));
      shape.push(size);
      room = Math.floor(room / Math.max(1, size));
    }
    return shape;
  }

  /** Random view of this shape: dense, permuted, strided, flipped, repeated, or several of these. */
  view(shape: readonly number[], dtype: DType = "float32", values?: (rng: Rng) => number): Pair {
    const { rng } = this;
    const order = rng.int(2) === 0 ? shape.map((_, d) => d) : [...rng.permutation(shape.length)];
    const steps = shape.map(() => (rng.int(4) === 0 ? 1 + rng.int(3) : 1));
    const repeated = shape.map((size) => size > 0 && rng.int(6) === 0);
    const turned = shape.flatMap((_, d) => (rng.int(5) === 0 ? [d] : []));
    const stored = [...order].map((d) => (repeated[d] ? 1 : shape[d]! * steps[d]!));
    const count = stored.reduce((n, size) => n * size, 1);
    const draw =
      values ??
      (dtype === "float32" ? (r: Rng) => 2 * r.uniform() - 1 : (r: Rng) => r.int(dtype === "bool" ? 2 : 100));
    const isSpoiled = dtype === "float32" && !values && this.spoiled-- === 0;
    const data = Float64Array.from({ length: count }, () =>
      isSpoiled && rng.int(12) === 0 ? notFinite[rng.int(3)]! : draw(rng),
    );
    const back = shape.map((_, d) => order.indexOf(d));
    const make = (backend: Tensor["backend"]): Tensor => {
      const base = permute(tensor([...data], { shape: stored, dtype, backend }), back);
      const gaps = slice(
        base,
        shape.map((_, d) => (repeated[d] ? null : ([null, null, steps[d]!] as const))),
      );
      return expand(turned.length > 0 ? flip(gaps, turned) : gaps, shape);
    };
    return { wasm: make(this.#backend), reference: make(referenceBackend) };
  }
}

/**
 * Largest difference between two results. It is infinite if shapes differ or only one of two elements is NaN.
 *
 * @param mixed Count an infinity and NaN as equal. Default: false.
 */
export function difference(got: Tensor, wanted: Tensor, mixed = false): number {
  if (String(got.shape) !== String(wanted.shape) || got.dtype !== wanted.dtype) return Infinity;
  const [a, b] = [got.dataSync(), wanted.dataSync()];
  const areEqual = (x: number, y: number): boolean =>
    Object.is(x, y) || x === y || (mixed && !Number.isFinite(x) && !Number.isFinite(y));
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    const distance = areEqual(a[i]!, b[i]!) ? 0 : Math.abs(a[i]! - b[i]!);
    worst = Math.max(worst, Number.isNaN(distance) ? Infinity : distance);
  }
  return worst;
}
