import { Buffer, Param, parameters } from "@cambium/module";
import { tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import * as optim from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = optim;
const model = { layer: { weight: new Param(tensor([1, 2])), mean: new Buffer(tensor([0])) } };
const rule = "Pass what an optimizer makes, such as adam({ learningRate: 1e-3 }).";
const parametersFirst = "Pass parameters(model), then a rule.";

test.each<[string, () => unknown, string]>([
  [
    "a model in the place of its parameters",
    () => new untyped.Optimizer(model, optim.adam()),
    `Optimizer: expected parameters by name: layer is a plain object. ${parametersFirst}`,
  ],
  [
    "no parameters",
    () => new untyped.Optimizer(),
    `Optimizer: expected parameters by name: the first argument is undefined. ${parametersFirst}`,
  ],
  [
    "no rule",
    () => new untyped.Optimizer(parameters(model)),
    `Optimizer: expected a rule: got undefined. ${rule}`,
  ],
  [
    "an optimizer that was not called",
    () => new untyped.Optimizer(parameters(model), optim.adam),
    `Optimizer: expected a rule: got the function adam. ${rule}`,
  ],
  ["an array of rules", () => untyped.chain([optim.adam()]), `chain: expected a rule: got an array. ${rule}`],
  [
    "a group without a rule",
    () => untyped.groups({ lr: 0.1 }),
    `groups: expected a rule: got undefined. ${rule}`,
  ],
  [
    "no gradients",
    () => new untyped.Optimizer(parameters(model), optim.adam()).step(),
    "Optimizer.step: expected gradients by name: got undefined. Differentiate with respect to the same parameters: " +
      "valueAndGrad(parameters(model), …).",
  ],
  [
    "no learning rate",
    () => untyped.sgd({}),
    "sgd: learningRate must be a number, or a function of the step: got undefined. Give it one.",
  ],
  [
    "one beta",
    () => untyped.adam({ betas: 0.9 }),
    "adam: betas must be a pair: got 0.9. The usual one is [0.9, 0.999].",
  ],
  [
    "a promise of gradients",
    () => new untyped.Optimizer(parameters(model), optim.adam()).step(Promise.resolve({})),
    "Optimizer.step: expected gradients by name: got a promise. Await it first.",
  ],
  [
    "a name in place of a group's function",
    () => untyped.groups({ parameters: "bias", rule: optim.adam() }),
    'groups: parameters must be a function of a parameter\'s name: got "bias". ' +
      'Write parameters: (name) => name.endsWith("bias"), for example.',
  ],
  [
    "a number among schedules",
    () => untyped.productSchedule(optim.stepSchedule(1, { stepSize: 1 }), 0.1),
    "productSchedule: schedule 1 must be a function of the step: got 0.1. Give it one.",
  ],
  [
    "schedules that are no list",
    () => untyped.sequentialSchedule(optim.stepSchedule(1, { stepSize: 1 }), { milestones: [] }),
    "sequentialSchedule: schedules must be an array: got a function.",
  ],
  [
    "milestones that are no list",
    () => untyped.multiStepSchedule(1, { milestones: 30 }),
    "multiStepSchedule: milestones must be an array: got 30.",
  ],
  [
    "a schedule that warms up nothing",
    () => untyped.warmupSchedule(undefined, { steps: 3 }),
    "warmupSchedule: schedule must be a number, or a function of the step: got undefined. Give it one.",
  ],
  [
    "a plateau of tensors",
    () => new optim.ReduceOnPlateau(1).observe(tensor(1) as never),
    "ReduceOnPlateau.observe: the metric must be a number: got an instance of Tensor. Pass a number, such as loss.item().",
  ],
  [
    "a plateau of nothing",
    () => untyped.ReduceOnPlateau.prototype.observe.call(new optim.ReduceOnPlateau(1), undefined),
    "ReduceOnPlateau.observe: the metric must be a number: got undefined. Pass a number, such as loss.item().",
  ],
  [
    "a plateau of promises",
    () => new optim.ReduceOnPlateau(1).observe(Promise.resolve(1) as never),
    "ReduceOnPlateau.observe: the metric must be a number: got an instance of Promise. Await it first.",
  ],
  [
    "no averaging",
    () => new untyped.AveragedWeights(model, 0.999),
    "AveragedWeights: averaging must be ema(), swa() or another schedule: got 0.999. Give it one.",
  ],
  [
    "parameters in the place of a model",
    () => new untyped.AveragedWeights(parameters(model), optim.swa()),
    "AveragedWeights: expected a model: got one with a field layer.weight. Pass the model itself, not its parameters.",
  ],
])("%s", (_, misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});

test("a number in a string is no number, given or made by a schedule", () => {
  expect(() => untyped.adam({ eps: "1e-8" })).toThrow(
    new RangeError('adam: eps must be finite and at least 0: got "1e-8".'),
  );
  expect(() => untyped.sgd({ learningRate: () => "0.1" })).toThrow(
    'sgd: learningRate must be finite and at least 0: its schedule gave "0.1" at step 0.',
  );
});

const withOptions = [
  ..."adadelta adagrad adam adamax adamw ema lamb lion nadam radam rmsprop rprop sgd".split(" "),
  ..."cyclicSchedule oneCycleSchedule rampSchedule".split(" "),
];
const withOneBefore = [
  ..."clipByGlobalNorm globalNorm constantSchedule cosineAnnealingSchedule cosineAnnealingWarmRestartsSchedule".split(
    " ",
  ),
  ..."exponentialSchedule inverseTimeSchedule linearSchedule multiStepSchedule polynomialSchedule".split(" "),
  ..."sequentialSchedule stepSchedule warmupSchedule".split(" "),
];

test.each([
  ...withOptions.map((name) => [name, [] as unknown[]] as const),
  ...withOneBefore.map((name) => [name, [1] as unknown[]] as const),
])("%s knows its options", (name, before) => {
  expect(() => untyped[name](...before, { nonsense: 1 })).toThrow(
    `${name}: there is no option nonsense. Use one`,
  );
});

test("ReduceOnPlateau knows its options", () => {
  expect(() => new untyped.ReduceOnPlateau(0.1, { min_lr: 1 })).toThrow(
    "ReduceOnPlateau: there is no option min_lr. Did you mean minLr?",
  );
});
