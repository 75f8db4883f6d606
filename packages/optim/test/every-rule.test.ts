import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamw,
  chain,
  clipByGlobalNorm,
  clipByValue,
  groups,
  lamb,
  lion,
  nadam,
  radam,
  rmsprop,
  rprop,
  sgd,
} from "@cambium/optim";
import { describeRule } from "./describe-rule.ts";

const learningRate = (step: number) => 0.01 / (step + 1);
const betas = [(step: number) => 0.9 - 0.1 / (step + 1), (step: number) => 0.999 - 0.1 / (step + 1)] as const;
const weightDecay = 0.1;

describeRule("sgd", () => sgd({ learningRate }));
describeRule("sgd with momentum", () => sgd({ learningRate, momentum: 0.9, dampening: 0.5 }));
describeRule("adam", () => adam({ learningRate, weightDecay }));
describeRule("adam with scheduled betas", () => adam({ learningRate, betas }));
describeRule("adamw", () => adamw({ learningRate, amsgrad: true }));
describeRule("adagrad", () => adagrad({ learningRate, weightDecay, lrDecay: 0.1 }));
describeRule("rmsprop", () => rmsprop({ learningRate, weightDecay }));
describeRule("rmsprop with momentum", () => rmsprop({ learningRate, momentum: betas[0], centered: true }));
describeRule("adadelta", () => adadelta({ learningRate: (step) => 1 / (step + 1), weightDecay }));
describeRule("adamax", () => adamax({ learningRate, weightDecay, betas }));
describeRule("nadam", () => nadam({ learningRate, weightDecay }));
describeRule("nadam with scheduled betas", () => nadam({ learningRate, betas }));
describeRule("radam", () => radam({ learningRate, weightDecay }));
describeRule("radam with scheduled betas", () => radam({ learningRate, betas }));
describeRule("lion", () => lion({ learningRate, weightDecay, betas }));
describeRule("rprop", () => rprop());
describeRule("lamb", () => lamb({ learningRate, weightDecay, betas }));
describeRule("chain", () => chain(clipByGlobalNorm(1), clipByValue(0.5), adam({ learningRate })));
describeRule("groups", () =>
  groups(
    { parameters: (name) => name.endsWith("bias"), rule: sgd({ learningRate }) },
    { rule: adam({ learningRate }) },
  ),
);
