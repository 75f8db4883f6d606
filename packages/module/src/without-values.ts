import {
  defaultBackend,
  scope,
  setDefaultBackend,
  Tensor,
  unrecorded,
  withStateRestored,
  zeros,
} from "@cambium/tensor";
import { ModelSlot } from "./model-slot.ts";
import { partsOf } from "./parts.ts";
import { Shadows } from "./shadows.ts";
import { shapeBackend } from "./shape-backend.ts";

/** Runs `fn` while the model's parameters, buffers and tensors in fields have shapes but no elements. */
export function withoutValues<T>(model: object, fn: (shadows: Shadows) => T): T {
  const shadows = new Shadows();
  const backend = defaultBackend();
  try {
    setDefaultBackend(shapeBackend);
    const run = (): T => {
      for (const { value: part } of partsOf("summary", model)) {
        if (part instanceof ModelSlot) shadows.cast(part, "value", emptied(part));
        else castFields(shadows, part);
      }
      return fn(shadows);
    };
    return withStateRestored(() => unrecorded(() => scope(run)));
  } finally {
    setDefaultBackend(backend);
    shadows.lift();
  }
}

/** Replaces each tensor in a field, such as a mask, with one that has no elements. */
function castFields(shadows: Shadows, part: object): void {
  for (const [field, value] of Object.entries(part)) {
    if (value instanceof Tensor) shadows.cast(part, field, emptied(value));
  }
}

function emptied({ shape, dtype }: Pick<Tensor, "shape" | "dtype">): Tensor {
  return zeros(shape, { dtype, backend: shapeBackend });
}
