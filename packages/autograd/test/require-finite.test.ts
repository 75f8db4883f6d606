import {
  add,
  type Backend,
  BackendError,
  div,
  exp,
  log,
  matmul,
  mean,
  mul,
  normal,
  Rng,
  reshape,
  softmax,
  sqrt,
  sum,
  type Tensor,
  tensor,
  where,
} from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import {
  checkpoint,
  NonFiniteError,
  type RequireFiniteOptions,
  requireFinite,
  requireFiniteAsync,
  valueAndGrad,
} from "../src/index.ts";

/** Error for a number that is not finite. */
function errorOf(value: number, options: Omit<RequireFiniteOptions, "step">): NonFiniteError {
  try {
    requireFinite(value, { step: 17, ...options });
  } catch (error) {
    if (error instanceof NonFiniteError) return error;
    throw error;
  }
  throw new Error("no error");
}

const advice = (op: string) =>
  `Lower the learning rate, clip gradients, or keep the inputs of ${op} where it is finite.`;
const blame =
  "If it is data, clean it; if it is a parameter, an earlier step broke it: lower the learning rate, or clip gradients.";

/** Ones, except for a 0 in row 3, column 2. */
const withZero = (): Tensor => tensor(Array.from({ length: 5 }, (_, i) => [1, 1, i === 3 ? 0 : 1, 1]));

test("a finite number costs nothing", () => {
  const compute = () => {
    throw new Error("computed again");
  };
  requireFinite(0.5, { step: 1, compute });
});

test("log of 0 is found as the origin of a NaN", () => {
  const x = withZero();
  const loss = () => sum(mul(log(x), sum(mul(x, 0))));
  const { message, step, op, value, input, name } = errorOf(loss().item(), { compute: loss });
  expect(message).toBe(
    "training: the loss is NaN at step 17: the first op whose result is not finite is log " +
      `(result of shape [5, 4], element [3, 2] is -Infinity; its input there is 0). ${advice("log")}`,
  );
  expect({ step, op, value, input, name }).toEqual({
    step: 17,
    op: "log",
    value: Number.NaN,
    input: undefined,
    name: "NonFiniteError",
  });
});

test("an overflow of exp, of a product with a number, and of a matrix product", () => {
  const x = tensor([1, 100]);
  expect(errorOf(Infinity, { compute: () => mean(exp(x)) }).message).toBe(
    "training: the loss is Infinity at step 17: the first op whose result is not finite is exp " +
      `(result of shape [2], element [1] is Infinity; its input there is 100). ${advice("exp")}`,
  );
  expect(errorOf(Infinity, { compute: () => sum(div(x, 0)) }).message).toContain(
    "(result of shape [2], element [0] is Infinity; its input there is 1, beside 0)",
  );
  const rows = tensor([[1], [2]]);
  expect(errorOf(Infinity, { compute: () => sum(div(rows, sum(mul(x, 0)))) }).message).toContain(
    "(result of shape [2, 1], element [0, 0] is Infinity; its inputs there are 1 and 0)",
  );
  const large = tensor([[1e30, 1e30]]);
  expect(errorOf(Infinity, { compute: () => matmul(large, reshape(large, [2, 1])) }).message).toContain(
    "first op whose result is not finite is matmul (result of shape [1, 1], element [0, 0] is Infinity; its inputs are finite)",
  );
});

test("data and parameters that were not finite are named", () => {
  const images = tensor([[1, Number.NaN]]);
  const weight = { value: tensor([[1], [Infinity]]) };
  const compute = () => sum(matmul(images, weight.value));
  const data = errorOf(Number.NaN, { compute, inputs: { images } });
  expect(data.message).toBe(
    `training: the loss is NaN at step 17: images was not finite before any op ran (of shape [1, 2], element [0, 1] is NaN). ${blame}`,
  );
  expect([data.input, data.op]).toEqual(["images", undefined]);
  const finite = tensor([[1, 2]]);
  const parameter = errorOf(Infinity, {
    compute: () => sum(matmul(finite, weight.value)),
    inputs: { finite, "hidden.weight": weight },
  });
  expect(parameter.message).toContain("hidden.weight was not finite before any op ran (of shape [2, 1]");
  expect(parameter.input).toBe("hidden.weight");
  expect(errorOf(Number.NaN, { compute }).message).toContain(
    "step 17: a tensor made by tensor, which no op of compute made, was not finite before any op ran",
  );
});

