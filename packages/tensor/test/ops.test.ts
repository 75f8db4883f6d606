import { grad } from "@cambium/autograd";
import {
  alias,
  all,
  any,
  arange,
  argmax,
  avgPool2d,
  type Backend,
  cast,
  contiguous,
  conv2d,
  type DType,
  einsum,
  expand,
  flatten,
  isInf,
  // biome-ignore lint/suspicious/noShadowRestrictedNames: the name of the op in the field.
  isNaN,
  logicalAnd,
  logSoftmax,
  logsumexp,
  max,
  maxPool2d,
  mean,
  norm,
  ones,
  pow,
  prod,
  Rng,
  randomInt,
  reshape,
  scatterAdd,
  slice,
  softmax,
  split,
  squeeze,
  std,
  sum,
  type Tensor,
  tensor,
  topK,
  transpose,
  uniform,
  unsqueeze,
  variance,
  where,
  zeros,
} from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";

expect.extend({ toBeClose });

const float64 = { dtype: "float64" } as const;
const x = reshape(arange(0, 6), [2, 3]);

describe("shapes", () => {
  test("views share memory; copies are made only where memory is not dense", () => {
    for (const view of [
      transpose(x),
      flatten(x),
      slice(x, [null, 1]),
      expand(unsqueeze(x, 0), [4, 2, 3]),
      alias(x),
    ])
      expect(view.view.storage).toBe(x.view.storage);
    expect(contiguous(x)).toBe(x);
    const copy = contiguous(transpose(x));
    expect(copy.view.storage).not.toBe(x.view.storage);
    expect(copy.toArray()).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(reshape(transpose(x), [6]).toArray()).toEqual([0, 3, 1, 4, 2, 5]);
  });

  test("a shape given is copied", () => {
    const shape = [3, 2];
    const reshaped = reshape(x, shape);
    shape[0] = 6;
    expect(reshaped.shape).toEqual([3, 2]);
  });

  test("sizes of 1 come and go", () => {
    expect(unsqueeze(x, -1).shape).toEqual([2, 3, 1]);
    expect(squeeze(zeros([1, 2, 1])).shape).toEqual([2]);
    expect(squeeze(zeros([1, 2, 1]), -1).shape).toEqual([1, 2]);
    expect(flatten(zeros([2, 3, 4]), 1).shape).toEqual([2, 12]);
    expect(flatten(tensor(5)).shape).toEqual([1]);
  });

  test("split gives views of equal or of given sizes", () => {
    expect(split(x, 2, 1).map((part) => part.toArray())).toEqual([
      [
        [0, 1],
        [3, 4],
      ],
      [[2], [5]],
    ]);
    expect(split(x, [0, 3], 1).map((part) => part.shape)).toEqual([
      [2, 0],
      [2, 3],
    ]);
  });

  test("a place takes its dimension away, a range keeps it", () => {
    expect(slice(x, [1]).toArray()).toEqual([3, 4, 5]);
    expect(slice(x, [-1, [null, null, 2]]).toArray()).toEqual([3, 5]);
    expect(slice(x, [1, 2]).item()).toBe(5);
  });
});

