import type { RandomKind } from "../backend.ts";
import { checkNames } from "../checks/check-names.ts";
import { randomNames } from "../checks/create-names.ts";
import { inWords } from "../checks/in-words.ts";
import { requireProbability } from "../checks/require-probability.ts";
import { requireRng } from "../checks/require-rng.ts";
import { type CreateOptions, checkTarget } from "../create.ts";
import { defaultBackend } from "../defaults.ts";
import { type DType, kindOf } from "../dtype.ts";
import { DTypeError } from "../errors.ts";
import { produce } from "../op.ts";
import { isInt32 } from "../program/scalars.ts";
import { emit, isRecorded, type Op } from "../recorder.ts";
import { Rng, type RngState } from "../rng.ts";
import { scope } from "../scope.ts";
import { checkShape, type Shape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { add, minimum, mul } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { lt } from "./comparison.ts";
import { floor } from "./math.ts";

/** Random stream, element type and backend of a random tensor. */
export interface RandomOptions extends CreateOptions {
  /** Stream from which numbers are drawn. It advances. */
  readonly rng: Rng;
}

/** Attributes of a draw for recorders, from which it can be repeated. */
export interface Draw {
  /** Stream of the draw, which has advanced since. */
  readonly rng: Rng;
  /** State of the stream before the draw. */
  readonly before: RngState;
  /** Distribution of the draw, before scaling to a range or a standard deviation. */
  readonly kind: RandomKind;
}

/** Op that recorders are told of for a draw. It has no inputs. */
export const randomOp: Op<Draw> = { name: "random" };

/** Checks the shape and the options of a function that draws, by name and by kind. */
function checkDraw(op: string, shape: Shape, options: RandomOptions, more: readonly string[]): void {
  checkShape(op, shape);
  requireRng(op, options instanceof Rng ? undefined : options?.rng);
  checkNames(op, options, [...more, ...randomNames]);
  checkTarget(op, options);
}

function draw(
  kind: RandomKind,
  shape: Shape,
  { rng, dtype = "float32", backend = defaultBackend() }: RandomOptions,
): Tensor {
  if (kindOf[dtype] !== "float") {
    throw new DTypeError(
      `${kind}: elements are floats: got dtype ${dtype}. Use randomInt or bernoulli, or cast the result.`,
    );
  }
  const before = rng.state;
  const key = rng.reserve(sizeOf(shape));
  const outputs = produce(backend, [{ shape: [...shape], dtype }], kind, ([view]) =>
    backend.random(kind, key, view!),
  );
  if (isRecorded()) emit({ op: randomOp, inputs: [], attributes: { rng, before, kind }, outputs });
  return outputs[0]!;
}

/** Largest float of this type below `high`: scaled random numbers must not be rounded up to `high`. */
function below(high: number, dtype: DType): number {
  if (dtype === "float64") return previous(high, 2 ** -53, Number.MIN_VALUE, Number);
  const nearest = Math.fround(high);
  return nearest < high ? nearest : previous(nearest, 2 ** -24, 2 ** -149, Math.fround);
}

/** Float before `x`: subtracts slightly more than half a unit in the last place and rounds. */
function previous(x: number, half: number, least: number, round: (x: number) => number): number {
  return round(x - Math.max(Math.abs(x) * half * 1.01, least));
}

/**
 * Uniform random numbers in [low, high).
 *
 * @param options `rng`, `low` (default 0), `high` (default 1), `dtype` (float32, the default, or float64) and `backend`.
 * @throws {DTypeError} If the dtype is not a float.
 */
export function uniform(
  shape: Shape,
  options: RandomOptions & { readonly low?: number; readonly high?: number },
): Tensor {
  checkDraw("uniform", shape, options, ["low", "high"]);
  const { low = 0, high = 1, dtype = "float32" } = options;
  return scope(() => {
    const unit = draw("uniform", shape, options);
    if (low === 0 && high === 1) return unit;
    const scaled = add(mul(unit, high - low), low);
    return low < high ? minimum(scaled, below(high, dtype)) : scaled;
  });
}

/**
 * Normal random numbers.
 *
 * @param options `rng`, `mean` (default 0), `std` (standard deviation, default 1), `dtype` (float32, the default, or float64)
 *   and `backend`.
 * @throws {DTypeError} If the dtype is not a float.
 */
export function normal(
  shape: Shape,
  options: RandomOptions & { readonly mean?: number; readonly std?: number },
): Tensor {
  checkDraw("normal", shape, options, ["mean", "std"]);
  const { mean = 0, std = 1 } = options;
  return scope(() => {
    const standard = draw("normal", shape, options);
    return mean === 0 && std === 1 ? standard : add(mul(standard, std), mean);
  });
}

/**
 * Random bools, each true with probability p.
 *
 * @param p In [0, 1].
 * @throws {RangeError} If p is outside [0, 1].
 */
export function bernoulli(shape: Shape, p: number, options: Omit<RandomOptions, "dtype">): Tensor {
  requireProbability("bernoulli", p);
  checkDraw("bernoulli", shape, options, []);
  return scope(() => lt(draw("uniform", shape, options), p));
}

/**
 * Random whole numbers in [low, high), int32.
 *
 * @throws {RangeError} If the range is empty, longer than 2^24 or outside of int32, or a bound is not a whole number.
 */
export function randomInt(
  shape: Shape,
  low: number,
  high: number,
  options: Omit<RandomOptions, "dtype">,
): Tensor {
  if (!isInt32(low) || !isInt32(high - 1) || high <= low || high - low > 2 ** 24) {
    throw new RangeError(
      `randomInt: needs whole numbers low < high at most 2^24 apart, within int32: got ${inWords(low)} and ` +
        `${inWords(high)}. Write randomInt(shape, low, high, { rng }).`,
    );
  }
  checkDraw("randomInt", shape, options, []);
  return scope(() => add(cast(floor(mul(draw("uniform", shape, options), high - low)), "int32"), low));
}
