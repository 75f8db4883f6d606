import type { DType } from "./dtype.ts";
import type { RngKey } from "./philox.ts";
import type { Program } from "./program/program.ts";
import type { Storage, View } from "./view.ts";

/** Reductions over some dimensions. */
export type ReduceOp = "sum" | "mean" | "prod" | "max" | "min";

/** Reductions to the index of the extremum. */
export type ArgReduceOp = "max" | "min";

/**
 * Distribution of random elements: `bits` (int32, all 32 bits of a word), `uniform` (float in [0, 1), a multiple of
 * 2^-24: (word >>> 8)/2^24) or `normal` (Box-Muller: elements 2k and 2k+1 are r·cos θ and r·sin θ, with
 * r = √(−2 ln u), u = ((word >>> 8) + 1)/2^24 of word 2k, and θ = 2π·(word >>> 8)/2^24 of word 2k+1).
 */
export type RandomKind = "bits" | "uniform" | "normal";

/**
 * A window that slides over the last two dimensions of an image. For output (oh, ow), position (kh, kw) of the window reads
 * input (oh·stride[0] − padding[0] + kh·dilation[0], ow·stride[1] − padding[1] + kw·dilation[1]). Inputs outside
 * the image count as 0.
 */
export interface Window2d {
  /** Size of the window, in rows and columns that it reads. At least 1 each. */
  readonly kernel: readonly [height: number, width: number];
  /** Rows and columns from one window to the next. At least 1 each. */
  readonly stride: readonly [height: number, width: number];
  /** Rows and columns of padding before the first ones. The padding after the last ones follows from the size of the output. */
  readonly padding: readonly [top: number, left: number];
  /** Distance between the rows and columns that a window reads; 1 means adjacent. */
  readonly dilation: readonly [height: number, width: number];
}

/**
 * Memory and kernels of a device. The layers above have checked shapes, types and ranges, and have allocated the outputs:
 * a kernel only computes.
 *
 * The following holds for every method:
 *
 * - Views are strided and have a dtype of `dtypes`. Any size may be 0. A bool is one byte, 0 or 1.
 * - Outputs are dense and row-major from their offset. Only {@link Backend.copy}, {@link Backend.scatterAdd} and
 *   {@link Backend.matmul} must accept outputs with any strides that do not repeat an element.
 * - A fresh allocation holds arbitrary bytes.
 * - An output never overlaps an input, except that {@link Backend.map} may write over its inputs.
 */
export interface Backend<S extends Storage = Storage> {
  /** Name in messages, for example "reference". */
  readonly name: string;
  /** Element types that kernels accept. */
  readonly dtypes: ReadonlySet<DType>;

