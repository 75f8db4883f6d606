import { checkNames } from "../checks/check-names.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { kindOf } from "../dtype.ts";
import { DTypeError, ShapeError } from "../errors.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { Program } from "../program/program.ts";
import { Scalars } from "../program/scalars.ts";
import { scope } from "../scope.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { expandView, type View } from "../view.ts";
import { matmul } from "./matmul.ts";
import { sum } from "./sum.ts";
import { reshape, transpose } from "./view-ops.ts";

function makeAddition(): Program {
  const s = new Scalars();
  const inputs = [s.input("float"), s.input("float")] as const;
  return new Program([s.add(...inputs)], inputs);
}

const addition: Program = /* @__PURE__ */ makeAddition();

/** Transposes a weight [N, K] to the right factor [K, N], as a view. */
function transposed(weight: View): View {
  const { shape, strides } = weight;
  return { ...weight, shape: [shape[1]!, shape[0]!], strides: [strides[1]!, strides[0]!] };
}

const linearOp: KernelOp = {
  name: "linear",
  infer: ([x, weight]) => [{ shape: [x!.shape[0]!, weight!.shape[0]!], dtype: x!.dtype }],
  kernel: (backend, [x, weight, bias], _, [out]) => {
    backend.matmul(x!, transposed(weight!), out!);
    if (bias) backend.map(addition, [out!, expandView(bias, out!.shape)], [], [out!]);
  },
  vjp: ({ inputs: [x, weight] }, [g], [needsX, needsWeight, needsBias]) => [
    g && needsX ? matmul(g, weight!) : undefined,
    g && needsWeight ? matmul(transpose(g), x!) : undefined,
    g && needsBias ? sum(g, 0) : undefined,
  ],
  multiplyAdds: ({ inputs: [x, weight] }) => x!.size * weight!.shape[0]!,
};

function check(x: Tensor, weight: Tensor, bias: Tensor | undefined): void {
  requireTensor("linear", x);
  requireTensor("linear", weight, "weight");
  if (bias !== undefined) requireTensor("linear", bias, "bias");
  const odd = [weight, bias].find((other) => other && other.dtype !== x.dtype);
  if (odd || kindOf[x.dtype] !== "float") {
    throw new DTypeError(
      `linear: needs tensors of one float type: got ${x.dtype} and ${(odd ?? x).dtype}. Cast them: cast(x, "float32").`,
    );
  }
  if (weight.rank !== 2 || x.rank === 0 || x.shape.at(-1) !== weight.shape[1]) {
    throw new ShapeError(
      `linear: x ${formatShape(x.shape)} must end in the second size of weight ${formatShape(weight.shape)}, which is ` +
        "[out, in]. Flatten x, or transpose weight?",
    );
  }
  if (bias && (bias.rank !== 1 || bias.size !== weight.shape[0])) {
    throw new ShapeError(
      `linear: bias must have shape [${weight.shape[0]}]: got ${formatShape(bias.shape)}.`,
    );
  }
}

/**
 * Linear map: y = x·Wᵀ + b.
 *
 * @param x […, in], float32 or float64.
 * @param weight [out, in].
 * @param options `bias`: [out]; default none.
 * @returns […, out].
 * @throws {ShapeError} If sizes do not fit.
 * @throws {DTypeError} If types differ or are not floats.
 */
export function linear(
  x: Tensor,
  weight: Tensor,
  options: { readonly bias?: Tensor | undefined } = {},
): Tensor {
  checkNames("linear", options, ["bias"]);
  const { bias } = options;
  check(x, weight, bias);
  const run = (rows: Tensor): Tensor =>
    runOp1(linearOp, bias ? [rows, weight, bias] : [rows, weight], undefined);
  if (x.rank === 2) return run(x);
  return scope(() => {
    const [outputs, inputs] = weight.shape as [number, number];
    const count = x.shape.slice(0, -1).reduce((n, size) => n * size, 1);
    return reshape(run(reshape(x, [count, inputs])), [...x.shape.slice(0, -1), outputs]);
  });
}
