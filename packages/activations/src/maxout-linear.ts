import { formatShape, linear, reshape, ShapeError, scope, type Tensor } from "@cambium/tensor";
import { largestPiece } from "./largest-piece.ts";

/**
 * Elementwise maximum of several linear maps. {@link MaxoutLinear} is the layer that holds their weights.
 *
 * y = max over k of (x·weight[k]ᵀ + bias[k])
 *
 * Equal maxima share the gradient evenly.
 *
 * @param x […, in].
 * @param weight [pieces, out, in].
 * @param bias [pieces, out]. Default: none.
 * @returns […, out].
 * @throws {ShapeError} If shapes do not fit.
 * @throws {DTypeError} If types differ or are not floats.
 * @see Goodfellow et al.: Maxout networks (2013), §3.
 */
export function maxoutLinear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const [pieces, out, inputs] = weight.shape;
  if (pieces === undefined || out === undefined || inputs === undefined || weight.rank !== 3 || pieces < 1) {
    throw misshapen("weight", "[pieces, out, in] with at least one piece", weight);
  }
  if (bias && (bias.rank !== 2 || bias.shape[0] !== pieces || bias.shape[1] !== out)) {
    throw misshapen("bias", formatShape([pieces, out]), bias);
  }
  return scope(() => {
    const rows = pieces * out;
    const y = linear(x, reshape(weight, [rows, inputs]), { bias: bias && reshape(bias, [rows]) });
    return largestPiece(reshape(y, [...x.shape.slice(0, -1), pieces, out]), -2);
  });
}

function misshapen(what: string, wanted: string, found: Tensor): ShapeError {
  return new ShapeError(
    `maxoutLinear: ${what} must have shape ${wanted}: got ${formatShape(found.shape)}. Reshape it.`,
  );
}
