import { alias, onesLike, rejectPromise, scope, type Tensor, withRecorder } from "@cambium/tensor";
import { gradientsOrZeros, requireFloats, requireFunction, requireScalar } from "./require.ts";
import { Tape } from "./tape.ts";
import { type Gradients, tensorsOf, type Variables } from "./variables.ts";

/** A loss and its gradients. The caller owns these tensors. */
export interface ValueAndGrad<V extends Variables> {
  /** Result of the function: a float scalar, shape []. */
  readonly value: Tensor;
  /** ∂value/∂variable under the name of each variable, with its shape; zeros if the value does not depend on it. */
  readonly grads: Gradients<V>;
}

/**
 * Runs a function and differentiates its result with respect to named variables that it uses.
 *
 * grads[name] = ∂f/∂variables[name]
 *
 * All tensors made meanwhile are freed, except for the value, the gradients and tensors that the function kept. Gradients are
 * computed with ordinary ops: nest calls for higher orders.
 *
 * @param variables Tensors or parameters by name, for example `parameters(model)`.
 * @param f Computes a scalar from them.
 * @returns `value`, the scalar, and `grads`, one gradient for each variable (zeros if f does not depend on it).
 * @throws {ShapeError | DTypeError} If f does not return a float scalar, or a variable is not a float.
 * @throws {TypeError} If a variable neither is nor holds a tensor, f is not a function, or f returns a promise.
 * @example
 * const { value, grads } = valueAndGrad(parameters(model), () => mse(model.forward(x), y));
 */
export function valueAndGrad<V extends Variables>(variables: V, f: () => Tensor): ValueAndGrad<V> {
  const tensors = tensorsOf("valueAndGrad", variables);
  requireFunction("valueAndGrad", f);
  const names = Object.keys(variables);
  requireFloats("valueAndGrad", tensors);
  const tape = new Tape(tensors);
  try {
    const [value, ...found] = scope(() => {
      const result = withRecorder(tape, f);
      rejectPromise("valueAndGrad", result);
      requireScalar("valueAndGrad", result);
      const seed = onesLike(result);
      // A tensor that f did not make still belongs to its owner: the caller gets a view of it.
      const own = result.owner === seed.owner ? result : alias(result);
      return [own, ...gradientsOrZeros(tape.unwind([result], [seed]), tensors)];
    });
    const grads: Record<string, Tensor> = {};
    for (let i = 0; i < names.length; i++) grads[names[i]!] = found[i]!;
    return { value: value!, grads: grads as Gradients<V> };
  } finally {
    tape.dispose();
  }
}
