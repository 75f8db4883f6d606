import { spawnSync } from "node:child_process";
import {
  add,
  BackendError,
  type Expression,
  elementwise,
  memory,
  normal,
  ones,
  Program,
  Rng,
  Scalars,
  scope,
  sum,
  type Tensor,
  tensor,
  zeros,
} from "@cambium/tensor";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFrom } from "../src/create.ts";
import { fromFile } from "../src/files.ts";
import { createWasmBackend } from "../src/index.ts";
import { withUnsharedMemory } from "../src/memory/unshared.ts";
import type { ModuleSource } from "../src/modules/source.ts";
import { compile } from "../src/program/compile.ts";

const MEBIBYTE = 2 ** 20;

afterEach(() => vi.unstubAllGlobals());

describe("memory that runs out", () => {
  test("is a BackendError with sizes; what was there stays, and new tensors can be made", async () => {
    const backend = await createWasmBackend({ threads: 1, maximumBytes: 32 * MEBIBYTE });
    const before = memory();
    scope(() => {
      const kept = ones([2 * MEBIBYTE], { backend });
      expect(() => zeros([8 * MEBIBYTE], { backend })).toThrow(BackendError);
      expect(() => add(add(kept, 1), add(kept, 2))).toThrow(
        /out of memory: 8388608 bytes in a row are needed/,
      );
      expect(sum(kept).item()).toBe(2 * MEBIBYTE);
    });
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
    expect(backend.memory().bytes).toBe(0);
    expect(scope(() => sum(ones([4 * MEBIBYTE], { backend })).item())).toBe(4 * MEBIBYTE);
  });

  test("what a call borrowed is given back when compiling its program finds no memory", async () => {
    const backend = await createWasmBackend({ threads: 2, maximumBytes: 16 * MEBIBYTE });
    await backend.ready;
    scope(() => {
      const blocks: Tensor[] = [];
      for (const size of [2 ** 16, 2 ** 10, 2 ** 4]) {
        const fill = (): void => {
          for (;;) blocks.push(zeros([size], { backend }));
        };
        expect(fill).toThrow(BackendError);
      }
      // Room for the result and for borrowed memory, but not for a program.
      for (const block of blocks.slice(0, 3)) block.dispose();
      const before = backend.memory().bytes;
      expect(() => normal([2 ** 16], { rng: new Rng(1), backend })).toThrow(BackendError);
      expect(backend.memory().bytes).toBe(before);
    });
  });

  test("threads need memory to work with", async () => {
    await expect(createWasmBackend({ threads: 4, maximumBytes: 16 * MEBIBYTE })).rejects.toThrow(
      new RangeError(
        "createWasmBackend: 4 threads need 17825792 bytes to work with, more than maximumBytes: got 16777216. " +
          "Raise it, or use fewer threads.",
      ),
    );
  });

  test("bytes and their peak are told", async () => {
    const backend = await createWasmBackend({ threads: 1 });
    const x = zeros([1000], { backend });
    expect(backend.memory()).toMatchObject({ bytes: 4096, peakBytes: 4096 });
    x.dispose();
    expect(backend.memory()).toMatchObject({ bytes: 0, peakBytes: 4096 });
  });
});

describe("a disposed backend", () => {
  test("throws on every use, also of tensors that were made before", async () => {
    const backend = await createWasmBackend({ threads: 2 });
    const x = tensor([1, 2], { backend });
    backend.dispose();
    backend.dispose();
    for (const use of [() => x.dataSync(), () => add(x, x), () => zeros([2], { backend }), () => sum(x)]) {
      expect(use).toThrow(BackendError);
      expect(use).toThrow(/the backend was disposed/);
    }
    await expect(x.data()).rejects.toThrow(BackendError);
    x.dispose();
  });
});

describe("what an engine lacks", () => {
  test("no SIMD", async () => {
    vi.stubGlobal("WebAssembly", { ...WebAssembly, validate: () => false });
    await expect(createWasmBackend()).rejects.toThrow(/needs WebAssembly with SIMD/);
    await expect(createWasmBackend()).rejects.toThrow(BackendError);
  });

  test("no relaxed SIMD: the baseline build runs", async () => {
    const source: ModuleSource = (name) =>
      name === "matrixRelaxed" ? Promise.resolve(Uint8Array.of(0)) : fromFile(name);
    expect((await createFrom(source, { threads: 1 })).build).toBe("baseline");
    expect((await createFrom(fromFile, { threads: 1 })).build).toBe("relaxed");
    expect((await createFrom(fromFile, { threads: 1, relaxed: false })).build).toBe("baseline");
  });

  test("no shared memory: one thread by default, and an error where more are asked for", async () => {
    vi.stubGlobal("crossOriginIsolated", false);
    vi.stubGlobal("process", undefined);
    const { fromText } = await import("../src/modules/from-text.ts");
    const backend = await createFrom(fromText, {});
    expect(backend.threads).toBe(1);
    expect(scope(() => sum(ones([10_000], { backend })).item())).toBe(10_000);
    await expect(createFrom(fromText, { threads: 2 })).rejects.toThrow(/Cross-Origin-Embedder-Policy/);
    await expect(createFrom(fromText, { threads: 2 })).rejects.toThrow(BackendError);
    await expect(createFrom(fromText, { wide: true })).rejects.toThrow(/wide needs Node/);
  });

  test.each([
    ["Deno", { node: "26.0.0", deno: "2.0.0" }],
    ["Bun", { node: "26.0.0", bun: "1.0.0" }],
    ["Node 22", { node: "22.18.0" }],
  ])("wide in %s, whose V8 does not widen or is none", async (_, versions) => {
    vi.stubGlobal("process", { versions });
    const creating = createWasmBackend({ wide: true });
    await expect(creating).rejects.toThrow(BackendError);
    await expect(creating).rejects.toThrow(
      /wide needs Node ≥ 24, whose V8 it switches\. Leave it out here\./,
    );
  });

  test("files that a bundler left out", async () => {
    const missing = () => Promise.reject(new Error("404"));
    await expect(createFrom(missing, { threads: 1 })).rejects.toThrow("404");
  });
});

