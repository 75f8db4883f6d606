import { adam, adamw, chain, clipByGlobalNorm, clipByValue, groups, sgd } from "@cambium/optim";
import { describeRule } from "./describe-rule.ts";

const learningRate = (step: number) => 0.01 / (step + 1);

describeRule("sgd", () => sgd({ learningRate }));
describeRule("sgd with momentum", () => sgd({ learningRate, momentum: 0.9, dampening: 0.5 }));
describeRule("adam", () => adam({ learningRate, weightDecay: 0.1 }));
describeRule("adamw", () => adamw({ learningRate, amsgrad: true }));
describeRule("chain", () => chain(clipByGlobalNorm(1), clipByValue(0.5), adam({ learningRate })));
describeRule("groups", () =>
  groups(
    { parameters: (name) => name.endsWith("bias"), rule: sgd({ learningRate }) },
    { rule: adam({ learningRate }) },
  ),
);