  /**
   * Allocates memory of at least `bytes` bytes (which may be 0), with arbitrary content.
   *
   * @throws {BackendError} If memory is exhausted.
   */
  alloc(bytes: number): S;
  /** Frees memory that nothing uses any more. */
  free(storage: S): void;
  /** Writes the bytes of a typed array to memory from `byteOffset`. */
  write(storage: S, data: ArrayBufferView, byteOffset: number): void;
  /** Returns a copy of `byteLength` bytes from `byteOffset`, after all kernels called before have finished. */
  read(storage: S, byteOffset: number, byteLength: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Synchronous `read`. Absent if the backend cannot wait for its kernels. */
  readSync?(storage: S, byteOffset: number, byteLength: number): Uint8Array<ArrayBuffer>;

  /**
   * Evaluates `program` for every element. Inputs and outputs have the same shape (inputs repeat by strides of 0).
   * An output may be the same view as an input (same storage, offset and strides): all inputs of an element are read
   * before its outputs are written.
   *
   * int32 arithmetic wraps. `pow` with a negative b gives aᵇ rounded toward zero, and a division by 0 gives 0. Ints that meet
   * floats become floats first: float32 rounds them. A cast converts as {@link Backend.copy} does. If no view is float64,
   * constants and runtime scalars are rounded to float32, so that x = 0.1 holds for a float32 0.1. Results may be
   * rounded after each step or at the end.
   */
  map(
    program: Program,
    inputs: readonly View<S>[],
    scalars: readonly number[],
    outputs: readonly View<S>[],
  ): void;

  /**
   * Reduces over `axes` (ascending). `out` has x's shape with those sizes 1. Over no elements: sum 0, mean NaN, prod 1, max −∞
   * (least int32, false), min +∞ (largest int32, true). int32 sums and products wrap. A mean of floats divides by the number
   * of elements before it rounds to their type. max and min propagate NaN. bool supports max and min only, int32 all but mean.
   */
  reduce(op: ReduceOp, x: View<S>, axes: readonly number[], out: View<S>): void;
  /** Index (int32) of the first extremum along `axis`, whose size is at least 1. A NaN counts as the extremum. `out` has size 1 along `axis`. */
  argReduce(op: ArgReduceOp, x: View<S>, axis: number, out: View<S>): void;
  /** Cumulative sum along `axis`, of floats or of int32, which wraps. */
  cumsum(x: View<S>, axis: number, out: View<S>): void;
  /** Stable sort along `axis`, with the index (int32) that each element had. NaN counts as the largest. */
  sort(x: View<S>, axis: number, descending: boolean, values: View<S>, indices: View<S>): void;

  /**
   * out[…, i, j] = Σₖ a[…, i, k]·b[…, k, j]. All three have the same rank of at least 2 and the same batch sizes (inputs
   * repeat by strides of 0). Transposes come as strides. float32 and float64.
   */
  matmul(a: View<S>, b: View<S>, out: View<S>): void;

  /**
   * Copies x to `out` and converts. To int32, it truncates toward zero; NaN gives 0, and numbers beyond the range of int32 give its nearest
   * value. To bool, it tests for ≠ 0, so NaN gives 1.
   */
  copy(x: View<S>, out: View<S>): void;

  /**
   * out[…, i, …] = x[…, index[…, i, …], …] along `axis`; `index` (int32) has the shape of `out`.
   *
   * @throws {RangeError} Naming the index, if one is outside [0, size of axis): at once if `readSync` exists, otherwise
   *   when the backend can tell. The content of `out` is then unspecified, and nothing else is written.
   */
  gather(x: View<S>, index: View<S>, axis: number, out: View<S>): void;
  /**
   * out[…, index[…, i, …], …] += src[…, i, …] along `axis`, in row-major order of src. `index` has the shape of `src`. Floats, and
   * int32, which wraps.
   *
   * @throws {RangeError} As {@link Backend.gather}.
   */
  scatterAdd(src: View<S>, index: View<S>, axis: number, out: View<S>): void;

  /** Extracts the windows of x [N, C, H, W]: out [N, C, kernel height, kernel width, OH, OW]. float32 and float64. */
  unfold(x: View<S>, window: Window2d, out: View<S>): void;
  /** Adjoint of `unfold`: adds the windows [N, C, kernel height, kernel width, OH, OW] up in out [N, C, H, W]. float32 and float64. */
  fold(windows: View<S>, window: Window2d, out: View<S>): void;

  /**
   * Random elements in row-major order: element i comes from word i mod 4 of block `key.counter` + ⌊i/4⌋ of
   * Philox4x32-10. The two low words of the counter hold the number of the block (below 2^53), the lower word first, and
   * the upper two are 0. `key.key0` is the first word of the key and `key.key1` the second, 32 bits each. A
   * kernel in JavaScript may use `philoxBlock`, `unitInterval` and `normalRadius`. `bits` gives int32,
   * the others float32 and float64.
   */
  random(kind: RandomKind, key: RngKey, out: View<S>): void;

  /** Kernels that replace compositions of ordinary ops. */
  readonly fused?: Partial<FusedKernels<S>>;
}

/** Optional kernels. Each op that uses one is composed of ordinary ops on backends without it. */
export interface FusedKernels<S extends Storage = Storage> {
  /** y [N, O, OH, OW] of x [N, C, H, W], weight [O, C/groups, kH, kW] and bias [O], which may be absent. */
  conv2d(
    x: View<S>,
    weight: View<S>,
    bias: View<S> | undefined,
    window: Window2d,
    groups: number,
    y: View<S>,
  ): void;
  /** Gradient of {@link FusedKernels.conv2d} with respect to x: dx [N, C, H, W] of dy and weight. */
  conv2dInputGradient(dy: View<S>, weight: View<S>, window: Window2d, groups: number, dx: View<S>): void;
  /** Gradient of {@link FusedKernels.conv2d} with respect to weight: dw [O, C/groups, kH, kW] of x and dy. */
  conv2dFilterGradient(x: View<S>, dy: View<S>, window: Window2d, groups: number, dw: View<S>): void;
  /**
   * Largest element of each window of x [N, C, H, W], and its int32 index h·W + w in the plane (the first of equal ones; the last of
   * several NaNs). Positions outside the image never win: a window that is wholly outside gives −∞ and −1.
   */
  maxPool2d(x: View<S>, window: Window2d, values: View<S>, indices: View<S>): void;
  /** Gradient of {@link FusedKernels.maxPool2d}: dx [N, C, H, W], where each element is the sum of the elements of dy whose index in `indices` points to it. */
  maxPool2dGradient(dy: View<S>, indices: View<S>, dx: View<S>): void;
  /** Sum of each window of x [N, C, H, W], where positions outside count as 0: y [N, C, OH, OW]. */
  sumPool2d(x: View<S>, window: Window2d, y: View<S>): void;
  /** Gradient of {@link FusedKernels.sumPool2d}: dx [N, C, H, W], where each element is the sum of the elements of dy whose windows contain it. */
  sumPool2dGradient(dy: View<S>, window: Window2d, dx: View<S>): void;
  /**
   * y = (x − mean)/√(variance + eps)·weight + bias of x [N, G, P, Q], with the mean and the biased variance of each group: x[:, g]
   * if `overBatch` (P is then 1), otherwise x[n, g]. weight and bias [1, G, P, 1] are 1 and 0 if absent. Statistics [1 or N, G, 1, 1].
   */
  normalize(
    x: View<S>,
    weight: View<S> | undefined,
    bias: View<S> | undefined,
    overBatch: boolean,
    eps: number,
    y: View<S>,
    mean: View<S>,
    variance: View<S>,
  ): void;
  /**
   * Gradient of {@link FusedKernels.normalize}, including the path through the statistics. With r = 1/√(variance + eps), x̂ = (x − mean)·r
   * and n elements in a group: dx = r·(weight·dy − Σ weight·dy/n − x̂·Σ weight·dy·x̂/n), with sums over the group, and dweight = Σ dy·x̂
   * and dbias = Σ dy [1, G, P, 1], with sums over N and Q.
   */
  normalizeGradient(
    x: View<S>,
    mean: View<S>,
    variance: View<S>,
    weight: View<S> | undefined,
    dy: View<S>,
    overBatch: boolean,
    eps: number,
    dx: View<S>,
    dweight: View<S>,
    dbias: View<S>,
  ): void;
  /**
   * √Σ x² over `axes` (ascending), without overflow or underflow of intermediate results: float32 may be summed in float64, for example. `out` has x's
   * shape with those sizes 1. There is at least one element to reduce.
   */
  euclideanNorm(x: View<S>, axes: readonly number[], out: View<S>): void;
  /** Softmax along `axis`. */
  softmax(x: View<S>, axis: number, out: View<S>): void;
  /** Log softmax along `axis`. */
  logSoftmax(x: View<S>, axis: number, out: View<S>): void;
  /** Gradient of y = softmax(x): dx = y·(dy − Σ y·dy), with the sum along `axis`. */
  softmaxGradient(y: View<S>, dy: View<S>, axis: number, dx: View<S>): void;
  /** Gradient of y = log softmax(x): dx = dy − e^y·Σ dy, with the sum along `axis`. */
  logSoftmaxGradient(y: View<S>, dy: View<S>, axis: number, dx: View<S>): void;
  /**
   * losses [N, …] = log Σ e^logits − logits[class], for logits [N, C, …] along their second dimension and classes [N, …] (int32).
   *
   * @throws {RangeError} If a class is outside [0, C), as {@link Backend.gather}.
   */
  crossEntropy(logits: View<S>, classes: View<S>, losses: View<S>): void;
  /** Gradient of {@link FusedKernels.crossEntropy}: dlogits = (softmax(logits) − onehot(class))·dy. The classes were checked. */
  crossEntropyGradient(logits: View<S>, classes: View<S>, dy: View<S>, dlogits: View<S>): void;
}
