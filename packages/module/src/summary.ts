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

/** Options of {@link summary}. */
export interface SummaryOptions {
  /** Element type of the input. Default: float32; int32 for class indices or tokens. */
  readonly dtype?: DType;
}

/**
 * Lists the layers of a model with their types, output shapes, parameter counts, multiply-adds, receptive fields and
 * memory, in the order in which `forward` calls them. Nothing is computed, and the model is left as it was. Parameters
 * need no values.
 *
 * There is a row for each layer without layers inside, for each other layer with parameters, and for each function in a
 * field, such as `relu`. Multiply-adds are those of matrix products and convolutions, zeros of a padding included.
 * Activations are all results of ops except views: the most that a gradient can need to keep.
 *
 * @param model Has `forward(x)` or `forward(x, mode)`; it is run for inference.
 * @param inputShape Shape of x, the batch size included.
 * @returns Rows and totals. `String(summary(…))` is a table.
 * @throws {TypeError} If the model has no `forward`, or the shape is not an array.
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

/** True for a layer that has a row. */
function isListed({ leaf, parameters }: Layer): boolean {
  return leaf || parameters > 0;
}

/** True for listed layers, and for functions that returned tensors. */
function hasRow(layer: Layer, { layers }: Observation): boolean {
  if (layer.field === "forward") return isListed(layer);
  return (layers.get(layer)?.outputShapes.length ?? 0) > 0;
}

/** Observations of the layers, and the receptive field of the model's result. */
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
 * Receptive field of a model's result. L layers of kernel size K and stride 1 have one of 1 + L·(K − 1) rows and columns.
 * In general each layer changes it:
 *
 * size ← size + dilation·(kernel − 1)·stride, start ← start − padding·stride, then stride ← stride·(stride of the layer)
 *
 * The field of joined branches covers the fields of all of them. The function listens to ops, so it works for any model of
 * convolutions, pooling, elementwise ops and concatenated channels. After statistics over an image (group normalization),
 * a transposed convolution, or a linear layer after a `Flatten` the field is unknown. {@link summary} has the field after
 * each layer.
 *
 * @param model As for {@link summary}.
 * @param inputShape [N, C, H, W], or [N, C, L].
 * @returns Undefined if it is unknown, or every element depends on the whole input.
 * @throws As {@link summary}.
 * @see Araujo, Norris, Sim: Computing receptive fields of convolutional neural networks (2019).
 * @example
 * receptiveField(new Sequential(new Conv2d(1, 8, 3), new MaxPool2d(2)), [1, 1, 28, 28])?.size; // [4, 4]
 */
export function receptiveField(
  model: object,
  inputShape: Shape,
  options: SummaryOptions = {},
): ReceptiveField | undefined {
  return summary(model, inputShape, options).receptiveField;
}
