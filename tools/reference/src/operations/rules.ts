import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamw,
  lion,
  nadam,
  type Rule,
  radam,
  rmsprop,
  rprop,
  sgd,
} from "@cambium/optim";
import type { Attribute } from "../operation.ts";

/** PyTorch's options of an optimizer. */
type Hyper = Readonly<Record<string, Attribute>>;

/** Options of nearly all rules. An option that is absent has PyTorch's default. */
const common = ({ lr, weight_decay, eps }: Hyper) => ({
  ...(lr !== undefined && { learningRate: lr }),
  ...(weight_decay !== undefined && { weightDecay: weight_decay }),
  ...(eps !== undefined && { eps }),
});

/** Options of Adam and the rules derived from it. */
const moments = (hyper: Hyper) => ({
  ...common(hyper),
  ...(hyper.betas !== undefined && { betas: hyper.betas }),
});

/** Cambium's optimizer for each of PyTorch's. */
const rules: Readonly<Record<string, (hyper: Hyper) => Rule>> = {
  sgd: ({ momentum, dampening, nesterov, ...hyper }) =>
    sgd({ learningRate: hyper.lr, ...common(hyper), momentum, dampening, nesterov }),
  adagrad: ({ lr_decay, initial_accumulator_value, ...hyper }) =>
    adagrad({
      ...common(hyper),
      lrDecay: lr_decay,
      initialAccumulatorValue: initial_accumulator_value,
    }),
  rmsprop: ({ alpha, momentum, centered, ...hyper }) =>
    rmsprop({ ...common(hyper), alpha, momentum, centered }),
  adam: ({ amsgrad, ...hyper }) => adam({ ...moments(hyper), amsgrad }),
  adam_no_bias_correction: ({ amsgrad, ...hyper }) =>
    adam({ ...moments(hyper), amsgrad, biasCorrection: false }),
  adamw: ({ amsgrad, ...hyper }) => adamw({ ...moments(hyper), amsgrad }),
  adadelta: ({ rho, ...hyper }) => adadelta({ ...common(hyper), rho }),
  adamax: (hyper) => adamax(moments(hyper)),
  nadam: ({ momentum_decay, ...hyper }) => nadam({ ...moments(hyper), momentumDecay: momentum_decay }),
  radam: (hyper) => radam(moments(hyper)),
  lion: (hyper) => lion(moments(hyper)),
  rprop: ({ lr, etas, step_sizes }) => rprop({ learningRate: lr, etas, stepSizes: step_sizes }),
};

/** The names of the optimizers. */
export const optimizerNames: readonly string[] = Object.keys(rules);

/** The optimizer of this name. */
export function ruleOf(name: string, hyper: Hyper): Rule {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) throw new Error(`optimizer ${JSON.stringify(name)} is not known`);
  return rule(hyper);
}
