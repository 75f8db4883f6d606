import { valueAndGrad } from "@cambium/autograd";
import { zeros } from "@cambium/init";
import { crossEntropy } from "@cambium/losses";
import { parameters } from "@cambium/module";
import { add, mul, normal, Rng, scope, sub, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Linear } from "../../src/index.ts";

/** Four shapes on a grid of 3 × 3. */
const shapes = [
  [1, 1, 1, 0, 0, 0, 0, 0, 0],
  [1, 0, 0, 1, 0, 0, 1, 0, 0],
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0, 1, 0, 1, 1, 1, 0, 1, 0],
];

function correlation(a: readonly number[], b: readonly number[]): number {
  const centered = [a, b].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  });
  const dot = (u: readonly number[], v: readonly number[]): number =>
    u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  const [u, v] = centered as [number[], number[]];
  return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
}

test("each row of a trained linear classifier is most similar to its own class", () => {
  const rng = new Rng(1);
  const labels = Array.from({ length: 80 }, (_, i) => i % shapes.length);
  const noise = normal([80, 9], { rng, std: 0.2 });
  const images = add(tensor(labels.map((label) => shapes[label]!)), noise);
  const model = new Linear(9, 4, { rng, init: zeros, biasInit: zeros });
  for (let step = 0; step < 50; step++) {
    scope(() => {
      const loss = () => crossEntropy(model.forward(images), tensor(labels, { dtype: "int32" }));
      const { grads } = valueAndGrad(parameters(model), loss);
      for (const [name, parameter] of Object.entries(parameters(model))) {
        parameter.value = sub(parameter.value, mul(grads[name]!, 0.3));
      }
    });
  }
  const average = shapes[0]!.map((_, i) => shapes.reduce((sum, shape) => sum + shape[i]! / 4, 0));
  const particular = shapes.map((shape) => shape.map((value, i) => value - average[i]!));
  const rows = model.weight.value.toArray() as number[][];
  for (const [k, row] of rows.entries()) {
    const likeness = particular.map((other) => correlation(row, other));
    expect(likeness[k]).toBeGreaterThan(0.85);
    expect(Math.max(...likeness)).toBe(likeness[k]);
  }
});
