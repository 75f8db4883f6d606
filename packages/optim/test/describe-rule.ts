import { valueAndGrad } from "@cambium/autograd";
import { Param, parameters } from "@cambium/module";
import { Optimizer, type Rule } from "@cambium/optim";
import { memory, mul, scope, sum, type Tensor, tensor } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";

type Model = Readonly<Record<"weight" | "bias", Param>>;

/** Model with these elements. */
function modelOf(
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
  backend = createReferenceBackend(),
): Model {
  const param = (data: ArrayLike<number>, shape: number[]) =>
    new Param(tensor(Float32Array.from(data), { shape, backend }));
  return { weight: param(weight, [1, 3]), bias: param(bias, [1]) };
}

const startOf = (backend = createReferenceBackend()) => modelOf([1, -2, 3], [0.5], backend);

const gradsOf = (model: Model): Readonly<Record<string, Tensor>> =>
  valueAndGrad(parameters(model), () => {
    const { weight, bias } = model;
    return sum(mul(mul(weight.value, weight.value), bias.value));
  }).grads;

function train(model: Model, optimizer: Optimizer, steps: number): void {
  for (let i = 0; i < steps; i++) scope(() => optimizer.step(gradsOf(model)));
}

const valuesOf = ({ weight, bias }: Model) => [...weight.value.dataSync(), ...bias.value.dataSync()];

/**
 * Tests that every rule passes, whatever it computes: it leaks no tensor, continues exactly from a saved state, gives the
 * same results when repeated, and makes no new program when its numbers change.
 *
 * @param makeRule Called for each optimizer; uses a schedule or momentum, so that everything that can change does.
 * @example
 * describeRule("lion", () => lion({ learningRate: (step) => 0.1 / (step + 1) }));
 */
export function describeRule(name: string, makeRule: () => Rule): void {
  describe(`${name}, as every rule`, () => {
    test("changes parameters in the same way each time, and does not change the gradients", () => {
      const [model, again] = [startOf(), startOf()];
      const optimizer = new Optimizer(parameters(model), makeRule());
      const grads = gradsOf(model);
      const before = Object.values(grads).map((grad) => grad.toArray());
      optimizer.step(grads);
      expect(valuesOf(model)).not.toEqual(valuesOf(again));
      expect(Object.values(grads).map((grad) => grad.toArray())).toEqual(before);
      train(again, new Optimizer(parameters(again), makeRule()), 1);
      expect(valuesOf(model)).toEqual(valuesOf(again));
    });

    test("leaks no tensors and no bytes", () => {
      const model = startOf();
      const optimizer = new Optimizer(parameters(model), makeRule());
      train(model, optimizer, 10);
      const { tensors, bytes } = memory();
      train(model, optimizer, 100);
      expect(memory()).toMatchObject({ tensors, bytes });
    });

    test("continues from a saved state exactly as without saving", async () => {
      const model = startOf();
      const optimizer = new Optimizer(parameters(model), makeRule());
      train(model, optimizer, 5);
      const state = structuredClone(await optimizer.state());
      const copy = modelOf(model.weight.value.dataSync(), model.bias.value.dataSync());
      train(model, optimizer, 5);
      const restored = new Optimizer(parameters(copy), makeRule());
      restored.restore(state);
      expect(restored.steps).toBe(5);
      train(copy, restored, 5);
      expect(valuesOf(copy)).toEqual(valuesOf(model));
    });

    test("makes no new program after the first steps", () => {
      const programs = new Set<unknown>();
      const reference = createReferenceBackend();
      const model = startOf({
        ...reference,
        map(program, ...rest) {
          programs.add(program);
          reference.map(program, ...rest);
        },
      });
      const optimizer = new Optimizer(parameters(model), makeRule());
      train(model, optimizer, 1);
      const { size } = programs;
      train(model, optimizer, 10);
      expect(programs.size).toBe(size);
    });
  });
}
