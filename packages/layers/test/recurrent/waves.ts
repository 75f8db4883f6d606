import { parameters } from "@cambium/module";
import { type Shape, sizeOf, type Tensor, tensor } from "@cambium/tensor";

/** Element k is sin(0.9·k + offset): numbers that are easy to make in another library. */
export function wave(shape: Shape, offset: number): Tensor {
  const data = Float64Array.from({ length: sizeOf(shape) }, (_, k) => Math.sin(0.9 * k + offset));
  return tensor(data, { shape });
}

/** Sets parameter number j of a model in float64 to half of wave j, and weights of norms to 1 more. */
export function fillWithWaves<M extends object>(model: M): M {
  for (const [j, [name, parameter]] of Object.entries(parameters(model)).entries()) {
    const shift = /norm\d\.weight$/.test(name) ? 1 : 0;
    const data = wave(parameter.value.shape, j).dataSync();
    const halved = Float64Array.from(data, (value) => value / 2 + shift);
    parameter.value = tensor(halved, { shape: parameter.value.shape });
  }
  return model;
}
