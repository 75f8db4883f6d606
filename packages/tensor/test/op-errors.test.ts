import {
  adaptiveAvgPool2d,
  argmax,
  avgPool2d,
  bernoulli,
  cast,
  concat,
  conv1d,
  conv2d,
  convTranspose2d,
  DTypeError,
  einsum,
  eq,
  expand,
  flatten,
  flip,
  gather,
  indexSelect,
  linear,
  matmul,
  max,
  maxPool2d,
  mean,
  min,
  norm,
  oneHot,
  pad,
  permute,
  Rng,
  randomInt,
  reshape,
  ShapeError,
  scatterAdd,
  slice,
  softmax,
  split,
  squeeze,
  stack,
  sum,
  tensor,
  tile,
  topK,
  uniform,
  zeros,
} from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { describe, expect, test } from "vitest";

const m = zeros([4, 2]);
const n = zeros([2, 2], { dtype: "int32" });
const image = zeros([1, 2, 5, 5]);
const filter = zeros([3, 2, 3, 3]);
const rng = new Rng(1);

type Row = [call: () => unknown, error: Error];
const shape = (call: () => unknown, text: string): Row => [call, new ShapeError(text)];
const range = (call: () => unknown, text: string): Row => [call, new RangeError(text)];
const dtype = (call: () => unknown, text: string): Row => [call, new DTypeError(text)];

