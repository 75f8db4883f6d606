import { describeOp, floats } from "@cambium/testing";
import { leakyRelu } from "../src/leaky-relu.ts";

describeOp({
  name: "leakyRelu",
  run: (x) => leakyRelu(x!, 0.2),
  inputs: [floats([2, 3])],
  formula: (x) => (x > 0 ? x : 0.2 * x),
});
