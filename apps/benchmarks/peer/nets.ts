import { relu } from "@cambium/activations";
import {
  BatchNorm2d,
  Conv2d,
  Flatten,
  GlobalAvgPool2d,
  Linear,
  MaxPool2d,
  Sequential,
} from "@cambium/layers";
import type { Buffer, Param } from "@cambium/module";
import { type Tensor, tensor } from "@cambium/tensor";
import type { DenseNet, Harness, NetName, Values } from "./harness.ts";

/** A function between two layers. */
type Activation = (x: Tensor) => Tensor;

/** Returns a net of the harness by its name, with the parameters of the harness. */
export function makeNet(
  { spec }: Harness,
  net: NetName,
  options: { readonly inference?: boolean } = {},
): Sequential {
  return loaded(models[net](spec.nets[net].widths ?? []), Object.values(spec.params(net, options)));
}

/** Returns a dense net that the harness describes by its widths, with the parameters of the harness. */
export function makeDenseNet(
  { spec }: Harness,
  net: DenseNet,
  activation: Activation,
  last: readonly Activation[] = [],
): Sequential {
  const values = spec.denseParams(net).flatMap(({ w, b, in: inputs }) => [
    { shape: [inputs, w.length / inputs], data: w },
    { shape: [b.length], data: b },
  ]);
  return loaded(mlp(net.widths, activation, last), values);
}

const models: Readonly<Record<NetName, (widths: readonly number[]) => Sequential>> = {
  mlp: (widths) => mlp(widths, relu),
  lenet,
  convbn,
};

function mlp(
  widths: readonly number[],
  activation: Activation,
  last: readonly Activation[] = [],
): Sequential {
  const outputs = widths.slice(1);
  return new Sequential(
    ...outputs.flatMap((width, i) => [
      new Linear(widths[i]!, width),
      ...(i < outputs.length - 1 ? [activation] : last),
    ]),
  );
}

function lenet(): Sequential {
  return new Sequential(
    new Conv2d(1, 32, 5, { padding: 2 }),
    relu,
    new MaxPool2d(2),
    new Conv2d(32, 64, 5, { padding: 2 }),
    relu,
    new MaxPool2d(2),
    new Flatten(),
    new Linear(3136, 512),
    relu,
    new Linear(512, 10),
  );
}

function convbn(): Sequential {
  return new Sequential(
    ...block(3, 32),
    ...block(32, 32),
    new MaxPool2d(2),
    ...block(32, 64),
    ...block(64, 64),
    new MaxPool2d(2),
    ...block(64, 128),
    ...block(128, 128),
    new GlobalAvgPool2d(),
    new Flatten(),
    new Linear(128, 10),
  );
}

function block(inputs: number, outputs: number): [Conv2d, BatchNorm2d, Activation] {
  return [new Conv2d(inputs, outputs, 3, { padding: 1, bias: false }), new BatchNorm2d(outputs), relu];
}

/** Sets the parameters and running statistics of a model to values in the order of the harness. */
function loaded(model: Sequential, values: readonly Values[]): Sequential {
  for (const [i, slot] of Object.values(model).flatMap(slotsOf).entries()) {
    const { shape, data } = values[i]!;
    slot.value = shape.length === 2 ? transposed(values[i]!) : tensor(data, { shape });
  }
  return model;
}

function slotsOf(part: unknown): (Param | Buffer)[] {
  if (part instanceof BatchNorm2d) return slots(part.weight, part.bias, part.runningMean, part.runningVar);
  return part instanceof Linear || part instanceof Conv2d ? slots(part.weight, part.bias) : [];
}

function slots(...all: (Param | Buffer | undefined)[]): (Param | Buffer)[] {
  return all.filter((slot) => slot !== undefined);
}

/** Transposes a dense weight: it is [in, out] in the harness and [out, in] in `Linear`. */
function transposed({ shape, data }: Values): Tensor {
  const [rows, columns] = shape as readonly [number, number];
  const turned = data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
  return tensor(turned, { shape: [columns, rows] });
}
