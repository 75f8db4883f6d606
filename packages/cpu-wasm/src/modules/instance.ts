import type { Kernel } from "../machine.ts";

/** Kernel with its function on this thread. */
export class ThreadKernel implements Kernel {
  readonly id: number;
  readonly name: string;
  /** Runs tasks first … last−1. */
  readonly run: (parameters: number, first: number, last: number, scratch: number) => void;

  constructor(id: number, name: string, run: ThreadKernel["run"]) {
    this.id = id;
    this.name = name;
    this.run = run;
  }
}

/** Functions of `Math` by name, which modules may import in addition to the memory. */
function mathFunctions(): Record<string, WebAssembly.ImportValue> {
  const names = Object.getOwnPropertyNames(Math) as (keyof Math)[];
  return Object.fromEntries(names.map((name) => [name, Math[name] as WebAssembly.ImportValue]));
}

/** Instantiates a module and returns its kernels, numbered from `firstId` in the order of its exports. */
export function kernelsOf(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  firstId: number,
): ThreadKernel[] {
  const { exports } = new WebAssembly.Instance(module, { env: { ...mathFunctions(), memory } });
  return WebAssembly.Module.exports(module)
    .filter(({ kind }) => kind === "function")
    .map(({ name }, i) => new ThreadKernel(firstId + i, name, exports[name] as ThreadKernel["run"]));
}
