import { ElementwiseOp, runElementwise } from "./elementwise-op.ts";
import { cast } from "./ops/cast.ts";
import { sumTo } from "./ops/expand.ts";
import { differentiate } from "./program/derivative.ts";
import { type Expression, isConstant } from "./program/expression.ts";
import { inputsRead } from "./program/program.ts";
import type { Call, Cotangents } from "./recorder.ts";
import type { Tensor } from "./tensor.ts";

/** Gradient of an elementwise op, for certain needed inputs and present cotangents. */
interface Gradient {
  /** Op that computes the gradients that are not equal to a cotangent; undefined if all are. */
  readonly op: ElementwiseOp | undefined;
  /** Operands of `op`, as indices among the forward inputs, outputs and cotangents (in this order). */
  readonly sources: readonly number[];
  /** Gradient of each forward input: an output of `op`, or otherwise a cotangent. Undefined without a gradient. */
  readonly results: readonly ({ readonly output: number; readonly cotangent: number } | undefined)[];
}

/** Vector-Jacobian product of an elementwise op, whose gradient is derived on first use. */
export function elementwiseVjp(
  op: ElementwiseOp,
  call: Call<readonly number[]>,
  cotangents: Cotangents,
  needed: readonly boolean[],
): Cotangents {
  const gradient = gradientOf(op, cotangents, needed);
  const taken: Tensor[] = [];
  for (const source of gradient.sources) taken.push(sourceOf(call, cotangents, source));
  const computed = gradient.op ? runElementwise(gradient.op, taken, call.attributes) : [];
  const results = new Array<Tensor | undefined>(needed.length);
  for (let i = 0; i < needed.length; i++) {
    const result = gradient.results[i];
    if (!result) continue;
    const full = result.output >= 0 ? computed[result.output] : cotangents[result.cotangent];
    const { view } = call.inputs[i] as Tensor;
    results[i] = cast(sumTo(full as Tensor, view.shape), view.dtype);
  }
  for (const made of computed) if (!results.includes(made)) made.dispose();
  return results;
}

/** Gradients derived so far, by op and by the pattern of needed inputs and present cotangents. */
const derived = /* @__PURE__ */ new WeakMap<ElementwiseOp, Map<number | string, Gradient>>();

function derivedOf(op: ElementwiseOp): Map<number | string, Gradient> {
  let gradients = derived.get(op);
  if (!gradients) {
    gradients = new Map();
    derived.set(op, gradients);
  }
  return gradients;
}

/** Returns the gradient for this pattern of needed inputs and present cotangents. */
function gradientOf(op: ElementwiseOp, cotangents: Cotangents, needed: readonly boolean[]): Gradient {
  const key = keyOf(cotangents, needed);
  const gradients = derivedOf(op);
  let gradient = gradients.get(key);
  if (!gradient) {
    gradient = derive(op, cotangents.map(Boolean), needed);
    gradients.set(key, gradient);
  }
  return gradient;
}

/** Pattern of present cotangents and needed inputs as the bits of a number, or as a string if there are too many. */
function keyOf(cotangents: Cotangents, needed: readonly boolean[]): number | string {
  if (cotangents.length + needed.length > 50) return [...cotangents, ...needed].map(Boolean).join();
  let key = 1;
  for (let i = 0; i < needed.length; i++) key = key * 2 + (needed[i] ? 1 : 0);
  for (let i = 0; i < cotangents.length; i++) key = key * 2 + (cotangents[i] ? 1 : 0);
  return key;
}

/**
 * Derives a gradient, which is again an elementwise op, of inputs, outputs and cotangents. If the derivative contains a
 * forward result as a subexpression, it reads the result instead of computing it again.
 */
function derive(
  { name, scalars: s, inputs, outputs }: ElementwiseOp,
  present: readonly boolean[],
  needed: readonly boolean[],
): Gradient {
  const cotangents = outputs.map(() => s.input("float"));
  const adjoints = outputs.map((output, k) => [output, cotangents[k] as Expression] as const);
  const arrived = adjoints.filter((_, k) => present[k]);
  const parts = differentiate(s, arrived, inputs).map((part, i) =>
    needed[i] && !isConstant(part, 0) ? part : undefined,
  );
  const computed = [...new Set(parts)].filter((part) => part !== undefined && !cotangents.includes(part));
  const available = [...inputs, ...outputs, ...cotangents];
  const read = inputsRead(computed as Expression[], available.filter(isWorthReading));
  return {
    op:
      computed.length > 0
        ? new ElementwiseOp(`${name}Gradient`, s, read, computed as Expression[])
        : undefined,
    sources: read.map((expression) => available.indexOf(expression)),
    results: parts.map(
      (part) => part && { output: computed.indexOf(part), cotangent: cotangents.indexOf(part) },
    ),
  };
}

/** Tensor with index `source` among inputs, outputs and cotangents. */
function sourceOf(
  { inputs, outputs }: Call<readonly number[]>,
  cotangents: Cotangents,
  source: number,
): Tensor {
  if (source < inputs.length) return inputs[source] as Tensor;
  const output = source - inputs.length;
  return (output < outputs.length ? outputs[output] : cotangents[output - outputs.length]) as Tensor;
}

/** True if reading an expression from memory can replace computing it. */
function isWorthReading(expression: Expression): boolean {
  return expression.op !== "constant" && expression.op !== "scalar";
}
