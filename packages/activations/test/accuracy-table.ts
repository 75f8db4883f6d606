import { ones, reshape, stack, tensor } from "@cambium/tensor";
import type { AccuracyRow } from "@cambium/testing";
import {
  elu,
  gelu,
  glu,
  hardSigmoid,
  hardswish,
  heaviside,
  leakyRelu,
  logSigmoid,
  mish,
  prelu,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from "../src/index.ts";
import {
  bell,
  bellSlope,
  cubic,
  cubicSlope,
  gated,
  logistic,
  logOnePlusExp,
  mishGate,
  normalGate,
  row,
  SCALE,
  SLOPE,
  tanhGate,
  zero,
} from "./accuracy-formulas.ts";

const { exp, abs } = Math;

/**
 * Accuracy of every elementwise activation in float32 on every CPU backend: value, first and second derivative, each
 * with its bound in units in the last place.
 */
export const accuracyTable: Readonly<Record<string, readonly AccuracyRow[]>> = {
  relu: [row(relu, [(x) => Math.max(x, 0), 0], [(x) => Number(x > 0), 0], zero)],
  relu6: [row(relu6, [(x) => Math.min(Math.max(x, 0), 6), 0], [(x) => Number(x > 0 && x < 6), 0], zero)],
  leakyRelu: [
    row((x) => leakyRelu(x), [(x) => (x > 0 ? x : 0.01 * x), 1], [(x) => (x > 0 ? 1 : 0.01), 1], zero),
  ],
  prelu: [
    row(
      (x) => prelu(x, tensor([0.25], { backend: x.backend })),
      [(x) => (x > 0 ? x : 0.25 * x), 0],
      [(x) => (x > 0 ? 1 : 0.25), 0],
      zero,
    ),
  ],
  heaviside: [row((x) => heaviside(x), [(x) => (Math.sign(x) + 1) / 2, 0], zero, zero)],
  hardSigmoid: [
    row(
      hardSigmoid,
      [(x) => Math.min(Math.max(x + 3, 0), 6) / 6, 1.5],
      [(x) => (abs(x) < 3 ? 1 / 6 : 0), 1],
      zero,
    ),
  ],
  hardswish: [
    row(
      hardswish,
      [(x) => (x < -3 ? 0 : x > 3 ? x : (x * (x + 3)) / 6), 2],
      [(x) => (x < -3 ? 0 : x > 3 ? 1 : x / 3 + 0.5), 2, (x) => (abs(x) > 3 ? 0 : abs(x) / 3 + 0.5)],
      [(x) => (abs(x) <= 3 ? 1 / 3 : 0), 1],
    ),
  ],
  elu: [
    row(
      (x) => elu(x),
      [(x) => (x > 0 ? x : Math.expm1(x)), 2],
      [(x) => (x > 0 ? 1 : exp(x)), 1],
      [(x) => (x > 0 ? 0 : exp(x)), 1],
    ),
  ],
  selu: [
    row(
      selu,
      [(x) => (x > 0 ? SCALE * x : SLOPE * Math.expm1(x)), 2],
      [(x) => (x > 0 ? SCALE : SLOPE * exp(x)), 2],
      [(x) => (x > 0 ? 0 : SLOPE * exp(x)), 2],
    ),
  ],
  softplus: [
    row((x) => softplus(x), [logOnePlusExp, 2], [logistic, 2], [bell, 4]),
    row(
      (x) => softplus(x, 2),
      [(x) => Math.max(x, 0) + Math.log1p(exp(-2 * abs(x))) / 2, 2],
      [(x) => logistic(2 * x), 2],
      [(x) => 2 * bell(2 * x), 4],
    ),
    row(
      (x) => softplus(x, -1),
      [(x) => -logOnePlusExp(-x), 2],
      [(x) => logistic(-x), 2],
      [(x) => -bell(x), 4],
    ),
  ],
  logSigmoid: [
    row(logSigmoid, [(x) => -logOnePlusExp(-x), 2], [(x) => logistic(-x), 2], [(x) => -bell(x), 4]),
  ],
  softsign: [
    row(
      softsign,
      [(x) => (abs(x) === Infinity ? Math.sign(x) : x / (1 + abs(x))), 2],
      [(x) => (1 + abs(x)) ** -2, 4],
      [(x) => -2 * Math.sign(x) * (1 + abs(x)) ** -3, 5],
    ),
  ],
  sigmoid: [row(sigmoid, [logistic, 2], [bell, 4], [bellSlope, 5, bell])],
  tanh: [
    row(
      tanh,
      [Math.tanh, 2],
      [(x) => 4 * bell(2 * x), 4],
      [(x) => 8 * bellSlope(2 * x), 5, (x) => 8 * bell(2 * x)],
    ),
  ],
  glu: [
    row(
      (x) => reshape(glu(stack([ones(x.shape, { backend: x.backend }), x], 0), 0), x.shape),
      [logistic, 2],
      [bell, 4],
      [bellSlope, 5, bell],
    ),
  ],
  silu: [gated(silu, [logistic, bell, bellSlope], [3, 4, 4])],
  mish: [gated(mish, mishGate, [4, 5, 7])],
  gelu: [
    gated(
      (x) => gelu(x),
      normalGate,
      [5, 4, 4],
      (x) => 1 + x ** 2,
      (x) => 1 + abs(x),
    ),
    gated(
      (x) => gelu(x, "tanh"),
      tanhGate,
      [3, 3, 4],
      (x) => 1 + abs(cubic(x)),
      cubicSlope,
    ),
  ],
};

/** Exports that are not elementwise functions of one tensor, and the tests that cover them. */
export const notElementwise: Readonly<Record<string, string>> = {
  softmax: "sums over a dimension; the op table of testing",
  logSoftmax: "sums over a dimension; the op table of testing",
  maxout: "only compares; maxout.test.ts",
  maxoutLinear: "a product; maxout-linear.test.ts",
  MaxoutConv2d: "a product; maxout-conv2d.test.ts",
  MaxoutLinear: "a product; maxout-linear-layer.test.ts",
  PReLU: "a layer of prelu",
};
