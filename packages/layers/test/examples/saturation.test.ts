import { relu } from "@cambium/activations";
import { valueAndGrad } from "@cambium/autograd";
import { type Initializer, kaimingNormal, xavierNormal } from "@cambium/init";
import { inference, parameters } from "@cambium/module";
import { mean, normal, Rng, sigmoid, sqrt, square, sub, sum, type Unary } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Linear, type Part, Sequential } from "../../src/index.ts";

/** The length of the gradient of each layer's weight in a deep network, from the first layer to the last. */
function gradientNorms(activation: Unary, init: Initializer, seed: number): number[] {
  const rng = new Rng(seed);
  const [x, target] = [normal([32, 64], { rng }), normal([32, 64], { rng })];
  const parts = Array.from({ length: 10 }, (): Part[] => [
    new Linear(64, 64, { rng, init, bias: false }),
    activation,
  ]);
  const model = new Sequential(...parts.flat());
  const { grads } = valueAndGrad(parameters(model), () =>
    mean(square(sub(model.forward(x, inference), target))),
  );
  return Object.values(grads).map((gradient) => sqrt(sum(square(gradient))).item());
}

test.each([1, 2, 3])(
  "gradients lose more than half of their size in each layer of sigmoid, seed %i",
  (seed) => {
    const norms = gradientNorms(sigmoid, xavierNormal(), seed);
    // Slopes of at most ¼; Xavier's weights keep the size. Only the first layer has inputs of another kind.
    for (let i = 2; i < norms.length; i++) expect(norms[i - 1]! / norms[i]!).toBeLessThan(0.5);
    expect(norms[0]! / norms.at(-1)!).toBeLessThan(1e-4);
  },
);

test.each([1, 2, 3])("and keep their size through layers of ReLU, seed %i", (seed) => {
  const norms = gradientNorms(relu, kaimingNormal({ nonlinearity: "relu" }), seed);
  expect(Math.max(...norms) / Math.min(...norms)).toBeLessThan(5);
});
