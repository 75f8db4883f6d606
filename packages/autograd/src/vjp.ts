import {
  alias,
  DisposedError,
  formatShape,
  onesLike,
  Resource,
  rejectPromise,
  ShapeError,
  sameShape,
  scope,
  type Tensor,
  withRecorder,
} from "@cambium/tensor";
import { gradientsOrZeros, requireFloats, requireFunction, requireScalar, requireTensor } from "./require.ts";
import { Tape } from "./tape.ts";

/** Result of a function, and its pullback. */
export interface Vjp {
  /** Result of the function, of any shape. It belongs to the scope around `vjp`, or to the caller. */
  readonly value: Tensor;
  /**
   * Returns the gradient of Σ value·cotangent with respect to each argument. It can be called again with other cotangents.
   *
   * @throws {ShapeError} If the cotangent's shape is not that of the value.
   * @throws {DisposedError} After `dispose`, or after the end of the scope that `vjp` ran in, unless the scope returned this.
   */
  pullback(cotangent: Tensor): Tensor[];
  /** Frees the tensors that `pullback` needs, but not the value. The end of a scope does the same. */
  dispose(): void;
}

/** Runs f on aliases of the arguments, so that uses of an argument inside f are told apart from uses outside. */
function record(
  f: (...args: Tensor[]) => Tensor,
  args: readonly Tensor[],
): { value: Tensor; own: Tensor[]; tape: Tape } {
  const own = args.map(alias);
  const tape = new Tape(own);
  try {
    const value = withRecorder(tape, () => {
      const result = f(...own);
      rejectPromise("vjp", result);
      requireTensor("vjp", result);
      // A tensor that f did not make still belongs to its owner.
      const madeHere = result.owner === own[0]?.owner && !own.includes(result);
      return madeHere ? result : alias(result);
    });
    requireFloats("vjp", [value]);
    return { value, own, tape };
  } catch (error) {
    tape.dispose();
    throw error;
  }
}

/**
 * Runs f and keeps what is needed to compute vector-Jacobian products of it.
 *
 * pullback(v)ᵢ = vᵀ·∂f/∂argumentsᵢ
 *
 * @param f A function of tensors with one result of any shape.
 * @param args Its arguments, floats.
 * @returns `value`, `pullback` and `dispose`. The tensors that `pullback` needs are freed by `dispose`, or by the scope around this
 *   call when it ends without returning them. Outside of every scope, call `dispose` when done.
 * @throws {DTypeError} If an argument or the result is not a float.
 * @throws {TypeError} If f is not a function, or returns a promise.
 * @example
 * const { value, pullback, dispose } = vjp((x) => tanh(x), x);
 * const [gradient] = pullback(onesLike(value));
 * dispose();
 */
export function vjp(f: (...args: Tensor[]) => Tensor, ...args: readonly Tensor[]): Vjp {
  requireFunction("vjp", f);
  requireFloats("vjp", args);
  let recorded: ReturnType<typeof record> | undefined;
  const value = scope(() => {
    recorded = record(f, args);
    return recorded.value;
  });
  const { own, tape } = recorded!;
  const resource = new Resource(tape);
  const pullback = (cotangent: Tensor): Tensor[] => {
    requireOpen(resource);
    requireFloats("vjp", [cotangent]);
    requireShapeOf(value, cotangent);
    return scope(() => gradientsOrZeros(tape.backward([value], [cotangent]), own));
  };
  return resource.heldBy({
    value,
    pullback: resource.heldBy(pullback),
    dispose: resource.heldBy(() => resource.dispose()),
  });
}

/** Checks that the tape has not ended. */
function requireOpen({ disposed }: Resource): void {
  if (!disposed) return;
  throw new DisposedError(
    "vjp: pullback after dispose() or the end of the scope that vjp ran in. Call it before, or return it from the scope.",
  );
}

function requireShapeOf(value: Tensor, cotangent: Tensor): void {
  if (sameShape(value.shape, cotangent.shape)) return;
  throw new ShapeError(
    `vjp: the cotangent has shape ${formatShape(cotangent.shape)}, the value ${formatShape(value.shape)}. Make them equal.`,
  );
}

/**
 * Returns the derivative of a scalar function, as a function.
 *
 * grad(f)(x, …) = ∂f/∂x
 *
 * Other arguments are treated as constants. Nest calls for higher orders: `grad(grad(f))` for a scalar x.
 *
 * @param f A function of tensors that returns a scalar.
 * @param argument Index of the argument to differentiate with respect to. Default: 0.
 * @throws {ShapeError | DTypeError} When called, if f does not return a float scalar, or the argument is not a float.
 * @throws {TypeError} If f is not a function. When called, if f returns a promise or the argument is not a tensor.
 * @example
 * const slope = grad((x) => sum(mul(x, x)))(tensor([1, 2])); // [2, 4]
 */
export function grad<A extends readonly Tensor[]>(
  f: (...args: A) => Tensor,
  argument = 0,
): (...args: A) => Tensor {
  requireFunction("grad", f);
  return (...args) => {
    requireFloats("grad", [args[argument]!]);
    return scope(() => {
      const along = (x: Tensor): Tensor => {
        const result = f(...(args.with(argument, x) as unknown as A));
        rejectPromise("grad", result);
        requireScalar("grad", result);
        return result;
      };
      const { value, pullback, dispose } = vjp(along, args[argument]!);
      try {
        return pullback(onesLike(value))[0]!;
      } finally {
        dispose();
      }
    });
  };
}
