import { relu } from "@cambium/activations";
import { valueAndGrad } from "@cambium/autograd";
import { kaimingNormal } from "@cambium/init";
import { crossEntropy } from "@cambium/losses";
import { parameterCount, parameters, training } from "@cambium/module";
import { arange, memory, mul, normal, Rng, scope, sub } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Conv2d, Flatten, Linear, MaxPool2d, Sequential } from "../src/index.ts";

const rng = new Rng(7);
const init = kaimingNormal({ nonlinearity: "relu" });
const lenet = new Sequential(
  new Conv2d(1, 6, 5, { rng: rng.fork("conv1"), init, padding: 2 }),
  relu,
  new MaxPool2d(2),
  new Conv2d(6, 16, 5, { rng: rng.fork("conv2"), init }),
  relu,
  new MaxPool2d(2),
  new Flatten(),
  new Linear(400, 120, { rng: rng.fork("hidden1"), init }),
  relu,
  new Linear(120, 84, { rng: rng.fork("hidden2"), init }),
  relu,
  new Linear(84, 10, { rng: rng.fork("out") }),
);

test("LeNet-5 has 61,706 parameters", () => {
  expect(parameterCount(lenet)).toBe(61_706);
});

test("LeNet-5 learns ten images by heart, and no step leaves anything behind", () => {
  const images = normal([10, 1, 28, 28], { rng });
  const labels = arange(0, 10);
  const step = (): number =>
    scope(() => {
      const loss = () => crossEntropy(lenet.forward(images, training(rng)), labels);
      const { value, grads } = valueAndGrad(parameters(lenet), loss);
      for (const [name, parameter] of Object.entries(parameters(lenet))) {
        parameter.value = sub(parameter.value, mul(grads[name]!, 0.05));
      }
      return value.item();
    });
  const first = step();
  expect(first).toBeGreaterThan(1.5);
  const { tensors, bytes } = memory();
  let loss = 0;
  for (let i = 0; i < 25; i++) loss = step();
  expect(loss).toBeLessThan(0.1);
  expect(memory()).toMatchObject({ tensors, bytes });
});