const rows: Record<string, Row[]> = {
  products: [
    shape(
      () => matmul(m, m),
      "matmul: inner sizes differ: left [4, 2] has 2 columns, right [4, 2] has 4 rows. Transpose one of them?",
    ),
    shape(
      () => matmul(zeros([]), m),
      "matmul: a scalar is no matrix: left [], right [4, 2]. Use mul to scale a tensor.",
    ),
    shape(
      () => matmul(zeros([2, 1, 2]), zeros([3, 2, 1])),
      "matmul: shapes do not broadcast: [2] and [3] differ at dimension -1, where sizes are 2 and 3. " +
        "Sizes must be equal or 1; reshape or expand one of them.",
    ),
    dtype(
      () => matmul(n, n),
      'matmul: needs two tensors of one float type: got int32 and int32. Cast them: cast(x, "float32").',
    ),
    shape(
      () => linear(m, zeros([3, 4])),
      "linear: x [4, 2] must end in the second size of weight [3, 4], which is [out, in]. Flatten x, or transpose weight?",
    ),
    shape(() => linear(m, zeros([3, 2]), { bias: zeros([2]) }), "linear: bias must have shape [3]: got [2]."),
    shape(() => einsum("ij,jk->ik", m, m), 'einsum: "ij,jk->ik": "j" is 2 in one place and 4 in [4, 2].'),
    shape(() => einsum("ii->i", m), 'einsum: "ii->i": "i" is 4 in one place and 2 in [4, 2].'),
    shape(
      () => einsum("ij->ik", m),
      'einsum: "ij->ik": "k" of the result must occur in an operand, and once in the result.',
    ),
    shape(() => einsum("ijk", m), 'einsum: "ijk": "ijk" names 3 dimensions of an operand that has 2.'),
    shape(() => einsum("ij,jk", m), 'einsum: "ij,jk": it has 2 terms for 1 operands.'),
    shape(() => einsum("i.j", m), 'einsum: "i.j": "i.j" may hold letters and one "..." only.'),
  ],
  "reductions and types": [
    range(
      () => sum(m, 2),
      "sum: dimension 2 does not exist: the tensor has 2 dimensions. Use one in [-2, 1].",
    ),
    range(
      () => softmax(zeros([]), 1),
      "softmax: dimension 1 does not exist: the tensor has 1 dimension. Use one in [-1, 0].",
    ),
    range(
      () => sum(zeros([]), 1),
      "sum: dimension 1 does not exist: the tensor has 0 dimensions. A scalar has none.",
    ),
    range(
      () => argmax(zeros([]), -2),
      "argmax: dimension -2 does not exist: the tensor has 0 dimensions. A scalar has none.",
    ),
    range(() => sum(m, [0, -2]), "sum: dimension 0 is named twice: [0, -2]. Name each once."),
    dtype(() => mean(n), 'mean: needs a float tensor: got int32. Cast it: cast(x, "float32").'),
    shape(
      () => argmax(zeros([2, 0]), 1),
      "argmax: dimension 1 of [2, 0] is empty, so nothing is largest or smallest.",
    ),
    shape(
      () => max(zeros([2, 0]), 1),
      "max: dimensions [1] of [2, 0] are empty, so nothing is largest or smallest.",
    ),
    shape(() => min(zeros([0])), "min: dimensions [0] of [0] are empty, so nothing is largest or smallest."),
    shape(
      () => norm(zeros([2, 0]), 1, { order: Infinity }),
      "norm: order Infinity has no value over nothing: dimensions [1] of [2, 0]. Use another order, or leave empty tensors out.",
    ),
    range(
      () => norm(m, 0, { order: Number.NaN }),
      "norm: order must be a number: got NaN. The usual ones are 2, 1 and Infinity.",
    ),
  ],
  shapes: [
    shape(
      () => reshape(m, [3, 3]),
      "reshape: [4, 2] has 8 elements, which do not fill [3, 3]. " +
        "The product of the sizes must stay the same; one size may be -1.",
    ),
    shape(
      () => reshape(m, [3, -1]),
      "reshape: [4, 2] has 8 elements, which do not fill [3, -1]. " +
        "The product of the sizes must stay the same; one size may be -1.",
    ),
    range(() => flatten(m, 1, 0), "flatten: dimension 1 comes after dimension 0. Swap them."),
    shape(() => squeeze(m, 1), "squeeze: dimension 1 of [4, 2] has size 2, not 1."),
    range(() => permute(m, [0, 0]), "permute: [0, 0] must name each of the 2 dimensions of [4, 2] once."),
    range(
      () => flip(m, 5),
      "flip: dimension 5 does not exist: the tensor has 2 dimensions. Use one in [-2, 1].",
    ),
    shape(
      () => expand(m, [4, 3]),
      "expand: [4, 2] does not expand to [4, 3]. Only sizes of 1 can be repeated, and new dimensions come first.",
    ),
    shape(() => slice(m, [0, 0, 0]), "slice: 3 ranges for 2 dimensions of [4, 2]. Leave some out."),
    range(() => slice(m, [4]), "slice: place 4 is outside dimension 0 of size 4. Use one in [-4, 3]."),
    range(
      () => slice(m, [[0, 2, 0]]),
      "slice: the step must be a whole number of at least 1: got 0. Use flip to reverse.",
    ),
    range(() => slice(m, [[0.5, 2]]), "slice: places must be whole numbers: got 0.5. Round it."),
    shape(() => concat([]), "concat: no tensors given. Pass at least one."),
    shape(
      () => concat([m, zeros([4, 3])]),
      "concat: tensor 1 has shape [4, 3], tensor 0 has [4, 2]. All sizes but that of dimension 0 must be equal.",
    ),
    shape(
      () => stack([m, n]),
      "stack: tensor 1 has shape [2, 2], tensor 0 has [4, 2]. " +
        "All shapes must be equal; use concat to join along an existing dimension.",
    ),
    range(() => split(m, 0), "split: the size of a part must be a whole number of at least 1: got 0."),
    shape(() => split(m, [1, 2]), "split: sizes [1, 2] add up to 3, but dimension 0 has size 4."),
    shape(() => split(m, [1.5, 2.5]), "split: sizes must be whole numbers of at least 0: got [1.5, 2.5]."),
    shape(() => pad(m, [[1, 1]]), "pad: 1 pairs for 2 dimensions of [4, 2]. Give [before, after] for each."),
    range(
      () =>
        pad(
          m,
          [
            [0, 0],
            [2, 0],
          ],
          { mode: "reflect" },
        ),
      "pad: dimension 1 gets [2,0]: each must be a whole number of at least 0 and at most 1 for mode reflect and size 2.",
    ),
    range(() => tile(m, [-1]), "tile: repeats must be whole numbers of at least 0: got [-1]."),
  ],
  indexing: [
    dtype(
      () => gather(m, 0, m),
      'gather: indices must be int32: got float32. Cast them: cast(index, "int32").',
    ),
    shape(
      () => gather(m, 0, zeros([3], { dtype: "int32" })),
      "gather: index of shape [3] does not fit [4, 2]: it needs the same number of dimensions, and no larger sizes but in dimension 0.",
    ),
    range(
      () =>
        gather(
          m,
          0,
          tensor(
            [
              [0, 1],
              [2, 4],
            ],
            { dtype: "int32" },
          ),
        ),
      "gather: index 4 at position [1, 1] is outside [0, 4). Use indices from 0 to 3.",
    ),
    range(
      () => indexSelect(m, 1, tensor([0, -1], { dtype: "int32" })),
      "gather: index -1 at position 1 is outside [0, 2). Use indices from 0 to 1.",
    ),
    shape(
      () => indexSelect(m, 0, n),
      "indexSelect: the index must have one dimension: got [2, 2]. Flatten it.",
    ),
    shape(
      () => scatterAdd(m, 0, n, zeros([4, 1])),
      "scatterAdd: src [4, 1] must be at least as large as index [2, 2] in every dimension. Repeat src, or take fewer indices.",
    ),
    dtype(() => scatterAdd(m, 0, n, n), "scatterAdd: x is float32 but src is int32. Cast one of them."),
    dtype(
      () => scatterAdd(eq(n, n), 0, n, eq(n, n)),
      "scatterAdd: bools do not add up. Cast x and src to int32.",
    ),
    range(
      () => scatterAdd(m, 0, tensor([[4, 0]], { dtype: "int32" }), zeros([1, 2])),
      "scatterAdd: index 4 at position 0 is outside [0, 4). Use indices from 0 to 3.",
    ),
    range(() => oneHot(n, 0), "oneHot: numClasses must be a whole number of at least 1: got 0."),
    range(() => topK(m, 3), "topK: k must be a whole number in [0, 2], the size of dimension -1: got 3."),
  ],
  images: [
    shape(
      () => conv2d(zeros([5, 5]), filter),
      "conv2d: needs images [N, C, H, W]: got [5, 5]. Use unsqueeze for a missing dimension.",
    ),
    shape(
      () => conv2d(zeros([1, 3, 5, 5]), filter),
      "conv2d: x [1, 3, 5, 5] has 3 channels, but weight [3, 2, 3, 3] with 1 group takes 2. Is x in N, C, H, W order?",
    ),
    range(
      () => conv2d(image, filter, { groups: 2 }),
      "conv2d: groups must be a whole number that divides the channels [2, 3]: got 2.",
    ),
    range(
      () => conv2d(image, filter, { stride: 0 }),
      "conv2d: stride must be a whole number of at least 1, or a pair of them: got [0, 0].",
    ),
    shape(
      () => conv2d(image, filter, { dilation: 3 }),
      "conv2d: the window is larger than the padded image: it spans 7 of 5 rows. Use a smaller kernel or more padding.",
    ),
    shape(
      () => conv2d(image, filter, { bias: zeros([2]) }),
      "conv2d: bias must have shape [3], one number a channel: got [2].",
    ),
    dtype(
      () => conv2d(image, cast(filter, "float64")),
      "conv2d: x is float32 but weight is float64. Cast one of them.",
    ),
    shape(
      () => conv1d(m, m),
      "conv1d: needs x [N, C, L] and weight [O, C/groups, k]: got [4, 2] and [4, 2].",
    ),
    shape(
      () => convTranspose2d(image, filter),
      "convTranspose2d: weight must be [C, O/groups, kH, kW] with C = 2, the channels of x: got [3, 2, 3, 3].",
    ),
    range(
      () => convTranspose2d(image, zeros([2, 3, 3, 3]), { outputPadding: 1 }),
      "convTranspose2d: outputPadding must be a whole number in [0, 1), less than stride or dilation: got 1.",
    ),
    range(
      () => maxPool2d(image, 2, { padding: 2 }),
      "maxPool2d: padding 2 is more than half of the kernel size 2. Use less padding.",
    ),
    range(
      () => avgPool2d(image, 0),
      "avgPool2d: kernel size must be a whole number of at least 1, or a pair of them: got [0, 0].",
    ),
    shape(
      () => adaptiveAvgPool2d(m, 1),
      "adaptiveAvgPool2d: needs images [N, C, H, W]: got [4, 2]. Use unsqueeze for a missing dimension.",
    ),
  ],
  draws: [
    range(() => bernoulli([2], 1.5, { rng }), "bernoulli: p must be a probability in [0, 1]: got 1.5."),
    range(
      () => randomInt([2], 3, 3, { rng }),
      "randomInt: needs whole numbers low < high at most 2^24 apart, within int32: got 3 and 3. Write randomInt(shape, low, high, { rng }).",
    ),
    dtype(
      () => uniform([2], { rng, dtype: "int32" }),
      "uniform: elements are floats: got dtype int32. Use randomInt or bernoulli, or cast the result.",
    ),
    shape(() => uniform([-1], { rng }), "uniform: sizes must be whole numbers of at least 0: got [-1]."),
  ],
};

for (const [group, errors] of Object.entries(rows)) {
  describe(group, () => {
    test.each(errors.map(([call, error]) => [error.message, call, error] as const))(
      "%s",
      (_, call, error) => {
        expect(call).toThrow(error);
      },
    );
  });
}

test("ops that fail leave no tensors behind", () => {
  const index = tensor([[0, 9]], { dtype: "int32" });
  expectNoLeak(() => expect(() => gather(m, 0, index)).toThrow(RangeError));
  const odd = zeros([1, 1]);
  expectNoLeak(() => expect(() => concat([m, odd])).toThrow(ShapeError));
});
