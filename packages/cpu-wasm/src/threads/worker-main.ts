/** Message that starts a worker. */
export interface WorkerStart {
  readonly memory: WebAssembly.Memory;
  /** Modules whose exported functions are the first kernels, in order. */
  readonly modules: readonly WebAssembly.Module[];
  /** Address of the control block, whose words are named by `control`. */
  readonly controlAddress: number;
  readonly control: Readonly<Record<string, number>>;
  readonly parameters: number;
  readonly scratch: number;
  /** Number of times to poll for work before sleeping. */
  readonly patience: number;
}

/**
 * The complete program of a worker. Its source is passed to the worker as a string, so that no bundler or runtime has to find a second file. For that reason,
 * it uses nothing outside of it, and it contains no named function, not even one that is assigned to a constant: bundlers that keep names
 * would call an outside helper for it.
 */
export function workerMain(): void {
  const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  const listen = (
    node
      ? node.parentPort!.once.bind(node.parentPort, "message")
      : globalThis.addEventListener.bind(globalThis, "message")
  ) as (listener: (message: unknown) => void) => void;
  listen((message) => {
    const { memory, modules, controlAddress, control, parameters, scratch, patience } = (
      node ? message : (message as MessageEvent).data
    ) as WorkerStart;
    const words = new Int32Array(memory.buffer, controlAddress, control.words);
    const env: Record<string, unknown> = { memory };
    for (const name of Object.getOwnPropertyNames(Math)) env[name] = Math[name as keyof Math];
    const kernels: ((parameters: number, first: number, last: number, scratch: number) => void)[] = [];
    for (const module of modules) {
      const { exports } = new WebAssembly.Instance(module, { env } as WebAssembly.Imports);
      for (const { name, kind } of WebAssembly.Module.exports(module))
        if (kind === "function") kernels.push(exports[name] as (typeof kernels)[number]);
    }
    if (node) node.parentPort!.postMessage("ready");
    else globalThis.postMessage("ready");
    let seen = 0;
    for (;;) {
      let looks = 0;
      while (Atomics.load(words, control.generation!) === seen && looks++ < patience)
        (Atomics as { pause?: () => void }).pause?.();
      if (Atomics.load(words, control.generation!) === seen) {
        Atomics.add(words, control.asleep!, 1);
        Atomics.wait(words, control.generation!, seen);
        Atomics.sub(words, control.asleep!, 1);
      }
      seen = Atomics.load(words, control.generation!);
      if (Atomics.load(words, control.ended!) === 1) return;
      Atomics.add(words, control.active!, 1);
      if (Atomics.load(words, control.open!) === 1) {
        const kernel = words[control.kernel!]!;
        const tasks = words[control.tasks!]!;
        const chunk = words[control.chunk!]!;
        for (;;) {
          const first = Atomics.add(words, control.next!, chunk);
          if (first >= tasks) break;
          const last = Math.min(first + chunk, tasks);
          try {
            if (!kernels[kernel]) {
              const all = new Int32Array(memory.buffer);
              for (let at = words[control.newest!]! >>> 0; at !== 0; at = all[at / 4]! >>> 0) {
                const id = all[at / 4 + 1]!;
                if (kernels[id]) break;
                const bytes = new Uint8Array(memory.buffer, at + 12, all[at / 4 + 2]).slice();
                const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
                  env,
                } as WebAssembly.Imports);
                kernels[id] = exports.run as (typeof kernels)[number];
              }
            }
            kernels[kernel]!(parameters, first, last, scratch);
          } catch {
            Atomics.store(words, control.failed!, kernel + 1);
          }
          if (Atomics.add(words, control.done!, last - first) + last - first === tasks)
            Atomics.notify(words, control.done!);
        }
      }
      Atomics.sub(words, control.active!, 1);
    }
  });
}
