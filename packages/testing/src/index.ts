export {
  type Case,
  type CaseOperation,
  type CaseOptions,
  type CaseTensor,
  type CaseTensors,
  describeCases,
  type NamedTensors,
} from "./cases.ts";
export { type CheckGradientOptions, checkGradient, type Differentiable } from "./check-gradient.ts";
export { type Tolerance, toBeClose, type Values } from "./close.ts";
export { type BackendSuiteOptions, describeBackend } from "./describe-backend.ts";
export { describeOp } from "./describe-op.ts";
export { describeRandomOp } from "./describe-random-op.ts";
export { expectNoLeak } from "./leak.ts";
export { everyType, type Formula, numberTypes, type OpRow, type Run, type Sample } from "./op-row.ts";
export { opTable } from "./op-table/index.ts";
export { type RandomRow, randomOps } from "./op-table/random.ts";
export { bools, type FloatRange, floats, type InputSample, ints, positives } from "./samples.ts";
