import { bytesPerElement, type DType, type Shape, withRecorder, zeros } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { type Forwarding, isForwarding, type Layer, layersOf } from "./layers.ts";
import { inference } from "./mode.ts";
import type { ModelSlot } from "./model-slot.ts";
import { Observation, unobserved } from "./observation.ts";
import { buffers, parameterCount, parameters } from "./parameters.ts";
import type { ReceptiveField } from "./receptive-field.ts";
import { shapeBackend } from "./shape-backend.ts";
import { Summary, type SummaryRow } from "./summary-table.ts";
import { withoutValues } from "./without-values.ts";

/** How {@link summary} feeds a model. */
export interface SummaryOptions {
  /** Element type of the input. Default: float32; int32 for class indices or tokens. */
  readonly dtype?: DType;
}

/**
 * What a model is made of: its layers with their types, output shapes, numbers of parameters, work, receptive fields
 * and memory, in the order in which `forward` comes to them. Nothing is computed, and the model is left as it was.
 *
 * Listed are layers without layers within, and others that have parameters of their own. Multiply-adds are those of
 * matrix products and convolutions, with the zeros of a padding. Activations are all results of ops, views not
 * counted: the most that a gradient can need to keep.
 *
 * @param model Has `forward(x)` or `forward(x, mode)`; it is run for inference.
 * @param inputShape Shape of x, the batch size included.
 * @returns Rows, and a table as text: `String(summary(…))` or `console.log(String(…))`.
 * @throws {TypeError} If the model has no `forward`, or the shape is no array.
 * @throws {ShapeError} If the layers do not fit together or the input does not fit the first.
 * @example
 * console.log(String(summary(model, [1, 1, 28, 28])));
 */
export function summary(model: object, inputShape: Shape, options: SummaryOptions = {}): Summary {
  checkOptions("summary", options, ["dtype"]);
  requireShape(inputShape);
  const layers = layersOf("summary", model);
  if (!isForwarding(model)) {
    throw new TypeError("summary: the model has no forward method. Add forward(x, mode) to it.");
  }
  const { observation, field } = observe(model, layers, inputShape, options.dtype ?? "float32");
  const reached = [...observation.layers.keys()];
  const ordered = [...reached, ...layers.filter((layer) => !observation.layers.has(layer))];
  return new Summary(
    ordered.filter((layer) => hasRow(layer, observation)).map((layer) => rowOf(layer, observation)),
    {
      ...observation.total,
      parameters: parameterCount(model),
      parameterBytes: bytesOf(parameters(model)),
      bufferBytes: bytesOf(buffers(model)),
      receptiveField: field,
    },
  );
}

function requireShape(shape: unknown): void {
  if (Array.isArray(shape)) return;
  throw new TypeError(
    `summary: the shape of the input must be an array: got ${inWords(shape)}. Pass one such as [1, 1, 28, 28].`,
  );
}

/** Whether a layer has a row. */
function isListed({ leaf, parameters }: Layer): boolean {
  return leaf || parameters > 0;
}

/** True for listed layers, and for functions that returned tensors. */
function hasRow(layer: Layer, { layers }: Observation): boolean {
  if (layer.field === "forward") return isListed(layer);
  return (layers.get(layer)?.outputShapes.length ?? 0) > 0;
}

/** What was seen of listed layers, and what each place of the model's result sees. */
interface Seen {
  readonly observation: Observation;
  readonly field: ReceptiveField | undefined;
}

/** Runs a model without computing. */
function observe(model: Forwarding, layers: readonly Layer[], shape: Shape, dtype: DType): Seen {
  return withoutValues(model, (shadows) => {
    const x = zeros(shape, { dtype, backend: shapeBackend });
    const observation = new Observation(x);
    for (const layer of layers.filter(isListed)) {
      shadows.cast(layer.owner, layer.field, observation.listening(layer));
    }
    const result = withRecorder(observation, () => model.forward(x, inference));
    return { observation, field: observation.fieldOf(result) };
  });
}

function rowOf(layer: Layer, { layers }: Observation): SummaryRow {
  const { name, type, parameters } = layer;
  return { name, type, parameters, ...(layers.get(layer) ?? unobserved()) };
}

function bytesOf(slots: Readonly<Record<string, ModelSlot>>): number {
  let bytes = 0;
  for (const { size, dtype } of Object.values(slots)) bytes += size * bytesPerElement[dtype];
  return bytes;
}

/**
 * What each place of a model's result sees of the input. L layers of kernel size K and stride 1 see 1 + L·(K − 1) places
 * across; in general
 *
 * size ← size + dilation·(kernel − 1)·stride, start ← start − padding·stride, then stride ← stride·(stride of the layer)
 *
 * Where branches meet it is what covers all of them. It is found by listening to the ops, so that any model has one:
 * convolutions and pooling, elementwise ops and concatenated channels keep track. Statistics over an image (group
 * normalization), transposed convolutions and linear layers after a `Flatten` do not. {@link summary} has one for each layer.
 *
 * @param model As for {@link summary}.
 * @param inputShape [N, C, H, W], or [N, C, L].
 * @returns Undefined if it is not known, or the whole input is seen.
 * @throws As {@link summary}.
 * @see Araujo, Norris, Sim: Computing receptive fields of convolutional neural networks (2019).
 * @example
 * receptiveField(new Sequential(new Conv2d(1, 8, 3, { rng }), new MaxPool2d(2)), [1, 1, 28, 28])?.size; // [4, 4]
 */
export function receptiveField(
  model: object,
  inputShape: Shape,
  options: SummaryOptions = {},
): ReceptiveField | undefined {
  return summary(model, inputShape, options).receptiveField;
}
