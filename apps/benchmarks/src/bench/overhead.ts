import { valueAndGrad } from "@cambium/autograd";
import { Linear, Sequential } from "@cambium/layers";
import { mse } from "@cambium/losses";
import { initialize, parameters, training } from "@cambium/module";
import { Optimizer, sgd } from "@cambium/optim";
import { Rng, scope, sigmoid, tanh, tensor } from "@cambium/tensor";
import { disposeModel } from "../models/dispose-model.ts";
import type { BenchmarkCase } from "./case.ts";
import { PlainXor } from "./plain-loops.ts";

const inputs = [0, 0, 0, 1, 1, 0, 1, 1];
const targets = [0, 1, 1, 0];
const learningRate = 0.5;

/** Training steps of a network so small that overhead dominates arithmetic. */
export function overheadCases(): BenchmarkCase[] {
  const rng = new Rng(1);
  const model = initialize(new Sequential(new Linear(2, 8), tanh, new Linear(8, 1), sigmoid), rng);
  const learned = parameters(model);
  const optimizer = new Optimizer(learned, sgd({ learningRate }));
  const x = tensor(inputs, { shape: [4, 2] });
  const y = tensor(targets, { shape: [4, 1] });
  const mode = training(rng);
  const loss = () => mse(model.forward(x, mode), y);
  const floats = (values: readonly number[]) => Float32Array.from(values);
  const plain = new PlainXor(
    floats(Array.from({ length: 16 }, () => rng.normal())),
    floats(Array.from({ length: 8 }, () => rng.normal())),
  );
  const [plainInputs, plainTargets] = [floats(inputs), floats(targets)];
  return [
    {
      name: "XOR training step, 2 – 8 – 1",
      cambium: () => scope(() => optimizer.step(valueAndGrad(learned, loss).grads)),
      plain: () => plain.step(plainInputs, plainTargets, learningRate),
      close: () => {
        optimizer.dispose();
        disposeModel(model);
        for (const each of [x, y]) each.dispose();
      },
    },
  ];
}
