import { denseStrides } from "@cambium/tensor";
import { BOOL, FLOAT, INT } from "../launch.ts";
import type { WasmView } from "../storage.ts";

/** Numbers of the element types in kernels: see assembly/general/element.ts. */
export const kindCodes: Readonly<Record<string, number>> = { float32: FLOAT, int32: INT, bool: BOOL };
/** Bytes of an element of each type. */
export const widths: Readonly<Record<string, number>> = { float32: 4, int32: 4, bool: 1 };

/** Address of the first element. */
export function addressOf({ storage, offset, dtype }: WasmView): number {
  return storage.address + offset * (dtype === "bool" ? 1 : 4);
}

/** A dense view of borrowed memory. */
export function temporary(address: number, shape: readonly number[], dtype: WasmView["dtype"]): WasmView {
  return {
    storage: { address, bytes: 0, references: 0 },
    offset: 0,
    shape,
    strides: denseStrides(shape),
    dtype,
  };
}
