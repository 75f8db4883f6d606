import {
  type Cycled,
  constantSchedule,
  cosineAnnealingSchedule,
  cosineAnnealingWarmRestartsSchedule,
  cyclicSchedule,
  exponentialSchedule,
  linearSchedule,
  multiStepSchedule,
  oneCycleSchedule,
  polynomialSchedule,
  ReduceOnPlateau,
  type Schedule,
  stepSchedule,
} from "@cambium/optim";
import {
  type Attribute,
  type Numbers,
  type Operation,
  type Operations,
  operation,
  series,
} from "../operation.ts";

/** PyTorch's options of a schedule. */
type Hyper = Readonly<Record<string, Attribute>>;

/** The values of the first step and after each of `steps` more. */
const valuesOf = (schedule: Schedule, steps: number): Numbers =>
  series(Array.from({ length: steps + 1 }, (_, step) => schedule(step)));

/** A schedule of the learning rate alone, from the rate that it starts from. */
const ofRate = (make: (base: number, hyper: Hyper) => Schedule): Operation =>
  operation([], ["base_lr", "steps", "hyper"], (_, { base_lr, steps, hyper }) => ({
    lr: valuesOf(make(base_lr, hyper), steps),
  }));

/** A schedule that sets the rate itself, and on request the momentum. */
const ofBoth = (make: (hyper: Hyper) => Cycled): Operation =>
  operation([], ["base_lr?", "momentum?", "steps", "hyper"], (_, { steps, hyper }) => {
    const { learningRate, momentum } = make(hyper);
    const lr = valuesOf(learningRate, steps);
    return hyper.cycle_momentum ? { lr, momentum: valuesOf(momentum, steps) } : { lr };
  });

/** `exp_range` in our words. */
const modeOf = (mode: string) => (mode === "exp_range" ? "expRange" : (mode as "triangular" | "triangular2"));

const reduceOnPlateau = operation(
  ["metrics"],
  ["base_lr", "steps", "hyper"],
  ({ metrics }, { base_lr, steps, hyper }) => {
    const plateau = new ReduceOnPlateau(base_lr, {
      mode: hyper.mode,
      factor: hyper.factor,
      patience: hyper.patience,
      threshold: hyper.threshold,
      thresholdMode: hyper.threshold_mode,
      cooldown: hyper.cooldown,
      minLr: hyper.min_lr,
      eps: hyper.eps,
    });
    const rates = [plateau.schedule(0)];
    for (const [step, metric] of metrics.dataSync().slice(0, steps).entries()) {
      plateau.observe(metric);
      rates.push(plateau.schedule(step + 1));
    }
    return { lr: series(rates) };
  },
);

/** Schedules: the rate of the first step, then that after each step of the schedule. */
export const scheduleOperations: Operations = {
  step_lr: ofRate((base, { step_size, gamma }) => stepSchedule(base, { stepSize: step_size, gamma })),
  multi_step_lr: ofRate((base, { milestones, gamma }) => multiStepSchedule(base, { milestones, gamma })),
  exponential_lr: ofRate((base, { gamma }) => exponentialSchedule(base, { gamma })),
  cosine_annealing_lr: ofRate((base, { T_max, eta_min }) =>
    cosineAnnealingSchedule(base, { tMax: T_max, etaMin: eta_min }),
  ),
  cosine_annealing_warm_restarts: ofRate((base, { T_0, T_mult, eta_min }) =>
    cosineAnnealingWarmRestartsSchedule(base, { t0: T_0, tMult: T_mult, etaMin: eta_min }),
  ),
  linear_lr: ofRate((base, { start_factor, end_factor, total_iters }) =>
    linearSchedule(base, { startFactor: start_factor, endFactor: end_factor, totalIters: total_iters }),
  ),
  constant_lr: ofRate((base, { factor, total_iters }) =>
    constantSchedule(base, { factor, totalIters: total_iters }),
  ),
  polynomial_lr: ofRate((base, { total_iters, power }) =>
    polynomialSchedule(base, { totalIters: total_iters, power }),
  ),
  one_cycle_lr: ofBoth((hyper) =>
    oneCycleSchedule({
      maxLr: hyper.max_lr,
      totalSteps: hyper.total_steps,
      pctStart: hyper.pct_start,
      annealStrategy: hyper.anneal_strategy,
      baseMomentum: hyper.base_momentum,
      maxMomentum: hyper.max_momentum,
      divFactor: hyper.div_factor,
      finalDivFactor: hyper.final_div_factor,
      threePhase: hyper.three_phase,
    }),
  ),
  cyclic_lr: ofBoth((hyper) =>
    cyclicSchedule({
      baseLr: hyper.base_lr,
      maxLr: hyper.max_lr,
      stepSizeUp: hyper.step_size_up,
      stepSizeDown: hyper.step_size_down,
      mode: modeOf(hyper.mode),
      gamma: hyper.gamma,
      baseMomentum: hyper.base_momentum,
      maxMomentum: hyper.max_momentum,
    }),
  ),
  reduce_lr_on_plateau: reduceOnPlateau,
};
