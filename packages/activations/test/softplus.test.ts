import { describeOp, floats } from "@cambium/testing";
import { softplus } from "../src/softplus.ts";

describeOp({
  name: "softplus",
  run: (x) => softplus(x!, 2),
  inputs: [floats([2, 3])],
  formula: (x) => Math.log1p(Math.exp(2 * x)) / 2,
});
