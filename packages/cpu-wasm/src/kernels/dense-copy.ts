import { isDense, sizeOf } from "@cambium/tensor";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { copy } from "./copy.ts";
import { addressOf, temporary, widths } from "./layout.ts";

/**
 * Address of a dense copy of a view, or of the view itself if it is dense. `release` returns the memory of the copy.
 */
export class DenseCopy {
  readonly address: number;
  readonly #machine: Machine;
  readonly #borrowed: boolean;

  constructor(machine: Machine, view: WasmView) {
    this.#machine = machine;
    this.#borrowed = !isDense(view);
    this.address = this.#borrowed ? copied(machine, view) : addressOf(view);
  }

  release(): void {
    if (this.#borrowed) this.#machine.giveBack(this.address);
  }
}

function copied(machine: Machine, view: WasmView): number {
  const bytes = sizeOf(view.shape) * widths[view.dtype]!;
  const address = machine.borrow(bytes);
  copy(machine, view, temporary(address, view.shape, view.dtype));
  return address;
}
