export { type AdadeltaOptions, adadelta } from "./adadelta.ts";
export { type AdagradOptions, adagrad } from "./adagrad.ts";
export { type AdamOptions, adam } from "./adam.ts";
export type { Betas, MomentOptions } from "./adam-rule.ts";
export { type AdamaxOptions, adamax } from "./adamax.ts";
export { type AdamwOptions, adamw } from "./adamw.ts";
export { AveragedWeights, type AveragedWeightsState } from "./averaged-weights.ts";
export { chain } from "./chain.ts";
export { clipByGlobalNorm } from "./clip-by-global-norm.ts";
export { clipByValue } from "./clip-by-value.ts";
export {
  type ElementwiseExpressions,
  type ElementwiseState,
  type ElementwiseUpdate,
  elementwiseRule,
} from "./elementwise-rule.ts";
export { type EmaOptions, ema } from "./ema.ts";
export { globalNorm, type NormOptions } from "./global-norm.ts";
export { type Group, groups } from "./groups.ts";
export { type LambOptions, lamb } from "./lamb.ts";
export { type LionOptions, lion } from "./lion.ts";
export { type NadamOptions, nadam } from "./nadam.ts";
export { Optimizer, type OptimizerState } from "./optimizer.ts";
export { type RadamOptions, radam } from "./radam.ts";
export { type RmspropOptions, rmsprop } from "./rmsprop.ts";
export { type RpropOptions, rprop } from "./rprop.ts";
export type { Rule, RuleState, Tensors, Update } from "./rule.ts";
export type { Schedule } from "./schedule.ts";
export {
  type ConstantScheduleOptions,
  constantSchedule,
} from "./schedules/constant-schedule.ts";
export {
  type CosineAnnealingScheduleOptions,
  cosineAnnealingSchedule,
} from "./schedules/cosine-annealing-schedule.ts";
export {
  type CosineAnnealingWarmRestartsScheduleOptions,
  cosineAnnealingWarmRestartsSchedule,
} from "./schedules/cosine-annealing-warm-restarts-schedule.ts";
export type { Cycled } from "./schedules/cycled.ts";
export { type CyclicScheduleOptions, cyclicSchedule } from "./schedules/cyclic-schedule.ts";
export { type ExponentialScheduleOptions, exponentialSchedule } from "./schedules/exponential-schedule.ts";
export { type InverseTimeScheduleOptions, inverseTimeSchedule } from "./schedules/inverse-time-schedule.ts";
export { type LinearScheduleOptions, linearSchedule } from "./schedules/linear-schedule.ts";
export { type MultiStepScheduleOptions, multiStepSchedule } from "./schedules/multi-step-schedule.ts";
export { type OneCycleScheduleOptions, oneCycleSchedule } from "./schedules/one-cycle-schedule.ts";
export { type PolynomialScheduleOptions, polynomialSchedule } from "./schedules/polynomial-schedule.ts";
export { productSchedule } from "./schedules/product-schedule.ts";
export { type RampScheduleOptions, rampSchedule } from "./schedules/ramp-schedule.ts";
export {
  ReduceOnPlateau,
  type ReduceOnPlateauOptions,
  type ReduceOnPlateauState,
} from "./schedules/reduce-on-plateau.ts";
export { type SequentialScheduleOptions, sequentialSchedule } from "./schedules/sequential-schedule.ts";
export { type StepScheduleOptions, stepSchedule } from "./schedules/step-schedule.ts";
export { type WarmupScheduleOptions, warmupSchedule } from "./schedules/warmup-schedule.ts";
export { type SgdOptions, sgd } from "./sgd.ts";
export { swa } from "./swa.ts";
