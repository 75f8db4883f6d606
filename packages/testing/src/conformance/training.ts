import { valueAndGrad } from "@cambium/autograd";
import {
  type Backend,
  elementwiseMany,
  linear,
  mean,
  normal,
  Rng,
  Slot,
  square,
  sub,
  type Tensor,
  tanh,
  tensor,
  uniform,
  zerosLike,
} from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { expect, test } from "vitest";
import { expectClose } from "../close.ts";

const STEPS = 60;

/** One step of gradient descent with momentum, in place of parameter and velocity. */
const step = elementwiseMany("step", (s, parameter, velocity, gradient, rate) => {
  const next = s.add(s.mul(velocity, 0.9), gradient);
  return [s.sub(parameter, s.mul(rate, next)), next];
});

function slots(rng: Rng, backend: Backend): Record<string, Slot> {
  const made = (shape: number[], name: string) =>
    new Slot(normal(shape, { rng: rng.fork(name), std: 0.5, backend }));
  return { w1: made([16, 2], "w1"), b1: made([16], "b1"), w2: made([1, 16], "w2"), b2: made([1], "b2") };
}

/** Trains a network of two layers to multiply two numbers, and returns the losses of all steps. */
async function losses(backend: Backend): Promise<number[]> {
  const rng = new Rng(21);
  const parameters = slots(rng, backend);
  const names = Object.keys(parameters);
  const velocities = names.map((name) => new Slot(zerosLike(parameters[name]!.value)));
  const x = uniform([32, 2], { rng: rng.fork("x"), low: -1, high: 1, backend });
  const y = tensor(products(await x.data()), { shape: [32, 1], backend });
  const seen: Tensor[] = [];
  for (let i = 0; i < STEPS; i++) {
    const { value, grads } = valueAndGrad(parameters, () => {
      const hidden = tanh(linear(x, parameters.w1!.value, { bias: parameters.b1!.value }));
      return mean(square(sub(linear(hidden, parameters.w2!.value, { bias: parameters.b2!.value }), y)));
    });
    seen.push(value);
    names.forEach((name, k) => {
      const [parameter, velocity] = [parameters[name]!, velocities[k]!];
      const next = step.consuming([parameter.value, velocity.value, grads[name]!, 0.05], [0, 1]);
      parameter.value = next[0]!;
      velocity.value = next[1]!;
      grads[name]!.dispose();
    });
  }
  const values = await Promise.all(seen.map(async (value) => (await value.data())[0]!));
  for (const made of [...seen, x, y, ...velocities, ...Object.values(parameters)]) made.dispose();
  return values;
}

function products(x: ArrayLike<number>): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: x.length / 2 }, (_, i) => x[2 * i]! * x[2 * i + 1]!);
}

/** Tests the training of a small network. */
export function describeTraining(backend: () => Backend): void {
  test("trains a small network with the losses of the reference backend", async () => {
    const got = await losses(backend());
    const wanted = await losses(referenceBackend);
    const shape = [STEPS];
    expectClose("losses", { shape, data: got }, { shape, data: wanted }, { rtol: 1e-3, atol: 1e-5 });
    expect(got.at(-1)).toBeLessThan(got[0]! / 3);
  });
}
