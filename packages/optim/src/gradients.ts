import { BackendError, DTypeError, formatShape, ShapeError, sameShape, Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import type { Tensors } from "./rule.ts";

const advice = "Differentiate with respect to the same parameters: valueAndGrad(parameters(model), …).";

/**
 * Checks that every parameter has a matching gradient, and that there are no other gradients.
 *
 * @param names The names of `params`.
 * @throws {TypeError} If there are no gradients at all.
 * @throws {RangeError} If one is missing or belongs to no parameter.
 * @throws {ShapeError | DTypeError | BackendError | DisposedError} If one does not match its parameter, or cannot be used.
 */
export function checkGradients(params: Tensors, names: readonly string[], grads: Tensors): void {
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const grad = grads?.[name];
    if (!(grad instanceof Tensor)) throw missing(names, grads);
    checkGradient(name, params[name]!, grad);
  }
  if (Object.keys(grads).length !== names.length) throw unexpected(names, grads);
}

function checkGradient(name: string, param: Tensor, grad: Tensor): void {
  if (param.disposed) param.assertUsable(`Optimizer.step: parameter ${name}`);
  if (grad.disposed) grad.assertUsable(`Optimizer.step: gradient of ${name}`);
  if (!sameShape(param.shape, grad.shape)) {
    throw new ShapeError(differs(name, "shape", formatShape(grad.shape), formatShape(param.shape)));
  }
  if (param.dtype !== grad.dtype) throw new DTypeError(differs(name, "dtype", grad.dtype, param.dtype));
  if (param.backend !== grad.backend) {
    throw new BackendError(differs(name, "backend", grad.backend.name, param.backend.name));
  }
}

function differs(name: string, what: string, found: string, expected: string): string {
  return (
    `Optimizer.step: the gradient of ${name} has ${what} ${found}, the parameter ${expected}. ` +
    "Was the parameter replaced after the gradient was computed?"
  );
}

function missing(names: readonly string[], grads: Tensors): Error {
  if (typeof grads !== "object" || grads === null)
    return new TypeError(`Optimizer.step: expected gradients by name: got ${inWords(grads)}. ${advice}`);
  if (grads instanceof Promise) {
    throw new TypeError("Optimizer.step: expected gradients by name: got a promise. Await it first.");
  }
  const absent = names.filter((name) => !(grads[name] instanceof Tensor));
  return new RangeError(`Optimizer.step: no gradient for ${absent.join(", ")}. ${advice}`);
}

function unexpected(names: readonly string[], grads: Tensors): RangeError {
  const foreign = Object.keys(grads).filter((name) => !names.includes(name));
  return new RangeError(
    `Optimizer.step: gradients for ${foreign.join(", ")}, which it does not update. ${advice}`,
  );
}
