import {
  type DType,
  defaultBackend,
  forEachTensor,
  type Shape,
  Slot,
  scope,
  setDefaultBackend,
  Tensor,
  unrecorded,
  zeros,
} from "@cambium/tensor";
import { type Forwarding, isForwarding, type Layer, layersOf } from "./layers.ts";
import { inference } from "./mode.ts";
import { parameterCount } from "./parameters.ts";
import { partsOf } from "./parts.ts";
import { Shadows } from "./shadows.ts";
import { shapeBackend } from "./shape-backend.ts";
import { Summary } from "./summary-table.ts";

/** How {@link summary} feeds a model. */
export interface SummaryOptions {
  /** Element type of the input. Default: float32; int32 for class indices or tokens. */
  readonly dtype?: DType;
}

/**
 * What a model is made of: its layers with their types, output shapes and numbers of parameters, in the order in which
 * `forward` comes to them. Nothing is computed, and the model is left as it was.
 *
 * Listed are layers without layers within, and others that have parameters of their own.
 *
 * @param model Has `forward(x)` or `forward(x, mode)`; it is run for inference.
 * @param inputShape Shape of x, the batch size included.
 * @returns Rows, and a table as text: `String(summary(…))` or `console.log(String(…))`.
 * @throws {TypeError} If the model has no `forward`.
 * @throws {ShapeError} If the layers do not fit together or the input does not fit the first.
 * @example
 * console.log(String(summary(model, [1, 1, 28, 28])));
 */
export function summary(model: object, inputShape: Shape, options: SummaryOptions = {}): Summary {
  const layers = layersOf("summary", model);
  if (!isForwarding(model)) {
    throw new TypeError("summary: the model has no forward method. Add forward(x, mode) to it.");
  }
  const outputs = outputShapesOf(model, layers, inputShape, options.dtype ?? "float32");
  const reached = [...outputs.keys()];
  const ordered = [...reached, ...layers.filter((layer) => !outputs.has(layer))];
  const rows = ordered
    .filter(({ leaf, parameters }) => leaf || parameters > 0)
    .map((layer) => ({
      name: layer.name,
      type: layer.value.constructor.name,
      outputShapes: outputs.get(layer) ?? [],
      parameters: layer.parameters,
    }));
  return new Summary(rows, parameterCount(model));
}

/** The shapes that each layer put out when it was first called, in the order of these calls. */
function outputShapesOf(
  model: Forwarding,
  layers: readonly Layer[],
  inputShape: Shape,
  dtype: DType,
): Map<Layer, readonly Shape[]> {
  const outputs = new Map<Layer, readonly Shape[]>();
  withoutComputing(model, (shadows) => {
    for (const layer of layers) shadows.cast(layer.value, "forward", listening(layer, outputs));
    model.forward(zeros(inputShape, { dtype, backend: shapeBackend }), inference);
  });
  return outputs;
}

/** The layer's `forward`, which also notes the shapes of its first result. */
function listening(layer: Layer, outputs: Map<Layer, readonly Shape[]>): Forwarding["forward"] {
  const forward = layer.value.forward;
  return (...args) => {
    const first = !outputs.has(layer);
    if (first) outputs.set(layer, []);
    const result = forward.apply(layer.value, args);
    if (first) outputs.set(layer, shapesIn(result));
    return result;
  };
}

function shapesIn(result: unknown): Shape[] {
  const shapes: Shape[] = [];
  forEachTensor(result, (tensor: Tensor) => shapes.push(tensor.shape));
  return shapes;
}

/** Runs `fn` while the model's parameters, buffers and tensors in fields have shapes but no values. */
function withoutComputing(model: object, fn: (shadows: Shadows) => void): void {
  const shadows = new Shadows();
  const backend = defaultBackend();
  try {
    setDefaultBackend(shapeBackend);
    const run = (): void => {
      for (const { value: part } of partsOf("summary", model)) {
        if (part instanceof Slot) shadows.cast(part, "value", withoutValues(part.value));
        else castFields(shadows, part);
      }
      fn(shadows);
    };
    unrecorded(() => scope(run));
  } finally {
    setDefaultBackend(backend);
    shadows.lift();
  }
}

/** Lays a tensor without values over each tensor in a field, such as a mask. */
function castFields(shadows: Shadows, part: object): void {
  for (const [field, value] of Object.entries(part)) {
    if (value instanceof Tensor) shadows.cast(part, field, withoutValues(value));
  }
}

function withoutValues({ shape, dtype }: Tensor): Tensor {
  return zeros(shape, { dtype, backend: shapeBackend });
}