test("an intended infinity is not reported", () => {
  const mask = tensor([0, -Infinity]);
  const hidden = tensor([false, true]);
  const x = tensor([0, 1]);
  const compute = () => {
    const weights = softmax(add(where(hidden, -Infinity, x), mask));
    return sum(add(weights, log(x)));
  };
  expect(errorOf(-Infinity, { compute }).op).toBe("log");
});

test("a NaN that is only in the gradient", () => {
  const w = tensor([0, 4]);
  const loss = () => sum(sqrt(w));
  expect(loss().item()).toBe(2);
  const compute = () => valueAndGrad({ w }, loss).grads;
  expect(errorOf(Infinity, { compute, name: "gradient norm", inputs: { w } }).message).toBe(
    "training: the gradient norm is Infinity at step 17: the first op whose result is not finite is sqrtGradient " +
      `(result of shape [2], element [0] is Infinity; its inputs there are 0 and 1). ${advice("sqrtGradient")}`,
  );
});

test("a NaN inside a checkpoint", () => {
  const x = tensor([-1]);
  expect(errorOf(Number.NaN, { compute: () => sum(checkpoint((h) => sqrt(h), x)) }).op).toBe("checkpoint");
});

test("random streams are set back and restored", () => {
  const rng = new Rng(1);
  normal([5], { rng });
  const before = rng.state;
  const compute = () => sum(log(normal([3], { rng })));
  const value = compute().item();
  expect(value).toBeNaN();
  const after = rng.state;
  const wanted = normal([3], { rng: Rng.restore(before) }).dataSync();
  const first = wanted.findIndex((draw) => draw < 0);
  expect(errorOf(value, { compute, streams: [[rng, before]] }).message).toContain(
    `element [${first}] is NaN; its input there is ${Number(wanted[first]!.toPrecision(6))})`,
  );
  expect(rng.state).toEqual(after);
});

test("a finite number when it is computed again", () => {
  expect(errorOf(Number.NaN, { compute: () => tensor(1) }).message).toBe(
    "training: the loss is NaN at step 17, but finite when it is computed again. " +
      "Give compute the batch and the parameters of that step, and in streams the states before it.",
  );
});

test("requireFiniteAsync is for backends that read asynchronously", async () => {
  const { readSync: _, ...others } = createReferenceBackend();
  const backend: Backend = others;
  const x = tensor([1, 0], { backend });
  const options = { step: 3, compute: () => sum(log(x)) };
  expect(() => requireFinite(-Infinity, options)).toThrow(
    new BackendError(
      "requireFinite: backend reference reads asynchronously only. Use await requireFiniteAsync(…).",
    ),
  );
  await expect(requireFiniteAsync(-Infinity, options)).rejects.toThrow(
    "training: the loss is -Infinity at step 3: the first op whose result is not finite is log " +
      "(result of shape [2], element [1] is -Infinity; its input there is 0).",
  );
  await requireFiniteAsync(1, options);
});

test("frees all memory, also when compute fails", () => {
  const x = withZero();
  const broken = () => {
    log(x);
    throw new Error("broken");
  };
  expectNoLeak(() => {
    errorOf(-Infinity, { compute: () => valueAndGrad({ x }, () => sum(log(x))) });
    expect(() => errorOf(-Infinity, { compute: broken })).toThrow("broken");
  });
});

test("a value that is not a number and a promise are refused", () => {
  const tensors = tensor(1) as unknown as number;
  expect(() => errorOf(tensors, { compute: () => 0 })).toThrow(
    new TypeError(
      "requireFinite: value must be a number: got an instance of Tensor. Read it first: loss.item().",
    ),
  );
  expect(() => errorOf(Number.NaN, { compute: async () => 0 })).toThrow(
    "requireFinite: the function returned a promise",
  );
});
