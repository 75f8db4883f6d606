import { describeOp, floats } from "@cambium/testing";
import { silu } from "../src/silu.ts";

describeOp({
  name: "silu",
  run: (x) => silu(x!),
  inputs: [floats([2, 3])],
  formula: (x) => (x === -Infinity ? 0 : x / (1 + Math.exp(-x))),
});
