import type { Kernel } from "../machine.ts";

/** A kernel as this thread calls it. */
export class ThreadKernel implements Kernel {
  readonly id: number;
  readonly name: string;
  /** Does tasks first … last−1. */
  readonly run: (parameters: number, first: number, last: number, scratch: number) => void;

  constructor(id: number, name: string, run: ThreadKernel["run"]) {
    this.id = id;
    this.name = name;
    this.run = run;
  }
}

/** What modules may import beside the memory: the functions of `Math`, by their names. */
function mathFunctions(): Record<string, WebAssembly.ImportValue> {
  const names = Object.getOwnPropertyNames(Math) as (keyof Math)[];
  return Object.fromEntries(names.map((name) => [name, Math[name] as WebAssembly.ImportValue]));
}

/** The kernels of a module, numbered from `firstId` in the order of its exports. */
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
