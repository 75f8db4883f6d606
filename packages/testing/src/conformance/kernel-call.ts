import { type Backend, type DType, formatShape, type View } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { assert } from "vitest";
import { expectClose, type Tolerance } from "../close.ts";
import { densely, type HostView, memoryOf, placesOf, upload } from "./host-view.ts";

/** One call of a kernel: inputs, outputs and tolerance. */
export interface KernelCall {
  readonly inputs: readonly HostView[];
  /** Outputs, which are overwritten; accumulating kernels also read them. */
  readonly outputs: readonly HostView[];
  /** Default: exact for int32 and bool, 1e-5 for float32, 1e-12 for float64. */
  readonly tolerance?: Tolerance;
  run(backend: Backend, inputs: readonly View[], outputs: readonly View[]): void;
}

const tolerances: Readonly<Record<DType, Tolerance>> = {
  float32: { rtol: 1e-5, atol: 1e-5 },
  float64: { rtol: 1e-12, atol: 1e-12 },
  int32: { rtol: 0, atol: 0 },
  bool: { rtol: 0, atol: 0 },
};

/** Memory of all views after the call. */
async function after(
  backend: Backend,
  { run }: KernelCall,
  inputs: readonly HostView[],
  outputs: readonly HostView[],
): Promise<{ inputs: Float64Array[]; outputs: Float64Array[] }> {
  const views = [...inputs, ...outputs].map((view) => upload(backend, view));
  run(backend, views.slice(0, inputs.length), views.slice(inputs.length));
  const hosts = [...inputs, ...outputs];
  const memories = await Promise.all(views.map((view, i) => memoryOf(backend, view, hosts[i]!)));
  for (const { storage } of views) backend.free(storage);
  return { inputs: memories.slice(0, inputs.length), outputs: memories.slice(inputs.length) };
}

function describeView({ dtype, shape, strides, offset }: HostView): string {
  return `${dtype} ${formatShape(shape)} strides ${formatShape(strides)} offset ${offset}`;
}

/**
 * Runs a call on a backend with the given views, and on the reference backend with dense copies. The written elements must
 * be close, and nothing else may change, neither inputs nor memory around the outputs.
 */
export async function checkCall(what: string, backend: Backend, call: KernelCall): Promise<void> {
  const { inputs, outputs, tolerance } = call;
  const label = `${what} of ${inputs.map(describeView).join(" and ")} to ${outputs.map(describeView).join(" and ")}`;
  const got = await after(backend, call, inputs, outputs);
  const wanted = await after(referenceBackend, call, inputs.map(densely), outputs.map(densely));
  outputs.forEach((output, i) => {
    const places = placesOf(output);
    const elements = places.map((place) => got.outputs[i]![place]!);
    const allowed = tolerance && output.dtype.startsWith("float") ? tolerance : tolerances[output.dtype];
    const { shape } = output;
    expectClose(
      `${label}, output ${i}`,
      { shape, data: elements },
      { shape, data: wanted.outputs[i]! },
      allowed,
    );
    const written = new Set(places);
    const around = got.outputs[i]!.map((value, place) =>
      written.has(place) ? output.memory[place]! : value,
    );
    assert.deepEqual(around, output.memory, `${label}: memory around output ${i}`);
  });
  inputs.forEach((input, i) => {
    assert.deepEqual(got.inputs[i], input.memory, `${label}: input ${i} afterwards`);
  });
}