describe("reductions", () => {
  test("any and all", () => {
    const flags = tensor([
      [true, false],
      [true, true],
    ]);
    expect([any(flags).item(), all(flags).item()]).toEqual([1, 0]);
    expect(all(flags, 1).toArray()).toEqual([false, true]);
    expect(any(tensor([0, 2]), undefined, { keepDim: true }).toArray()).toEqual([true]);
    expect([any(zeros([0])).toArray(), all(zeros([0])).toArray()]).toEqual([false, true]);
  });

  test("over nothing, in every type", () => {
    const empty = (dtype: "int32" | "float32" | "bool") => zeros([0], { dtype });
    expect([sum(empty("int32")).item(), prod(empty("float32")).item()]).toEqual([0, 1]);
    expect([logsumexp(empty("float32")).item(), mean(empty("float32")).item()]).toEqual([
      -Infinity,
      Number.NaN,
    ]);
    expect([norm(empty("float32")).item(), norm(empty("float32"), 0, { order: 1 }).item()]).toEqual([0, 0]);
  });

  test("bools are counted as int32, ints wrap", () => {
    const count = sum(tensor([true, true, false]));
    expect([count.dtype, count.item()]).toEqual(["int32", 2]);
    expect(sum(tensor([2147483647, 1], { dtype: "int32" })).item()).toBe(-2147483648);
    expect(prod(tensor([65537, 65537], { dtype: "int32" })).item()).toBe(131073);
  });

  test("a product's gradient is exact where elements are zero", () => {
    const slope = (values: number[]) => grad((at: Tensor) => prod(at))(tensor(values, float64));
    expect(slope([2, 0, 3])).toBeClose([0, 6, 0]);
    expect(slope([0, 0, 3])).toBeClose([0, 0, 0]);
  });

  test("equal extrema share the gradient", () => {
    expect(grad((at: Tensor) => max(at))(tensor([1, 3, 3, 3], float64))).toBeClose([0, 1 / 3, 1 / 3, 1 / 3]);
    expect(argmax(tensor([1, 3, 3])).item()).toBe(1);
  });

  test("a count that float32 does not hold is not rounded before it divides", () => {
    const n = 2 ** 24 + 1;
    const data = new Float32Array(n);
    data[0] = 2 ** 24 - 1;
    const x = tensor(data);
    expect(mean(x).item()).toBe(Math.fround((2 ** 24 - 1) / n));
    expect(mean(expand(tensor([1]), [n])).item()).toBe(1);
    // Σ (x − mean)² = (2²⁴ − 1)² − n·mean², and n − 1 = 2²⁴
    const exact = ((2 ** 24 - 1) ** 2 - (2 ** 24 - 1) ** 2 / n) / n;
    expect(variance(x, undefined, { correction: 0 }).item() / exact).toBeCloseTo(1, 6);
    expect(grad((at: Tensor) => mean(at))(x).dataSync()[5]).toBe(Math.fround(1 / n));
    x.dispose();
  });

  test("a mean of ones is 1, for any number of them", () => {
    for (let n = 1; n < 200; n++) expect(mean(ones([n])).item()).toBe(1);
    expect(avgPool2d(ones([1, 1, 7, 7]), 7).item()).toBe(1);
  });

  test("the standard deviation of a constant has gradient 0", () => {
    expect(grad((at: Tensor) => std(at))(tensor([2, 2, 2], float64)).toArray()).toEqual([0, 0, 0]);
    const rows = tensor(
      [
        [2, 2],
        [1, 3],
      ],
      float64,
    );
    expect(grad((at: Tensor) => sum(std(at, 1)))(rows)).toBeClose([
      [0, 0],
      [-Math.SQRT1_2, Math.SQRT1_2],
    ]);
  });

  test("logSoftmax keeps float32 precision far from 0", () => {
    expect(logSoftmax(tensor([1000, 1000.5]))).toBeClose([-0.9740769841801067, -0.4740769841801067], {
      rtol: 1e-6,
    });
  });
});

