import { requireAtLeastZero } from "@cambium/tensor/checks";

/** Half a cosine from one number to another: (1 − f)·from + f·to, where f = (1 − cos(π·progress))/2. */
export function cosineBetween(from: number, to: number, progress: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * progress));
}

/** A straight line from one number to another. */
export function lineBetween(from: number, to: number, progress: number): number {
  return from + (to - from) * progress;
}

/**
 * Half a cosine from `initial` to `etaMin`, as a function of the progress.
 *
 * @throws {RangeError} If one of them is negative or not finite.
 */
export function cosineDecay(owner: string, initial: number, etaMin: number): (progress: number) => number {
  requireAtLeastZero(owner, "initial", initial);
  requireAtLeastZero(owner, "etaMin", etaMin);
  return (progress) => cosineBetween(initial, etaMin, progress);
}

/**
 * initial·γⁿ as a function of n, the number of times that the value was multiplied.
 *
 * @throws {RangeError} If `initial` or `gamma` is negative or not finite.
 */
export function powerDecay(owner: string, initial: number, gamma: number): (times: number) => number {
  requireAtLeastZero(owner, "initial", initial);
  requireAtLeastZero(owner, "gamma", gamma);
  return (times) => initial * gamma ** times;
}
