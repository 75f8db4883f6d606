// The workloads as programs of Cambium, each as the harness's PEER.md describes it.
import { pathToFileURL } from "node:url";
import { relu } from "@cambium/activations";
import { valueAndGrad, vjp } from "@cambium/autograd";
import {
  BatchNorm2d,
  Conv2d,
  Flatten,
  GlobalAvgPool2d,
  Linear,
  MaxPool2d,
  Sequential,
} from "@cambium/layers";
import { crossEntropy, mse } from "@cambium/losses";
import { inference, Param, parameters, training } from "@cambium/module";
import { adam, Optimizer, sgd } from "@cambium/optim";
import {
  conv2d,
  elementwise,
  exp,
  matmul,
  Rng,
  scope,
  sigmoid,
  softmax,
  sum,
  tanh,
  tensor,
} from "@cambium/tensor";

const harness = new URL("lib/", pathToFileURL(process.argv[1]));
const { fill, project } = await import(new URL("data.mjs", harness).href);
const spec = await import(new URL("spec.mjs", harness).href);

const rng = new Rng(0);
const mode = training(rng);
const seeds = spec.seeds;

/** Random operands as every peer gets them. */
function operand(seed, shape, ...bounds) {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(fill(seed, size, ...bounds), { shape });
}

/** One timed call whose result is freed, and the same call's result projected to a number. */
function timed(compute) {
  const projected = () => [compute()].flat().reduce((n, result) => n + project(result.dataSync()), 0);
  return {
    once: () => scope(() => void compute()),
    check: () => scope(projected),
  };
}

/** Dense weights are given as [in, out]; ours are [out, in]. */
function transposed({ shape: [rows, columns], data }) {
  const turned = data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]);
  return tensor(turned, { shape: [columns, rows] });
}

const dense = (inputs, outputs) => new Linear(inputs, outputs, { rng });

const mlp = (widths, activation, last = []) =>
  new Sequential(
    ...widths.slice(1).flatMap((width, i) => {
      const layer = dense(widths[i], width);
      return i < widths.length - 2 ? [layer, activation] : [layer, ...last];
    }),
  );

const lenet = () =>
  new Sequential(
    new Conv2d(1, 32, 5, { rng, padding: 2 }),
    relu,
    new MaxPool2d(2),
    new Conv2d(32, 64, 5, { rng, padding: 2 }),
    relu,
    new MaxPool2d(2),
    new Flatten(),
    dense(3136, 512),
    relu,
    dense(512, 10),
  );

const block = (inputs, outputs) => [
  new Conv2d(inputs, outputs, 3, { rng, padding: 1, bias: false }),
  new BatchNorm2d(outputs),
  relu,
];

const convbn = () =>
  new Sequential(
    ...block(3, 32),
    ...block(32, 32),
    new MaxPool2d(2),
    ...block(32, 64),
    ...block(64, 64),
    new MaxPool2d(2),
    ...block(64, 128),
    ...block(128, 128),
    new GlobalAvgPool2d(),
    new Flatten(),
    dense(128, 10),
  );

const models = { mlp: () => mlp(spec.nets.mlp.widths, relu), lenet, convbn };

/** Sets a model's parameters and running statistics to the harness's, in its order. */
function loaded(model, values) {
  const slots = Object.values(model).flatMap((part) =>
    part instanceof BatchNorm2d
      ? [part.weight, part.bias, part.runningMean, part.runningVar]
      : [part?.weight, part?.bias].filter(Boolean),
  );
  slots.forEach((slot, i) => {
    slot.value =
      values[i].shape.length === 2
        ? transposed(values[i])
        : tensor(values[i].data, { shape: values[i].shape });
  });
  return model;
}

function rule({ kind, lr, momentum, beta1, beta2, eps }) {
  return kind === "sgd"
    ? sgd({ learningRate: lr, momentum })
    : adam({ learningRate: lr, betas: [beta1, beta2], epsilon: eps });
}