describe("others", () => {
  test("NaN and infinity are told apart", () => {
    const odd = tensor([1, Number.NaN, Infinity, -Infinity]);
    expect(isNaN(odd).toArray()).toEqual([false, true, false, false]);
    expect(isInf(odd).toArray()).toEqual([false, false, true, true]);
    expect(logicalAnd(odd, 2).toArray()).toEqual([true, true, true, true]);
  });

  test("casts: to int towards zero, to bool what is not 0; gradients pass between floats", () => {
    expect(cast(tensor([1.9, -1.9, Number.NaN]), "int32").toArray()).toEqual([1, -1, 0]);
    expect(cast(tensor([0, -0, 0.1, Number.NaN]), "bool").toArray()).toEqual([false, false, true, true]);
    expect(cast(x, "int32")).toBe(x);
    const slope = grad((at: Tensor) => sum(cast(cast(at, "float32"), "float64")))(tensor([1, 2], float64));
    expect([slope.dtype, slope.toArray()]).toEqual(["float64", [1, 1]]);
  });

  test("einsum repeats sizes of 1", () => {
    expect(
      einsum(
        "ij,ij->i",
        tensor([[2]]),
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ).toArray(),
    ).toEqual([6, 14]);
  });

  test("einsum sums over what an ellipsis stands for, unless the result has it", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(einsum("...->", x).item()).toBe(10);
    expect(einsum("i...->i", x).toArray()).toEqual([3, 7]);
  });

  test("a scalar has dimensions 0 and -1 for reductions and softmax", () => {
    const x = tensor(3);
    expect([sum(x, 0).item(), mean(x, [-1], { keepDim: true }).shape]).toEqual([3, []]);
    expect([argmax(x, 0).item(), softmax(x).item(), logSoftmax(x, 0).item()]).toEqual([0, 1, 0]);
  });

  test("scatterAdd uses the part of src that has an index", () => {
    const index = tensor([[2, 0]], { dtype: "int32" });
    const src = tensor([
      [1, 2, 9],
      [9, 9, 9],
    ]);
    expect(scatterAdd(zeros([3, 3]), 0, index, src).toArray()).toEqual([
      [0, 2, 0],
      [0, 0, 0],
      [1, 0, 0],
    ]);
  });

  test("a diagonal is of its own places alone", () => {
    const odd = tensor([
      [1, Infinity],
      [Number.NaN, 2],
    ]);
    expect(einsum("ii->i", odd).toArray()).toEqual([1, 2]);
    expect(einsum("ii", odd).item()).toBe(3);
    expect(grad((at: Tensor) => einsum("ii,i", at, tensor([3, 4])))(odd).toArray()).toEqual([
      [3, 0],
      [0, 4],
    ]);
  });

  test("the condition of a choice has no part in its type", () => {
    const whole = tensor([5, 6], { dtype: "int32" });
    const typeOf = (condition: DType, a: Tensor) => where(ones([2], { dtype: condition }), a, 1).dtype;
    expect([typeOf("float32", whole), typeOf("float64", whole)]).toEqual(["int32", "int32"]);
    expect(typeOf("float64", ones([2]))).toBe("float32");
    expect(where(tensor([0, Number.NaN]), whole, -1).toArray()).toEqual([-1, 6]);
  });

  test("powers of ints wrap; negative exponents round towards zero", () => {
    const power = (a: number, b: number) => pow(tensor([a], { dtype: "int32" }), b).item();
    expect(power(3, 41)).toBe(Number(BigInt.asIntN(32, 3n ** 41n)));
    expect(power(-7, 25)).toBe(Number(BigInt.asIntN(32, (-7n) ** 25n)));
    expect([power(2, 31), power(2, 32), power(0, 0)]).toEqual([-(2 ** 31), 0, 1]);
    expect([power(2, -1), power(0, -1), power(1, -5), power(-1, -5), power(-1, -4)]).toEqual([
      0, 0, 1, -1, 1,
    ]);
  });

  test("windows may start beyond the image where they are not rounded up", () => {
    const spread = conv2d(ones([1, 1, 3, 3]), ones([1, 1, 1, 1]), { padding: 1 });
    expect(spread.shape).toEqual([1, 1, 5, 5]);
    expect(sum(spread).item()).toBe(9);
  });

  test("a pair given is copied", () => {
    const stride: [number, number] = [1, 1];
    const slope = grad((at: Tensor) => {
      const y = sum(conv2d(at, ones([1, 1, 2, 2], float64), { stride }));
      stride[0] = 2;
      return y;
    });
    expect(slope(ones([1, 1, 3, 2], float64))).toBeClose([
      [
        [
          [1, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    ]);
  });

  test.each(["fused", "composed"])("windows of max pooling that see −∞ or nothing: %s", (how) => {
    const { fused, ...composed } = createReferenceBackend();
    const backend = how === "fused" ? { ...composed, fused: fused! } : composed;
    const image = tensor([-Infinity, -Infinity, -Infinity, 1], { ...float64, shape: [1, 1, 2, 2], backend });
    const slope = (pool: (at: Tensor) => Tensor) => grad((at: Tensor) => sum(pool(at)))(image).toArray();
    const padded = (at: Tensor) => maxPool2d(at, 2, { padding: 1 });
    expect(padded(image).toArray()).toEqual([
      [
        [
          [-Infinity, -Infinity],
          [-Infinity, 1],
        ],
      ],
    ]);
    expect(slope(padded)).toEqual([
      [
        [
          [1, 1],
          [1, 1],
        ],
      ],
    ]);
    const missing = (at: Tensor) =>
      maxPool2d(slice(at, [null, null, [1], [1]]), 2, { padding: 1, dilation: 2 });
    expect(missing(image).item()).toBe(-Infinity);
    expect(slope(missing)).toEqual([
      [
        [
          [0, 0],
          [0, 0],
        ],
      ],
    ]);
  });

  test("max pooling sends the gradient to the first of equals, never to the padding", () => {
    const slope = (fill: number) =>
      grad((at: Tensor) => sum(maxPool2d(at, 2, { stride: 1, padding: 1 })))(
        tensor(
          [
            [
              [
                [fill, fill],
                [fill, fill],
              ],
            ],
          ],
          float64,
        ),
      );
    expect(slope(0)).toBeClose([
      [
        [
          [4, 2],
          [2, 1],
        ],
      ],
    ]);
    expect(slope(-5)).toBeClose([
      [
        [
          [4, 2],
          [2, 1],
        ],
      ],
    ]);
  });

  test("topK takes the first of equals", () => {
    const { values, indices } = topK(tensor([1, 5, 5, 2]), 2);
    expect([values.toArray(), indices.toArray()]).toEqual([
      [5, 5],
      [1, 2],
    ]);
  });

  test.each([
    ["float32", 2 ** -24],
    ["float64", 2 ** -53],
  ] as const)("uniform numbers stay below their bound when scaling rounds up: %s", (dtype, gap) => {
    const largest = dtype === "float32" ? Float32Array.of(1 - gap) : Float64Array.of(1 - gap);
    const reference = createReferenceBackend();
    const backend: Backend = {
      ...reference,
      random: (_, __, out) => reference.write(out.storage, largest, 0),
    };
    const draw = (low: number, high: number) =>
      uniform([1], { rng: new Rng(1), dtype, backend, low, high }).item();
    expect([draw(1, 2), draw(-2, -1)]).toEqual([2 - 2 * gap, -1 - 2 * gap]);
    for (const high of [0, 0.1, 3, 1e-30, 1e6]) {
      expect(draw(-5, high)).toBeLessThan(high);
      expect(draw(high - 1, high)).toBeLessThan(high);
    }
  });

  test("randomInt reaches every number of its range and no other", () => {
    const drawn = new Set(randomInt([500], -2, 3, { rng: new Rng(9) }).dataSync());
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });
});
