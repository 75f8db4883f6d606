import { valueAndGrad } from "@cambium/autograd";
import { createWasmBackend } from "@cambium/cpu-wasm";
import { crossEntropy } from "@cambium/losses";
import { inference, parameters } from "@cambium/module";
import { adam, Optimizer } from "@cambium/optim";
import { argmax, memory, Rng, scope, setDefaultBackend, squeeze, type Tensor, tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Embedding, Linear, LSTM } from "../src/index.ts";

/** Sequences are of 3 to 6 digits from 0 to 3, so sums are below 19. */
const [longest, sums] = [6, 19];

setDefaultBackend(await createWasmBackend({ threads: 1 }));
const rng = new Rng(1);

/** Reads digits and says what they add up to. */
class Adder {
  readonly digits = new Embedding(4, 8, { rng: rng.fork("digits") });
  readonly reader = new LSTM(8, 32, { rng: rng.fork("reader"), batchFirst: true });
  readonly out = new Linear(32, sums, { rng: rng.fork("out") });

  forward(x: Tensor, lengths: readonly number[]): Tensor {
    return scope(() => {
      const { h } = this.reader.forward(this.digits.forward(x), inference, { lengths });
      return this.out.forward(squeeze(h, 0));
    });
  }
}

function draw(): number[] {
  return Array.from({ length: longest - rng.int(4) }, () => rng.int(4));
}

const total = (digits: readonly number[]): number => digits.reduce((a, b) => a + b);
const ints = (values: number[] | number[][]): Tensor => tensor(values, { dtype: "int32" });

/** Sequences padded with 0. */
function padded(sequences: readonly number[][]): Tensor {
  return ints(sequences.map((digits) => [...digits, ...new Array<number>(longest - digits.length).fill(0)]));
}

test("an LSTM learns to add digits: over 95 % of sequences that it has never seen", () => {
  const unseen = Array.from({ length: 400 }, draw);
  const held = new Set(unseen.map(String));
  const model = new Adder();
  const optimizer = new Optimizer(parameters(model), adam({ learningRate: 1e-2 }));
  const step = (): void =>
    scope(() => {
      const batch = Array.from({ length: 96 }, draw).filter((digits) => !held.has(String(digits)));
      const lengths = batch.map((digits) => digits.length);
      const loss = () => crossEntropy(model.forward(padded(batch), lengths), ints(batch.map(total)));
      optimizer.step(valueAndGrad(parameters(model), loss).grads);
    });
  step();
  const { tensors } = memory();
  for (let i = 0; i < 400; i++) step();
  expect(memory().tensors).toBe(tensors);
  const lengths = unseen.map((digits) => digits.length);
  const answers = argmax(model.forward(padded(unseen), lengths), { dim: 1 }).dataSync();
  const right = unseen.filter((digits, i) => answers[i] === total(digits)).length;
  expect(right / unseen.length).toBeGreaterThan(0.95);
}, 60_000);
