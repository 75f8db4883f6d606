import { valueAndGrad } from "@cambium/autograd";
import { Param, parameters } from "@cambium/module";
import { Optimizer, type Rule } from "@cambium/optim";
import {
  add,
  elementwise,
  matmul,
  mean,
  mul,
  scope,
  sub,
  sum,
  type Tensor,
  tensor,
  type Unary,
} from "@cambium/tensor";
import type { Case, CaseTensor } from "@cambium/testing";

const softplus: Unary = elementwise("softplus", (s, x) => s.softplus(x));

type Tensors = Readonly<Record<string, Tensor>>;

/** What the cases minimise. */
interface Problem {
  /** What is learned, and the input that it starts from. */
  readonly starts: Readonly<Record<string, string>>;
  readonly loss: (learned: Tensors, given: Tensors) => Tensor;
}

const problems: Readonly<Record<string, Problem>> = {
  quadratic: {
    starts: { x: "x0" },
    loss: ({ x }, { A, b }) => sub(mul(0.5, matmul(x!, matmul(A!, x!))), sum(mul(b!, x!))),
  },
  logistic: {
    starts: { w: "w0", b: "b0" },
    loss: ({ w, b }, { X, y }) => {
      const z = add(matmul(X!, w!), b!);
      return mean(sub(softplus(z), mul(y!, z)));
    },
  },
};

/** Runs an optimizer; the loss before each step, and the parameters after it. */
export function trajectoryOf(
  { attrs, inputs }: Case,
  rule: Rule,
  dtype: "float32" | "float64",
): Record<string, number[]> {
  const { starts, loss } = problems[attrs.problem]!;
  const read = ({ shape, data }: CaseTensor) => tensor(Float64Array.from(data, Number), { shape, dtype });
  const given = mapValues(inputs, read);
  const model = mapValues(starts, (input) => new Param(read(inputs[input]!)));
  const optimizer = new Optimizer(parameters(model), rule);
  const rows: Record<string, number[]> = { loss: [], ...mapValues(starts, () => []) };
  const learned = () => mapValues(model, (param) => param.value);
  const trainOneStep = () => {
    const { value, grads } = valueAndGrad(parameters(model), () => loss(learned(), given));
    rows.loss!.push(value.item());
    optimizer.step(grads);
    for (const [name, param] of Object.entries(model)) rows[name]!.push(...param.value.dataSync());
  };
  for (let step = 0; step < attrs.steps; step++) scope(trainOneStep);
  return rows;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, f: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value)]));
}
