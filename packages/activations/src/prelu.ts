import { elementwise, formatShape, reshape, ShapeError, scope, type Tensor } from "@cambium/tensor";

const rectified = /* @__PURE__ */ elementwise("prelu", (s, x, alpha) =>
  s.select(s.gt(x, 0), x, s.mul(alpha, x)),
);

/**
 * Leaky rectifier with a learned slope. {@link PReLU} is the layer that holds the slopes.
 *
 * prelu(x) = x where x > 0, α·x elsewhere
 *
 * Gradient α at 0.
 *
 * @param x [N, channels, …], or any shape if there is only one slope.
 * @param alpha Slopes: one, of shape [] or [1]; or one for each channel (dimension 1), of shape [channels].
 * @returns The shape of x.
 * @throws {ShapeError} If the number of slopes is neither 1 nor the number of channels.
 * @see He et al.: Delving deep into rectifiers (2015).
 */
export function prelu(x: Tensor, alpha: Tensor): Tensor {
  if (alpha.size === 1 && alpha.rank <= 1) return scope(() => rectified(x, reshape(alpha, [])));
  const channels = x.shape[1];
  if (alpha.rank !== 1 || alpha.size !== channels) throw misfit(x, alpha);
  const perChannel = [channels, ...new Array<number>(x.rank - 2).fill(1)];
  return scope(() => rectified(x, reshape(alpha, perChannel)));
}

function misfit(x: Tensor, alpha: Tensor): ShapeError {
  const channels = x.shape[1];
  const wanted = channels === undefined ? "[1]" : `[1] or [${channels}], one for each channel of dimension 1`;
  return new ShapeError(
    `prelu: slopes for x ${formatShape(x.shape)} must have shape ${wanted}: got ${formatShape(alpha.shape)}. ` +
      "Change the number of slopes.",
  );
}
