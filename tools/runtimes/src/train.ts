import { relu } from "@cambium/activations";
import { valueAndGrad } from "@cambium/autograd";
import { batches, digits } from "@cambium/data";
import { BatchNorm2d, Conv2d, GlobalAvgPool2d, Linear, MaxPool2d, Sequential } from "@cambium/layers";
import { crossEntropy } from "@cambium/losses";
import { type Param, parameters, training } from "@cambium/module";
import { adam, Optimizer } from "@cambium/optim";
import { type Backend, Rng, scope, setDefaultBackend, type Tensor } from "@cambium/tensor";

/** Results of a training run. */
export interface Trained {
  /** Loss of each step. */
  readonly losses: readonly number[];
  /** Checksum of the bits of all parameters at the end, which differ sooner than losses. */
  readonly checksum: number;
}

/** Trains a small convolutional network with batch norm on generated digits. */
export function train(backend: Backend): Trained {
  setDefaultBackend(backend);
  const rng = new Rng(1);
  const model = makeModel(rng.fork("init"));
  const images = digits({ count: 192, rng: rng.fork("digits") });
  const step = makeStep(model, rng.fork("training"));
  const losses = Array.from(batches(images, { batchSize: 32 }), ({ x, y }) => step(x, y));
  return { losses, checksum: checksum(parameters(model)) };
}

function makeModel(rng: Rng): Sequential {
  return new Sequential(
    new Conv2d(1, 16, 3, { rng: rng.fork(0), padding: 1, bias: false }),
    new BatchNorm2d(16),
    relu,
    new MaxPool2d(2),
    new Conv2d(16, 32, 3, { rng: rng.fork(1), padding: 1, bias: false }),
    new BatchNorm2d(32),
    relu,
    new GlobalAvgPool2d(),
    new Linear(32, 10, { rng: rng.fork(2) }),
  );
}

function makeStep(model: Sequential, rng: Rng): (x: Tensor, y: Tensor) => number {
  const trained = parameters(model);
  const optimizer = new Optimizer(trained, adam({ learningRate: 1e-2 }));
  const mode = training(rng);
  return (x, y) =>
    scope(() => {
      const { value, grads } = valueAndGrad(trained, () => crossEntropy(model.forward(x, mode), y));
      optimizer.step(grads);
      return value.item();
    });
}

function checksum(trained: Readonly<Record<string, Param>>): number {
  let sum = 0;
  for (const { value } of Object.values(trained))
    for (const word of new Uint32Array(value.dataSync().buffer)) sum = (Math.imul(sum, 31) + word) | 0;
  return sum;
}
