import { valueAndGrad } from "@cambium/autograd";
import { crossEntropy, mse } from "@cambium/losses";
import { Param, parameters, training } from "@cambium/module";
import { adam, Optimizer, type Rule, sgd } from "@cambium/optim";
import { Rng, scope, sigmoid, tanh, tensor } from "@cambium/tensor";
import type { Timed, Trained } from "./answers.ts";
import type { AdamSpec, Harness, NetName, OptimizerSpec } from "./harness.ts";
import { makeDenseNet, makeNet } from "./nets.ts";

/** Training mode. No net of the harness draws random numbers. */
const mode = training(new Rng(0));

/** Training steps of a net on the harness's batches. */
export function train(harness: Harness, net: NetName): Trained {
  const { batch, input, optimizer: options } = harness.spec.nets[net];
  const model = makeNet(harness, net);
  const learned = parameters(model);
  const optimizer = new Optimizer(learned, ruleOf(options));
  const batches = harness.spec.batches(net).map(({ x, y }) => ({
    x: tensor(x, { shape: [batch, ...input] }),
    y: tensor(Int32Array.from(y)),
  }));
  return {
    step: (i) =>
      scope(() => {
        const { x, y } = batches[i % batches.length]!;
        const { value, grads } = valueAndGrad(learned, () => crossEntropy(model.forward(x, mode), y));
        optimizer.step(grads);
        return value.item();
      }),
  };
}

function ruleOf(options: OptimizerSpec): Rule {
  if (options.kind === "sgd") return sgd({ learningRate: options.lr, momentum: options.momentum });
  return adamOf(options);
}

function adamOf({ lr, beta1, beta2, eps }: Omit<AdamSpec, "kind">): Rule {
  return adam({ learningRate: lr, betas: [beta1, beta2], eps });
}

/** Step of Adam on one large parameter with a constant gradient. */
export function adamStep(
  { spec, fill, project }: Harness,
  n: number,
  options: Omit<AdamSpec, "kind">,
): Timed {
  const p = { p: new Param(tensor(fill(spec.seeds.p, n))) };
  const g = { p: tensor(fill(spec.seeds.g, n)) };
  const optimizer = new Optimizer(p, adamOf(options));
  return {
    once: () => optimizer.step(g),
    check: () => {
      optimizer.step(g);
      return project(p.p.value.dataSync());
    },
  };
}

/** Training steps of a tiny net on the four examples of XOR. The check is the loss before step 100. */
export function xorStep(harness: Harness): Timed {
  const { x, y, lr } = harness.spec.xor;
  const inputs = tensor(Float32Array.from(x), { shape: [4, 2] });
  const targets = tensor(Float32Array.from(y), { shape: [4, 1] });
  const model = makeDenseNet(harness, harness.spec.xor, tanh, [sigmoid]);
  const learned = parameters(model);
  const optimizer = new Optimizer(learned, sgd({ learningRate: lr }));
  const loss = () => mse(model.forward(inputs, mode), targets);
  const once = () => scope(() => optimizer.step(valueAndGrad(learned, loss).grads));
  return {
    once,
    check: () => {
      for (let i = 0; i < 99; i++) once();
      return scope(() => loss().item());
    },
  };
}
