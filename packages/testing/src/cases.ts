import { valueAndGrad } from "@cambium/autograd";
import { add, type Backend, type DType, mul, type Shape, scope, sum, Tensor, tensor } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, test } from "vitest";
import { expectClose, type Tolerance } from "./close.ts";

/** A tensor in a file of cases: row-major numbers, or the strings "NaN", "Infinity" and "-Infinity". */
export interface CaseTensor {
  /** Sizes of the dimensions; their product is the length of `data`. */
  readonly shape: Shape;
  /** Absent for floats. */
  readonly dtype?: "int64" | "bool";
  /** The elements in row-major order. */
  readonly data: readonly (number | string)[];
}

/** Tensors of a case, by the names that its operation gives them. */
export type CaseTensors = Readonly<Record<string, CaseTensor>>;

/** What another library computed: results, and the gradients of Σ upstream·outputs. */
export interface Case {
  /** What the test is called. */
  readonly name: string;
  /** Which operation to run, a key of what `describeCases` is given. */
  readonly op: string;
  /** What beside tensors the operation is given. */
  // biome-ignore lint/suspicious/noExplicitAny: every op has attributes of its own.
  readonly attrs: any;
  /** What the operation is given. */
  readonly inputs: CaseTensors;
  /** What it must compute; `y` where there is one alone. */
  readonly outputs: CaseTensors;
  /** A cotangent of each output that the gradients are of, with its shape. */
  readonly upstream: CaseTensors;
  /** The gradient with respect to each input that has one, under its name; empty to check no gradients. */
  readonly grads: CaseTensors;
}

/** Tensors by the names they have in a case. */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** Computes the outputs of a case; a tensor alone is the output `y`. */
// biome-ignore lint/suspicious/noExplicitAny: see Case.
export type CaseOperation = (inputs: NamedTensors, attributes: any) => Tensor | NamedTensors;

/** Where and how exactly cases run. */
export interface CaseOptions {
  /** Type of the float inputs. Default: float64. */
  readonly dtype?: "float32" | "float64";
  /** Default: the reference backend. */
  readonly backend?: () => Backend;
  /** By the case's name. Default: rtol 1e-9 and atol 1e-12 for float64, 1e-5 both for float32. */
  readonly tolerance?: (name: string) => Tolerance;
}

const defaultTolerance: Readonly<Record<"float32" | "float64", Tolerance>> = {
  float32: { rtol: 1e-5, atol: 1e-5 },
  float64: { rtol: 1e-9, atol: 1e-12 },
};

function read({ shape, dtype, data }: CaseTensor, float: DType, backend: Backend): Tensor {
  const type = dtype === "int64" ? "int32" : (dtype ?? float);
  return tensor(Float64Array.from(data, Number), { shape, dtype: type, backend });
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  fn: (value: A, name: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, fn(value, name)]));
}

async function expectAll(
  what: string,
  got: NamedTensors,
  wanted: CaseTensors,
  tolerance: Tolerance,
): Promise<void> {
  for (const [name, { shape, data }] of Object.entries(wanted)) {
    const x = got[name];
    if (!x) throw new Error(`${what} ${name} is missing`);
    const exact = x.dtype === "int32" || x.dtype === "bool";
    const wantedElements = { shape, data: data.map(Number) };
    expectClose(
      `${what} ${name}`,
      { shape: x.shape, data: await x.data() },
      wantedElements,
      exact ? { rtol: 0, atol: 0 } : tolerance,
    );
  }
}

async function runCase(
  { attrs, inputs, outputs, upstream, grads }: Case,
  operation: CaseOperation,
  dtype: DType,
  backend: Backend,
  tolerance: Tolerance,
): Promise<void> {
  const given = mapValues(inputs, (input) => read(input, dtype, backend));
  const results = (): NamedTensors => {
    const result = operation(given, attrs);
    return result instanceof Tensor ? { y: result } : result;
  };
  await expectAll("output", scope(results), outputs, tolerance);
  if (Object.keys(grads).length === 0) return;
  const cotangents = mapValues(upstream, (x) => read(x, dtype, backend));
  const found = valueAndGrad(
    mapValues(grads, (_, name) => given[name]!),
    () => {
      const results_ = results();
      return Object.entries(cotangents)
        .map(([name, cotangent]) => sum(mul(results_[name]!, cotangent)))
        .reduce((a, b) => add(a, b));
    },
  );
  await expectAll("gradient of", found.grads, grads, tolerance);
}

/**
 * One test for each case: results and gradients are close to those that are given.
 *
 * @param title Of the group of tests.
 * @param operations What to run for each `op` that the cases name.
 */
export function describeCases(
  title: string,
  cases: readonly Case[],
  operations: Readonly<Record<string, CaseOperation>>,
  options: CaseOptions = {},
): void {
  const {
    dtype = "float64",
    backend = () => referenceBackend,
    tolerance = () => defaultTolerance[dtype],
  } = options;
  describe(title, () => {
    for (const each of cases) {
      test(each.name, async () => {
        const operation = operations[each.op];
        if (!operation) throw new Error(`no operation is given for ${each.op}`);
        await runCase(each, operation, dtype, backend(), tolerance(each.name));
      });
    }
  });
}
