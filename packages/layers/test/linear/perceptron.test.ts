import { stateDict } from "@cambium/module";
import { Rng, ShapeError, type Tensor, tensor } from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { Perceptron } from "../../src/linear/perceptron.ts";

const corners = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const and = tensor([0, 0, 0, 1]);
const or = tensor([0, 1, 1, 1]);
const xor = tensor([0, 1, 1, 0]);

/** Mistakes of each pass over the samples, until a pass without mistakes or for `passes` passes. */
function mistakesOf(perceptron: Perceptron, x: Tensor, target: Tensor, passes = 1000): number[] {
  const mistakes: number[] = [];
  while (mistakes.length < passes && mistakes.at(-1) !== 0) mistakes.push(perceptron.learn(x, target));
  return mistakes;
}

test("one pass corrects the weights after each mistake: w += η·(t − y)·x", () => {
  const perceptron = new Perceptron(2, 1, { learningRate: 0.5 });
  // [1, 2] should fire and does not: w = [0.5, 1], b = 0.5; then [3, −1] fires (1) and should not: w = [−1, 1.5], b = 0.
  const x = tensor([
    [1, 2],
    [3, -1],
    [0, 1],
  ]);
  expect(perceptron.learn(x, tensor([true, false, true]))).toBe(2);
  expect(perceptron.weight.value.toArray()).toEqual([[-1, 1.5]]);
  expect(perceptron.bias.value.toArray()).toEqual([0]);
});

test("learns AND and OR, with two units at once", async () => {
  const perceptron = new Perceptron(2, 2);
  const both = tensor([0, 1, 2, 3].map((i) => [and.dataSync()[i]!, or.dataSync()[i]!]));
  expect(mistakesOf(perceptron, corners, both).at(-1)).toBe(0);
  expect(perceptron.forward(corners).toArray()).toEqual(both.toArray());
  expect(Object.keys(await stateDict(perceptron))).toEqual(["weight", "bias"]);
  // Each unit learns as it would alone.
  const alone = [and, or].map((target) => {
    const single = new Perceptron(2);
    mistakesOf(single, corners, target);
    return Array.from(single.weight.value.dataSync());
  });
  expect(perceptron.weight.value.toArray()).toEqual(alone);
});

/** Points in a square, some distance away from a line, and the side that each is on. */
function separable(rng: Rng, normal: readonly [number, number], offset: number, gap: number) {
  const points: number[][] = [];
  const sides: number[] = [];
  while (points.length < 60) {
    const [u, v] = [4 * rng.uniform() - 2, 4 * rng.uniform() - 2];
    const distance = normal[0] * u + normal[1] * v + offset;
    if (Math.abs(distance) < gap) continue;
    points.push([u, v]);
    sides.push(distance > 0 ? 1 : 0);
  }
  return { points, sides };
}

test("makes at most (R/γ)² mistakes on separable data, whatever the order (Novikoff)", () => {
  for (const seed of [1, 2, 3]) {
    const rng = new Rng(seed);
    const angle = 2 * Math.PI * rng.uniform();
    const normal = [Math.cos(angle), Math.sin(angle)] as const;
    const offset = rng.uniform() - 0.5;
    const { points, sides } = separable(rng, normal, offset, 0.25);
    const mistakes = mistakesOf(new Perceptron(2), tensor(points), tensor(sides));
    // Samples get a 1 for the bias, so the separating vector is [normal, offset], scaled to length 1.
    const length = Math.hypot(...normal, offset);
    const margin = Math.min(
      ...points.map(([u, v]) => Math.abs(normal[0] * u! + normal[1] * v! + offset) / length),
    );
    const radius = Math.max(...points.map((point) => Math.hypot(...point, 1)));
    const total = mistakes.reduce((sum, n) => sum + n, 0);
    expect(mistakes.at(-1)).toBe(0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual((radius / margin) ** 2);
  }
});

test("never ends on XOR, which no line separates", () => {
  const mistakes = mistakesOf(new Perceptron(2), corners, xor, 100);
  expect(mistakes).toHaveLength(100);
  expect(Math.min(...mistakes)).toBeGreaterThan(0);
});

test("the learning rate only scales the weights", () => {
  const [one, four] = [new Perceptron(2), new Perceptron(2, 1, { learningRate: 4 })];
  expect(mistakesOf(one, corners, and)).toEqual(mistakesOf(four, corners, and));
  const scaled = one.weight.value.dataSync().map((w) => 4 * w);
  expect(Array.from(four.weight.value.dataSync())).toEqual(Array.from(scaled));
});

test("inputs that do not fit and options out of range are described", () => {
  const text = (got: string) =>
    `Perceptron: learn needs x [N, 2] and a target [N, 1] or [N]: got ${got}. Give one row for each sample.`;
  const perceptron = new Perceptron(2);
  expect(() => perceptron.learn(corners, tensor([1]))).toThrow(new ShapeError(text("[4, 2] and [1]")));
  expect(() => perceptron.learn(tensor([1, 2]), tensor([1]))).toThrow(new ShapeError(text("[2] and [1]")));
  const several =
    "Perceptron: learn needs x [N, 2] and a target [N, 3]: got [4, 2] and [4]. Give one row for each sample.";
  expect(() => new Perceptron(2, 3).learn(corners, and)).toThrow(new ShapeError(several));
  const size =
    "Perceptron: outFeatures must be a whole number of at least 1: got 0. Are the arguments in order?";
  expect(() => new Perceptron(2, 0)).toThrow(new RangeError(size));
  const rate =
    "Perceptron: learningRate must be finite and above 0: got 0. From weights of 0 any does, such as 1.";
  expect(() => new Perceptron(2, 1, { learningRate: 0 })).toThrow(new RangeError(rate));
});

test("leaves nothing behind", () => {
  const perceptron = new Perceptron(2);
  expectNoLeak(() => perceptron.forward(corners).dispose());
  expectNoLeak(() => perceptron.learn(corners, xor));
});
