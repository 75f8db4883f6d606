import { Storage, type View } from "@cambium/tensor";

/** Storage in the backend's memory. */
export class WasmStorage extends Storage {
  /** Address in bytes from the start of the memory, a multiple of 64. */
  readonly address: number;

  constructor(address: number, bytes: number) {
    super(bytes);
    this.address = address;
  }
}

/** View of storage in the backend's memory. */
export type WasmView = View<WasmStorage>;
