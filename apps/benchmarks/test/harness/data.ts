/** Inputs of the workloads: the first `count` values of a stream, uniform in [low, high), by default [−1, 1). */
export function fill(seed: number, count: number, low = -1, high = 1): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, i) => low + (high - low) * unit(seed, i));
}

/** Classes in [0, classes), one for each of `count` examples. */
export function labels(seed: number, count: number, classes: number): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length: count }, (_, i) => Math.floor(classes * unit(seed, i)));
}

/** Scalar product of the values with stream 99. */
export function project(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * (2 * unit(99, i) - 1);
  return sum;
}

/** Number `i` of a stream, in [0, 1): the upper 24 bits of a 32-bit hash. */
function unit(seed: number, i: number): number {
  return (mixed(i + Math.imul(seed, 0x9e3779b1)) >>> 8) / 2 ** 24;
}

function mixed(word: number): number {
  const first = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  const second = Math.imul(first ^ (first >>> 15), 0x846ca68b);
  return second ^ (second >>> 16);
}