describe("options out of range", () => {
  test.each([
    [{ threads: 0 }],
    [{ threads: 1.5 }],
    [{ threads: 300 }],
    [{ maximumBytes: 1000 }],
    [{ maximumBytes: 2 ** 33 }],
  ])("%o", async (options) => {
    await expect(createWasmBackend(options)).rejects.toThrow(RangeError);
  });

  test("a name that does not exist is a TypeError", async () => {
    // @ts-expect-error it is called threads
    await expect(createWasmBackend({ num_threads: 2 })).rejects.toThrow(
      new TypeError("createWasmBackend: there is no option num_threads. Did you mean threads?"),
    );
  });
});

describe("programs that are too large", () => {
  const sines = (count: number): Program => {
    const s = new Scalars();
    const x = s.input("float");
    let sum: Expression = x;
    for (let i = 0; i < count; i++) sum = s.add(sum, s.sin(s.mul(x, i + 0.5)));
    return new Program([sum], [x]);
  };

  test("are refused with what to do", () => {
    const compiled = () =>
      compile(sines(3000), { walks: ["dense"], rows: false }, { relaxed: true, shared: true });
    expect(compiled).toThrow(BackendError);
    expect(compiled).toThrow(/too large to compile: .* Split the formula into several ops/);
  });

  test("and long ones still run", async () => {
    const backend = await createWasmBackend({ threads: 1 });
    const long = elementwise("long", (s, x) => {
      let sum: Expression = x;
      for (let i = 0; i < 400; i++) sum = s.add(sum, s.mul(x, i + 0.5));
      return sum;
    });
    const got = scope(() => long(tensor([1, 2, 3, 4, 5], { backend })).dataSync());
    expect([...got]).toEqual([1, 2, 3, 4, 5].map((x) => x * 80_001));
  });
});

describe("modules", () => {
  test("for memory that is not shared differ in one byte, and only if they import shared memory", () => {
    const program = new Program([], []);
    const [shared, unshared] = [true, false].map((each) =>
      compile(program, { walks: [], rows: false }, { relaxed: false, shared: each }),
    );
    expect(withUnsharedMemory(shared!)).toEqual(unshared);
    expect(withUnsharedMemory(unshared!)).toEqual(unshared);
  });
});

/** Runs a program in a separate process, which must end by itself, and returns its output. */
function runAlone(script: string, ...flags: readonly string[]): { stdout: string; stderr: string } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...flags, "--conditions=@cambium/source", "--input-type=module", "--eval", script],
    { timeout: 30_000, encoding: "utf8", cwd: import.meta.dirname },
  );
  expect(status, stderr).toBe(0);
  return { stdout, stderr };
}

const threeThreads = `
  const { createWasmBackend } = await import(${JSON.stringify(new URL("../src/index.ts", import.meta.url).href)});
  const { ones, sum } = await import("@cambium/tensor");
  const backend = await createWasmBackend({ threads: 3 });
  await backend.ready;
  console.log(backend.threads + " threads, sum " + sum(ones([1_000_000], { backend })).item());`;

test("workers do not keep a process alive", { timeout: 60_000 }, () => {
  expect(runAlone(threeThreads).stdout).toBe("3 threads, sum 1000000\n");
});

test("where workers may not start, one thread computes, and one warning says why", {
  timeout: 60_000,
}, () => {
  const { stdout, stderr } = runAlone(threeThreads, "--permission", "--allow-fs-read=*");
  expect(stdout).toBe("1 threads, sum 1000000\n");
  expect(stderr.match(/@cambium\/cpu-wasm: .*/g)).toEqual([
    "@cambium/cpu-wasm: computing on 1 of 3 threads, because workers could not start: Access to this API has been restricted. " +
      "Use --allow-worker to manage permissions. Node's permission model needs --allow-worker. Pass { threads: 1 } to do without.",
  ]);
});
