/**
 * Argument checks for packages that build on tensors: option names, numbers, counts, probabilities and random streams.
 * Every error names the function that was called, the value it got and what to write instead.
 *
 * @module checks
 */

export {
  checkOptions,
  type EveryName,
  type Lacking,
} from "./checks/check-options.ts";
export { createNames, randomNames } from "./checks/create-names.ts";
export { inWords } from "./checks/in-words.ts";
export { atLeastZero, between, decayRate, finite, type Range } from "./checks/range.ts";
export { requireBackend } from "./checks/require-backend.ts";
export { requireBoolean } from "./checks/require-boolean.ts";
export { requireFunction } from "./checks/require-function.ts";
export { bounds, requireCounts, requireInteger } from "./checks/require-integer.ts";
export {
  isIn,
  requireAboveZero,
  requireAtLeastZero,
  requireBetween,
  requireDecayRate,
  requireFinite,
  requireIn,
} from "./checks/require-number.ts";
export { requireOneOf } from "./checks/require-one-of.ts";
export { requireDropProbability, requireProbability } from "./checks/require-probability.ts";
export { requireRng } from "./checks/require-rng.ts";
export { requireTensor } from "./checks/require-tensor.ts";
export { normalizeAxes, normalizeAxis } from "./shape.ts";
