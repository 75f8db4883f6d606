import { requireTensor } from "../checks/require-tensor.ts";
import { kindOf } from "../dtype.ts";
import { DTypeError, ShapeError } from "../errors.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { scope } from "../scope.ts";
import { broadcastShapes, formatShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { expandView, isDense, type View } from "../view.ts";
import { sumTo } from "./expand.ts";
import { matrixTranspose, reshape } from "./view-ops.ts";

const matmulOp: KernelOp = {
  name: "matmul",
  infer: ([a, b]) => {
    const plain = a!.rank + b!.rank === 4;
    const batch = plain ? [] : broadcastShapes("matmul", a!.shape.slice(0, -2), b!.shape.slice(0, -2));
    return [{ shape: [...batch, a!.shape.at(-2)!, b!.shape.at(-1)!], dtype: a!.dtype }];
  },
  kernel: (backend, [a, b], _, [out]) => {
    const batch = out!.shape.slice(0, -2);
    const spread = (x: View): View =>
      batch.length > 0 ? expandView(x, [...batch, ...x.shape.slice(-2)]) : x;
    backend.matmul(spread(a!), spread(b!), out!);
  },
  vjp: ({ inputs: [a, b] }, [g], [needsA, needsB]) => [
    g && needsA ? sumTo(product(g, matrixTranspose(b!)), a!.shape) : undefined,
    g && needsB ? sumTo(product(matrixTranspose(a!), g), b!.shape) : undefined,
  ],
  multiplyAdds: ({ inputs: [a], outputs: [out] }) => out!.size * a!.shape.at(-1)!,
};

/** Product of two tensors of at least two dimensions. A batch of matrices times one matrix is computed as one tall product. */
function product(a: Tensor, b: Tensor): Tensor {
  if (a.rank === 2 || b.rank > 2 || !isDense(a.view)) return runOp1(matmulOp, [a, b], undefined);
  const rows = a.shape.slice(0, -1);
  return scope(() => {
    const tall = reshape(a, [sizeOf(rows), b.shape[0]!]);
    return reshape(runOp1(matmulOp, [tall, b], undefined), [...rows, b.shape[1]!]);
  });
}

function check(a: Tensor, b: Tensor): void {
  requireTensor("matmul", a, "the left operand");
  requireTensor("matmul", b, "the right operand");
  if (a.dtype !== b.dtype || kindOf[a.dtype] !== "float") {
    throw new DTypeError(
      `matmul: needs two tensors of one float type: got ${a.dtype} and ${b.dtype}. Cast them: cast(x, "float32").`,
    );
  }
  if (a.rank === 0 || b.rank === 0) {
    throw new ShapeError(
      `matmul: a scalar is no matrix: left ${formatShape(a.shape)}, right ${formatShape(b.shape)}. Use mul to scale a tensor.`,
    );
  }
  const inner = b.shape.at(b.rank === 1 ? 0 : -2)!;
  if (a.shape.at(-1) === inner) return;
  throw new ShapeError(
    `matmul: inner sizes differ: left ${formatShape(a.shape)} has ${a.shape.at(-1)} columns, ` +
      `right ${formatShape(b.shape)} has ${inner} rows. Transpose one of them?`,
  );
}

/**
 * Matrix product: out[…, i, j] = Σₖ a[…, i, k]·b[…, k, j].
 *
 * Dimensions before the last two are batches and broadcast. A one-dimensional left operand is treated as a row and a
 * right operand as a column; the result does not have that dimension. Two vectors give their dot product, a scalar.
 *
 * @param a […, M, K] or [K], float32 or float64.
 * @param b […, K, N] or [K], of the same type.
 * @returns […, M, N].
 * @throws {ShapeError} If inner sizes differ, batches do not broadcast, or an operand is a scalar.
 * @throws {DTypeError} If types differ or are not floats.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  check(a, b);
  return a.rank > 1 && b.rank > 1 ? product(a, b) : scope(() => productWithVector(a, b));
}

/** Turns vectors into matrices of one row or column, and drops it from the result. */
function productWithVector(a: Tensor, b: Tensor): Tensor {
  const left = a.rank === 1 ? reshape(a, [1, a.size]) : a;
  const right = b.rank === 1 ? reshape(b, [b.size, 1]) : b;
  const full = product(left, right);
  const kept = full.shape.slice(0, a.rank === 1 ? -2 : -1);
  return reshape(full, b.rank === 1 ? kept : [...kept, full.shape.at(-1)!]);
}
