import { valueAndGrad } from "@cambium/autograd";
import { relu } from "@cambium/activations";
import { crossEntropy } from "@cambium/losses";
import { Conv2d, Linear, MaxPool2d, Flatten, Sequential, BatchNorm2d } from "@cambium/layers";
import { memory, normal, randomInt, Rng, sub, mul, scope } from "@cambium/tensor";
import { inference, parameters, training } from "@cambium/module";
const rng = new Rng(1);
const bn = process.argv[2] === "bn";
const model = new Sequential(new Conv2d(1, 6, 5, { rng: rng.fork(0), padding: 2 }), ...(bn ? [new BatchNorm2d(6)] : []), relu, new MaxPool2d(2), new Conv2d(6, 16, 5, { rng: rng.fork(1) }),  ...(bn ? [new BatchNorm2d(16)] : []),relu, new MaxPool2d(2), new Flatten(), new Linear(400, 120, { rng: rng.fork(2) }), relu, new Linear(120, 84, { rng: rng.fork(3) }), relu, new Linear(84, 10, { rng: rng.fork(4) }));
const x = normal([64, 1, 28, 28], { rng });
const y = randomInt([64], 0, 10, { rng });
const params = parameters(model);
const mode = training(rng);
let t0 = performance.now();
for (let s = 0; s < 60; s++) {
  scope(() => {
    const { value, grads } = valueAndGrad(params, () => crossEntropy(model.forward(x, mode), y));
    for (const [k, p] of Object.entries(params)) p.value = sub(p.value, mul(grads[k]!, 0.05));
    if (s % 10 === 9) { console.log(value.item(), memory().tensors, memory().bytes, ((performance.now() - t0) / 10).toFixed(1) + " ms/step"); t0 = performance.now(); }
  });
}
t0 = performance.now();
for (let i = 0; i < 20; i++) model.forward(x, inference).dispose();
console.log(memory(), (performance.now() - t0) / 20);
