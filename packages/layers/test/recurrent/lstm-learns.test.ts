import { valueAndGrad } from "@cambium/autograd";
import { createWasmBackend } from "@cambium/cpu-wasm";
import { crossEntropy } from "@cambium/losses";
import { inference, parameters } from "@cambium/module";
import { adam, Optimizer } from "@cambium/optim";
import {
  argmax,
  cumsum,
  memory,
  Rng,
  reshape,
  scope,
  setDefaultBackend,
  type Tensor,
  tensor,
} from "@cambium/tensor";
import { expect, test } from "vitest";
import { Embedding, Linear, LSTM } from "../../src/index.ts";

/** Sequences of digits from 0 to 3, so sums are below 19. */
const [length, sums] = [6, 19];
const steps = 500;

setDefaultBackend(await createWasmBackend({ threads: 1 }));
const rng = new Rng(1);

/** Reads digits and predicts their sum after each of them. */
class Adder {
  readonly digits = new Embedding(4, 8, { rng: rng.fork("digits") });
  readonly reader = new LSTM(8, 32, { rng: rng.fork("reader"), batchFirst: true });
  readonly out = new Linear(32, sums, { rng: rng.fork("out") });

  forward(x: Tensor): Tensor {
    return scope(() => this.out.forward(this.reader.forward(this.digits.forward(x), inference).y));
  }
}

const draw = (): number[] => Array.from({ length }, () => rng.int(4));
const ints = (sequences: number[][]): Tensor => tensor(sequences, { dtype: "int32" });

test("an LSTM learns to add digits: over 95 % of sequences that it has never seen", () => {
  const unseen = Array.from({ length: 400 }, draw);
  const held = new Set(unseen.map(String));
  const model = new Adder();
  const optimizer = new Optimizer(
    parameters(model),
    adam({ learningRate: (step) => 2e-2 * (1 - step / steps) }),
  );
  const step = (): void =>
    scope(() => {
      const x = ints(Array.from({ length: 64 }, draw).filter((digits) => !held.has(String(digits))));
      const target = reshape(cumsum(x, 1), [-1]);
      const loss = () => crossEntropy(reshape(model.forward(x), [-1, sums]), target);
      optimizer.step(valueAndGrad(parameters(model), loss).grads);
    });
  step();
  const { tensors } = memory();
  for (let i = 1; i < steps; i++) step();
  expect(memory().tensors).toBe(tensors);
  const answers = argmax(model.forward(ints(unseen)), 2).toArray() as number[][];
  const right = unseen.filter((digits, i) => answers[i]![length - 1] === digits.reduce((a, b) => a + b));
  expect(right.length / unseen.length).toBeGreaterThan(0.95);
}, 60_000);
