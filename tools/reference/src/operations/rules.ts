import { adam, adamw, type Rule, sgd } from "@cambium/optim";
import type { Attribute } from "../operation.ts";

/** PyTorch's options of an optimizer. */
type Hyper = Readonly<Record<string, Attribute>>;

const moments = ({ lr, betas, eps, weight_decay = 0, amsgrad = false }: Hyper) => ({
  learningRate: lr,
  betas,
  epsilon: eps,
  weightDecay: weight_decay,
  amsgrad,
});

/** Cambium's optimizer for each of PyTorch's. */
const rules: Readonly<Record<string, (hyper: Hyper) => Rule>> = {
  sgd: ({ lr, momentum, dampening, nesterov, weight_decay }) =>
    sgd({ learningRate: lr, momentum, dampening, nesterov, weightDecay: weight_decay }),
  adam: (hyper) => adam(moments(hyper)),
  adam_no_bias_correction: (hyper) => adam({ ...moments(hyper), biasCorrection: false }),
  adamw: (hyper) => adamw(moments(hyper)),
};

/** The names of the optimizers. */
export const optimizerNames: readonly string[] = Object.keys(rules);

/** The optimizer of this name. */
export function ruleOf(name: string, hyper: Hyper): Rule {
  const rule = rules[name];
  if (!rule) throw new Error(`optimizer ${JSON.stringify(name)} is not known`);
  return rule(hyper);
}
