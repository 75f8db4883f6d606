import { requireCounts } from "@cambium/tensor/checks";

/** Sizes of a convolution, by their names in messages. */
export interface ConvolutionSizes {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly groups: number;
  readonly [kernel: string]: number;
}

/**
 * Checks the sizes of a convolution.
 *
 * @throws {RangeError} If one is not a whole number of at least 1, or groups do not divide the channels.
 */
export function checkConvolution(layer: string, sizes: ConvolutionSizes): void {
  requireCounts(layer, sizes);
  const { inChannels, outChannels, groups } = sizes;
  if (inChannels % groups === 0 && outChannels % groups === 0) return;
  throw new RangeError(
    `${layer}: groups must divide the channels: ${groups} does not divide both ${inChannels} and ${outChannels}. ` +
      "Use a common divisor.",
  );
}
