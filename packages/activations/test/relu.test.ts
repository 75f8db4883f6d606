import { describeOp, floats } from "@cambium/testing";
import { relu } from "../src/relu.ts";

describeOp({
  name: "relu",
  run: (x) => relu(x!),
  inputs: [floats([2, 3])],
  formula: (x) => Math.max(x, 0),
});
