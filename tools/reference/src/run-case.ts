import { valueAndGrad } from "@cambium/autograd";
import { add, mul, scope, sum, Tensor, tensor } from "@cambium/tensor";
import type { Case, CaseTensor, CaseTensors } from "./case.ts";
import { compare, type Difference, exact, type Tolerance } from "./compare.ts";
import {
  type FloatType,
  mapValues,
  type NamedTensors,
  type Numbers,
  type Operation,
  type Operations,
} from "./operation.ts";
import { textOf } from "./usage-error.ts";

/** One thing that is wrong with a case. */
export interface Failure extends Difference {
  /** Name of the result: `output y`, `gradient of x`; absent if the case could not be computed. */
  readonly result?: string;
}

const tolerances: Readonly<Record<FloatType, Tolerance>> = {
  float64: { rtol: 1e-9, atol: 1e-12 },
  float32: { rtol: 1e-5, atol: 1e-5 },
};
/** Of many steps, and of the variance of numbers near 1000, of which PyTorch itself loses as much. */
const loose: Tolerance = { rtol: 1e-4, atol: 1e-4 };

function toleranceOf({ name }: Case, { isTrajectory }: Operation, dtype: FloatType): Tolerance {
  return dtype === "float32" && (isTrajectory || name.includes("offset")) ? loose : tolerances[dtype];
}

/**
 * Computes a case on the default backend and compares values and gradients.
 *
 * @param operations What the `op` of a case may be.
 * @returns All that is wrong; nothing if the case passes.
 */
export function runCase(each: Case, operations: Operations, dtype: FloatType): Failure[] {
  const operation = Object.hasOwn(operations, each.op) ? operations[each.op] : undefined;
  if (!operation) return [{ problem: `op ${JSON.stringify(each.op)} is not known` }];
  const problem = missing(each, operation);
  if (problem !== undefined) return [{ problem }];
  try {
    const failures = scope(() => compareAll(each, operation, dtype));
    return failures.length === 0 ? [] : [...failures, ...unheeded(each, operation)];
  } catch (error) {
    const kind = error instanceof Error ? error.name : "thrown";
    return [{ problem: `${kind}: ${textOf(error)}` }, ...unheeded(each, operation)];
  }
}

/** Describes what the operation needs and the case lacks. */
function missing({ op, inputs, attrs, outputs }: Case, operation: Operation): string | undefined {
  if (Object.keys(outputs).length === 0) return "no outputs are given, so nothing can be compared";
  const absent = (names: readonly string[], given: object) =>
    names.filter((name) => !name.endsWith("?") && !Object.hasOwn(given, name));
  const [input] = absent(operation.inputs ?? [], inputs);
  if (input !== undefined) return `the input ${input} of ${op} is missing`;
  const [attribute] = absent(operation.attributes, attrs);
  return attribute === undefined ? undefined : `the attribute ${attribute} of ${op} is missing`;
}

/** Values of a failing case that the operation does not read, which may be the reason. */
function unheeded({ op, inputs, attrs }: Case, operation: Operation): Failure[] {
  const others = (names: readonly string[] | undefined, given: object) =>
    names ? Object.keys(given).filter((name) => !names.includes(name) && !names.includes(`${name}?`)) : [];
  return [
    ...others(operation.inputs, inputs).map((name) => `the input ${name}`),
    ...others(operation.attributes, attrs).map((name) => `the attribute ${name}`),
  ].map((what) => ({ problem: `${what} of ${op} is not known` }));
}

function compareAll(each: Case, operation: Operation, dtype: FloatType): Failure[] {
  const { attrs, inputs, outputs, upstream, grads } = each;
  const tolerance = toleranceOf(each, operation, dtype);
  const given = mapValues(inputs, (input) => read(input, dtype));
  const results = (): Readonly<Record<string, Tensor | Numbers>> => {
    const result = operation.run(given, attrs, dtype);
    return result instanceof Tensor ? { y: result } : result;
  };
  const failures = compareEach("output", scope(results), outputs, tolerance);
  if (Object.keys(grads).length === 0) return failures;
  const cotangents = mapValues(upstream, (x) => read(x, dtype));
  const variables = mapValues(grads, (_, name) => required(given, `the input ${name}`, name));
  const found = valueAndGrad(variables, () => weighted(results(), cotangents));
  return [...failures, ...compareEach("gradient of", found.grads, grads, tolerance)];
}

/** Σ over outputs of the sum of upstream·output. */
function weighted(results: Readonly<Record<string, Tensor | Numbers>>, cotangents: NamedTensors): Tensor {
  const parts = Object.entries(cotangents).map(([name, cotangent]) =>
    sum(mul(required(results, `the output ${name}`, name) as Tensor, cotangent)),
  );
  if (parts.length === 0) throw new Error("grads are given, but no upstream");
  return parts.reduce((a, b) => add(a, b));
}

function required<T>(record: Readonly<Record<string, T>>, what: string, name: string): T {
  const value = record[name];
  if (value === undefined) throw new Error(`${what} does not exist`);
  return value;
}

function compareEach(
  kind: string,
  got: Readonly<Record<string, Tensor | Numbers>>,
  wanted: CaseTensors,
  tolerance: Tolerance,
): Failure[] {
  return Object.entries(wanted).flatMap(([name, { shape, dtype, data }]) => {
    const result = `${kind} ${name}`;
    const found = got[name];
    if (!found) return [{ result, problem: "there is none" }];
    const numbers = found instanceof Tensor ? { shape: found.shape, data: found.dataSync() } : found;
    const difference = compare(numbers, { shape, data: data.map(Number) }, dtype ? exact : tolerance);
    return difference ? [{ result, ...difference }] : [];
  });
}

function read({ shape, dtype, data }: CaseTensor, float: FloatType): Tensor {
  const type = dtype === "int64" ? "int32" : (dtype ?? float);
  return tensor(Float64Array.from(data, Number), { shape, dtype: type });
}