/** Training steps of a net of the harness. */
function train({ net }) {
  const { batch, input, optimizer: options } = spec.nets[net];
  const model = loaded(models[net](), Object.values(spec.params(net)));
  const learned = parameters(model);
  const optimizer = new Optimizer(learned, rule(options));
  const batches = spec.batches(net).map(({ x, y }) => ({
    x: tensor(x, { shape: [batch, ...input] }),
    y: tensor(Int32Array.from(y)),
  }));
  return {
    step: (i) =>
      scope(() => {
        const { x, y } = batches[i % batches.length];
        const { value, grads } = valueAndGrad(learned, () => crossEntropy(model.forward(x, mode), y));
        optimizer.step(grads);
        return value.item();
      }),
  };
}

function denseNet(description, activation, last) {
  const values = spec.denseParams(description).flatMap(({ w, b, in: inputs }) => [
    { shape: [inputs, w.length / inputs], data: w },
    { shape: [b.length], data: b },
  ]);
  return loaded(mlp(description.widths, activation, last), values);
}

function xor() {
  const { x, y, lr } = spec.xor;
  const [inputs, targets] = [
    tensor(Float32Array.from(x), { shape: [4, 2] }),
    tensor(Float32Array.from(y), { shape: [4, 1] }),
  ];
  const model = denseNet(spec.xor, tanh, [sigmoid]);
  const learned = parameters(model);
  const optimizer = new Optimizer(learned, sgd({ learningRate: lr }));
  const loss = () => mse(model.forward(inputs, mode), targets);
  const step = (read) =>
    scope(() => {
      const { value, grads } = valueAndGrad(learned, loss);
      optimizer.step(grads);
      return read?.(value);
    });
  return {
    once: () => step(),
    check: () => {
      for (let i = 0; i < 99; i++) step();
      return step((value) => value.item());
    },
  };
}

function policy() {
  const model = denseNet(spec.policy, tanh);
  const observation = fill(spec.policy.inputSeed, 4);
  const call = () => scope(() => model.forward(tensor(observation, { shape: [1, 4] }), inference).dataSync());
  return { once: call, check: () => project(call()) };
}

const fma = elementwise("fma", (s, a, b, c) => s.add(s.mul(a, b), c));

function adamStep({ n, ...options }) {
  const p = { p: new Param(operand(seeds.p, [n])) };
  const g = { p: operand(seeds.g, [n]) };
  const optimizer = new Optimizer(p, rule({ kind: "adam", ...options }));
  const once = () => optimizer.step(g);
  return {
    once,
    check: () => {
      once();
      return project(p.p.value.dataSync());
    },
  };
}

export const workloads = {
  W1: ({ m, k, n }) => {
    const [a, b] = [operand(seeds.A, [m, k]), operand(seeds.B, [k, n])];
    return timed(() => matmul(a, b));
  },

  W2: ({ dir, N, C, O, H, k, stride, pad, groups, OH }) => {
    const [x, w] = [operand(seeds.x, [N, C, H, H]), operand(seeds.w, [O, C / groups, k, k])];
    const forward = (image, weight) => conv2d(image, weight, { stride, padding: pad, groups });
    if (dir === "fwd") return timed(() => forward(x, w));
    const dy = operand(seeds.dy, [N, O, OH, OH]);
    const { pullback } = vjp(forward, x, w);
    return timed(() => pullback(dy));
  },

  W3: train,
  W4: train,
  W5: train,

  W6: ({ what }) => (what === "xor" ? xor() : policy()),

  W7: ({ op, n, rows, cols, ...options }) => {
    if (op === "adam") return adamStep({ n, ...options });
    const bound = op === "exp" || op === "tanh" ? 3 : 1;
    const a = operand(seeds.a, rows ? [rows, cols] : [n], -bound, bound);
    if (op === "sum")
      return { once: () => scope(() => sum(a).item()), check: () => scope(() => sum(a).item()) };
    if (op !== "fma") return timed(() => ({ exp, tanh, softmax })[op](a));
    const [b, c] = [operand(seeds.b, [n]), operand(seeds.c, [n])];
    return timed(() => fma(a, b, c));
  },

  W9: ({ net }) => {
    const model = loaded(models[net](), Object.values(spec.params(net, { inference: true })));
    const { input } = spec.nets[net];
    const image = fill(
      seeds.image,
      input.reduce((a, b) => a * b, 1),
    );
    const call = () =>
      scope(() => model.forward(tensor(image, { shape: [1, ...input] }), inference).dataSync());
    return { once: call, check: () => project(call()) };
  },
};
