import { Describable } from "@cambium/module";
import type { Pair } from "@cambium/tensor";

/** Pooling over windows: their size and options, as they were passed. */
export abstract class WindowPool<Size extends Pair, Options extends object> extends Describable {
  /** Size of the window. */
  readonly kernelSize: Size;
  /** As passed to the constructor, which has the defaults. */
  readonly options: Options;

  constructor(kernelSize: Size, options: Options) {
    super(kernelSize, options);
    this.kernelSize = kernelSize;
    this.options = options;
  }
}
