import { valueAndGrad } from "@cambium/autograd";
import { type Param, parameters } from "@cambium/module";
import { Optimizer, type Rule } from "@cambium/optim";
import { scope, type Tensor } from "@cambium/tensor";
import type { NamedTensors } from "../operation.ts";

/** Callbacks of `trainSteps`, called at each step. */
export interface StepListener {
  /** Before the parameters change: which step, from 0, and their gradients. */
  readonly before?: (step: number, grads: NamedTensors) => void;
  /** After they changed. */
  readonly after?: (params: Readonly<Record<string, Param>>) => void;
}

/**
 * Minimizes a loss.
 *
 * @param loss The loss of a step; steps count from 0.
 * @returns The loss of each step, before its update.
 */
export function trainSteps(
  model: object,
  rule: Rule,
  steps: number,
  loss: (step: number) => Tensor,
  { before, after }: StepListener,
): number[] {
  const params = parameters(model);
  const optimizer = new Optimizer(params, rule);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    scope(() => {
      const { value, grads } = valueAndGrad(params, () => loss(step));
      losses.push(value.item());
      before?.(step, grads);
      optimizer.step(grads);
      after?.(params);
    });
  }
  optimizer.dispose();
  return losses;
}
