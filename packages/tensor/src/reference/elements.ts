import type { TypedArray } from "../dtype.ts";
import type { View } from "../view.ts";
import type { ReferenceStorage } from "./storage.ts";

/** A view on memory of this backend. */
export type ReferenceView = View<ReferenceStorage>;

/** The memory of a view as an array of its elements. */
export function elementsOf(view: ReferenceView): TypedArray {
  const { storage, dtype } = view;
  if (dtype === "float32") return storage.f32;
  if (dtype === "int32") return storage.i32;
  return dtype === "bool" ? storage.u8 : storage.f64;
}

/** The memory of a view as an array whose elements have the same size, for moving bits without converting them. */
export function bitsOf(view: ReferenceView): TypedArray {
  return view.dtype === "float32" ? view.storage.i32 : elementsOf(view);
}
