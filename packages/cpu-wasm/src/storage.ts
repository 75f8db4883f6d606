import { Storage, type View } from "@cambium/tensor";

/** A piece of the backend's one memory. */
export class WasmStorage extends Storage {
  /** Where it begins, in bytes from the start of the memory; a multiple of 64. */
  readonly address: number;

  constructor(address: number, bytes: number) {
    super(bytes);
    this.address = address;
  }
}

/** A view of the backend's memory. */
export type WasmView = View<WasmStorage>;
