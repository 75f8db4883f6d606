import type { Window2d } from "../backend.ts";
import { inWords } from "../checks/in-words.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { zerosLike } from "../create.ts";
import { promote } from "../dtype.ts";
import { ShapeError } from "../errors.ts";
import { type KernelOp, runOp1 } from "../op.ts";
import { emit, isRecorded, type Op, unrecorded } from "../recorder.ts";
import { scope } from "../scope.ts";
import { checkShape, formatShape, normalizeAxis, requireList, type Shape, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { cast } from "./cast.ts";
import { type Range, slice } from "./slice.ts";
import { unsqueeze } from "./view-ops.ts";

/** Ranges that select [from, to) of one dimension and all of the dimensions before it. */
function along(axis: number, from: number, to: number): Range[] {
  return [...new Array<null>(axis).fill(null), [from, to]];
}

/** Window on a single position. */
const singlePlace: Window2d = { kernel: [1, 1], stride: [1, 1], padding: [0, 0], dilation: [1, 1] };

const concatOp: KernelOp<number> = {
  name: "concat",
  infer: (inputs, axis) => {
    const size = inputs.reduce((sum, input) => sum + input.shape[axis]!, 0);
    return [{ shape: inputs[0]!.shape.with(axis, size), dtype: inputs[0]!.dtype }];
  },
  kernel: (backend, inputs, axis, [out]) => {
    let { offset } = out!;
    for (const input of inputs) {
      backend.copy(input, { ...out!, offset, shape: input.shape });
      offset += input.shape[axis]! * out!.strides[axis]!;
    }
  },
  vjp: ({ inputs, attributes: axis }, [g], needed) => {
    let start = 0;
    return inputs.map((input, i) => {
      const from = start;
      start += input.shape[axis]!;
      return g && needed[i] ? slice(g, along(axis, from, start)) : undefined;
    });
  },
  window: ({ inputs: [x], attributes: axis }) => (axis < x!.rank - 2 ? singlePlace : undefined),
};

function checkJoinable(op: string, shapes: readonly Shape[], axis: number): void {
  const wanted = shapes[0]!.with(axis, 0);
  const odd = shapes.findIndex(
    (shape) => shape.length !== wanted.length || !sameShape(shape.with(axis, 0), wanted),
  );
  if (odd < 0) return;
  throw new ShapeError(
    `${op}: tensor ${odd} has shape ${formatShape(shapes[odd]!)}, tensor 0 has ${formatShape(shapes[0]!)}. ` +
      `All sizes but that of dimension ${axis} must be equal.`,
  );
}

function requireSome(op: string, tensors: readonly Tensor[]): void {
  requireList(op, "tensors", tensors, "[a, b]");
  if (tensors.length === 0) throw new ShapeError(`${op}: no tensors given. Pass at least one.`);
  for (const [i, x] of tensors.entries()) requireTensor(op, x, `tensor ${i}`);
}

/** Tensors converted to their promoted type. */
function promoted(tensors: readonly Tensor[]): Tensor[] {
  const dtype = tensors.map((x) => x.dtype).reduce(promote);
  return tensors.map((x) => cast(x, dtype));
}

/**
 * Joins tensors along an existing dimension. Types are promoted.
 *
 * @param dim Default: 0.
 * @throws {ShapeError} If the sizes of other dimensions differ or there are no tensors.
 */
export function concat(tensors: readonly Tensor[], dim = 0): Tensor {
  requireSome("concat", tensors);
  const axis = normalizeAxis("concat", dim, tensors[0]!.rank);
  checkJoinable(
    "concat",
    tensors.map((x) => x.shape),
    axis,
  );
  return scope(() => runOp1(concatOp, promoted(tensors), axis));
}

/**
 * Joins tensors of equal shape along a new dimension. Types are promoted.
 *
 * @param dim Position of the new dimension. Default: 0.
 * @throws {ShapeError} If shapes differ or there are no tensors.
 */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  requireSome("stack", tensors);
  const axis = normalizeAxis("stack", dim, tensors[0]!.rank + 1);
  const odd = tensors.findIndex((x) => !sameShape(x.shape, tensors[0]!.shape));
  if (odd >= 0) {
    throw new ShapeError(
      `stack: tensor ${odd} has shape ${formatShape(tensors[odd]!.shape)}, tensor 0 has ` +
        `${formatShape(tensors[0]!.shape)}. All shapes must be equal; use concat to join along an existing dimension.`,
    );
  }
  return scope(() =>
    concat(
      tensors.map((x) => unsqueeze(x, axis)),
      axis,
    ),
  );
}

/**
 * A single op with all parts as its results, so that their gradients are joined once. With one slice for each part,
 * every gradient would be embedded in a tensor of zeros of the full size.
 */
const splitOp: Op<number> = {
  name: "split",
  vjp: ({ outputs, attributes: axis }, cotangents) => [
    scope(() =>
      concat(
        outputs.map((part, i) => cotangents[i] ?? zerosLike(part)),
        axis,
      ),
    ),
  ],
};

/**
 * Splits a tensor along a dimension into views.
 *
 * @param sizes Size of every part (the last may be smaller), or an array of the sizes of all parts.
 * @param dim Default: 0.
 * @throws {RangeError} If a single size is not a whole number of at least 1.
 * @throws {ShapeError} If sizes are not whole numbers or do not add up to the size of the dimension.
 */
export function split(x: Tensor, sizes: number | readonly number[], dim = 0): Tensor[] {
  requireTensor("split", x);
  const axis = normalizeAxis("split", dim, x.rank);
  const size = x.shape[axis]!;
  const parts = typeof sizes === "number" ? equalParts(size, sizes) : sizes;
  checkShape("split", parts);
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total !== size) {
    throw new ShapeError(
      `split: sizes ${formatShape(parts)} add up to ${total}, but dimension ${axis} has size ${size}.`,
    );
  }
  const outputs = unrecorded(() => slices(x, axis, parts));
  if (isRecorded()) emit({ op: splitOp, inputs: [x], attributes: axis, outputs });
  return outputs;
}

function slices(x: Tensor, axis: number, sizes: readonly number[]): Tensor[] {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return slice(x, along(axis, start - size, start));
  });
}

function equalParts(size: number, part: number): number[] {
  if (!Number.isInteger(part) || part < 1) {
    throw new RangeError(
      `split: the size of a part must be a whole number of at least 1: got ${inWords(part)}.`,
    );
  }
  return Array.from({ length: Math.ceil(size / part) }, (_, i) => Math.min(part, size - i * part));
}
