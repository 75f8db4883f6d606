import { valueAndGrad } from "@cambium/autograd";
import { createWasmBackend } from "@cambium/cpu-wasm";
import { crossEntropy } from "@cambium/losses";
import { inference, type Mode, parameters, training } from "@cambium/module";
import { adam, Optimizer } from "@cambium/optim";
import {
  all,
  argmax,
  cast,
  eq,
  flip,
  mean,
  memory,
  Rng,
  randomInt,
  reshape,
  scope,
  setDefaultBackend,
  type Tensor,
} from "@cambium/tensor";
import { expect, test } from "vitest";
import {
  Embedding,
  LayerNorm,
  Linear,
  SinusoidalPositions,
  TransformerEncoder,
  TransformerEncoderLayer,
} from "../../src/index.ts";

const [letters, length, size] = [10, 8, 32];
const steps = 250;

setDefaultBackend(await createWasmBackend({ threads: 1 }));
const rng = new Rng(1);

/** Reads a string and writes another of the same length. */
class Writer {
  readonly letters = new Embedding(letters, size, { rng: rng.fork("letters") });
  readonly positions = new SinusoidalPositions(size);
  readonly encoder = new TransformerEncoder(
    [0, 1].map((i) => {
      const options = { rng: rng.fork(i), dimFeedforward: 64, dropout: 0.01, normFirst: true };
      return new TransformerEncoderLayer(size, 4, options);
    }),
    { norm: new LayerNorm(size) },
  );
  readonly out = new Linear(size, letters, { rng: rng.fork("out") });

  forward(x: Tensor, mode: Mode): Tensor {
    return scope(() => {
      const read = this.positions.forward(this.letters.forward(x));
      return this.out.forward(this.encoder.forward(read, mode));
    });
  }
}

test("a transformer learns to reverse strings: over 95 % of new ones without a mistake", () => {
  const model = new Writer();
  const optimizer = new Optimizer(
    parameters(model),
    adam({ learningRate: (step) => 3e-3 * (1 - step / steps) }),
  );
  const step = (): void =>
    scope(() => {
      const x = randomInt([32, length], 0, letters, { rng });
      const loss = () => {
        const scores = reshape(model.forward(x, training(rng)), [-1, letters]);
        return crossEntropy(scores, reshape(flip(x, 1), [-1]));
      };
      optimizer.step(valueAndGrad(parameters(model), loss).grads);
    });
  step();
  const { tensors } = memory();
  for (let i = 0; i < steps; i++) step();
  expect(memory().tensors).toBe(tensors);
  // Of 10⁸ strings training saw 8032.
  const x = randomInt([400, length], 0, letters, { rng });
  const right = all(eq(argmax(model.forward(x, inference), 2), flip(x, 1)), 1);
  expect(mean(cast(right, "float32")).item()).toBeGreaterThan(0.95);
}, 60_000);
