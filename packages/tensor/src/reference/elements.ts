import type { TypedArray } from "../dtype.ts";
import type { View } from "../view.ts";
import type { ReferenceStorage } from "./storage.ts";

/** View of memory of this backend. */
export type ReferenceView = View<ReferenceStorage>;

/** Memory of a view as an array of its elements. */
export function elementsOf(view: ReferenceView): TypedArray {
  const { storage, dtype } = view;
  if (dtype === "float32") return storage.f32;
  if (dtype === "int32") return storage.i32;
  return dtype === "bool" ? storage.u8 : storage.f64;
}

/** Memory of a view as an array of elements of the same size, to move bits without converting them. */
export function bitsOf(view: ReferenceView): TypedArray {
  return view.dtype === "float32" ? view.storage.i32 : elementsOf(view);
}
