import { formatShape, type Shape, ShapeError, sizeOf, tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { checkMakerOptions } from "./drawing.ts";
import type { Initializer } from "./initializer.ts";

/** Options of {@link dirac}. */
export interface DiracOptions {
  /** Number of groups of the convolution; each preserves its own channels. Default: 1. */
  readonly groups?: number;
}

/**
 * Kernels of a convolution that preserves its input: each output copies one input channel, as far as there are outputs. This
 * needs stride 1 and padding by half the kernel.
 *
 * W[g·out/groups + c, c, middle…] = 1 for each group g and each c < min(out/groups, in), 0 elsewhere; the middle of a
 * kernel of size k is at ⌊k/2⌋
 *
 * @throws {RangeError} If `groups` is not a positive integer.
 * @throws {ShapeError} When used on a shape that is not [out, in, kernel…] with one to three kernel dimensions, or whose
 * outputs `groups` does not divide.
 * @see PyTorch, `torch.nn.init.dirac_`; Zagoruyko, Komodakis: DiracNets (2017).
 * @example
 * new Conv2d(16, 16, 3, { rng, padding: 1, init: dirac() });
 */
export function dirac(options: DiracOptions = {}): Initializer {
  checkMakerOptions("dirac", options, ["groups"]);
  const { groups = 1 } = options;
  if (!Number.isInteger(groups) || groups < 1) {
    throw new RangeError(
      `dirac: groups must be a whole number of at least 1: got ${inWords(groups)}. Give those of the layer.`,
    );
  }
  return (shape, { rng: _, ...place }) => {
    requireKernels(shape, groups);
    return tensor(impulses(shape, groups), { dtype: "float32", ...place, shape });
  };
}

/** Elements of the kernels. */
function impulses(shape: Shape, groups: number): Float64Array<ArrayBuffer> {
  const [out, channels, ...kernel] = shape as [number, number, ...number[]];
  const places = sizeOf(kernel);
  const middle = kernel.reduce((place, size) => place * size + Math.floor(size / 2), 0);
  const data = new Float64Array(out * channels * places);
  const perGroup = out / groups;
  if (places === 0) return data;
  for (let row = 0; row < out; row++) {
    const channel = row % perGroup;
    if (channel < channels) data[(row * channels + channel) * places + middle] = 1;
  }
  return data;
}

function requireKernels(shape: Shape, groups: number): void {
  if (shape.length < 3 || shape.length > 5) {
    throw new ShapeError(
      `dirac: needs kernels [out, in, kernel…] of one to three dimensions: got ${formatShape(shape)}. For a matrix use identity.`,
    );
  }
  if (shape[0]! % groups === 0) return;
  throw new ShapeError(
    `dirac: ${groups} groups do not divide the ${shape[0]} outputs of ${formatShape(shape)}. Give the groups of the layer.`,
  );
}
