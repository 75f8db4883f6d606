import { main as compile, type Transform } from "assemblyscript/asc";
import { describe, expect, test } from "vitest";
import { launchersOf } from "../assemble/launchers.ts";
import { type Exports, exportsOf } from "../assemble/layouts.ts";
import { launchCopyRun, launchPadPlanes, launchSoftmaxRows } from "../src/launch.ts";
import type { Machine } from "../src/machine.ts";

const KERNEL = `
  /** Adds. Tasks: rows. */
  export function add(p: Add, first: i32, last: i32, scratch: usize): void {
    store<i32>(p.to, p.count + p.sizes.height + p.steps.at(0).bytes + p.steps.length + <i32>p.rate + i32(p.isLast));
  }`;

const CLASSES = `
  import { List } from "./list";
  @unmanaged class Sizes { height: i32; width: i32; }
  @unmanaged class Step { bytes: i32; }
  @unmanaged class Base {
    /** Address of the sum. */
    to: usize;
    count: i32;
  }
  @unmanaged class Add extends Base {
    rate: f32;
    isLast: bool;
    sizes: Sizes;
    steps: List<Step>;
  }`;

/** Compiles a program of AssemblyScript. Returns its exports and the compiler's messages. */
async function read(source: string): Promise<{ exports: Exports; errors: string }> {
  let exports: Exports = { kernels: [], constants: [] };
  const reader: Partial<Transform> = {
    afterInitialize: (program) => {
      exports = exportsOf(program, "kernels");
    },
  };
  const list = "@unmanaged export class List<T> { length: i32; at(i: i32): T { return changetype<T>(0); } }";
  const files: Record<string, string> = { "kernels.ts": source, "list.ts": list };
  const { error, stderr } = await compile(["kernels.ts", "--runtime", "stub", "--outFile", "out.wasm"], {
    transforms: [reader as Transform],
    readFile: (name) => files[name] ?? null,
    writeFile: () => {},
    listFiles: () => [],
  });
  return { exports, errors: error ? `${error.message} ${stderr.toString()}` : "" };
}

describe("a kernel", () => {
  test("becomes an interface and a function that writes what the compiler laid out", async () => {
    const { exports, errors } = await read(CLASSES + KERNEL);
    expect(errors).toBe("");
    const text = launchersOf(exports);
    expect(text).toContain(`export interface Add extends Base {
  readonly rate: number;
  readonly isLast: boolean;
  readonly sizes: Sizes;
  readonly steps: readonly Step[];
}`);
    expect(text).toContain("  /** Address of the sum. */\n  readonly to: number;\n");
    expect(text).toContain(`function writeAdd(machine: Machine, p: Add): void {
  const { words, floats, bytes } = machine;
  words[0] = p.to;
  words[1] = p.count;
  floats[2] = p.rate;
  bytes[PARAMETERS + 12] = p.isLast ? 1 : 0;
  words[4] = PARAMETERS + 24;
  words[6] = p.sizes.height;
  words[7] = p.sizes.width;
  requireWords("Add", 9 + 1 * p.steps.length);
  words[5] = PARAMETERS + 32;
  words[8] = p.steps.length;
  for (let i = 0; i < p.steps.length; i++) {
    const at = 9 + 1 * i;
    const element = p.steps[i]!;
    words[at] = element.bytes;
  }
}`);
    expect(text).toMatch(/\/\*\* Adds\. Tasks: rows\. \*\/\nexport function launchAdd\(/);
    expect(text).toContain("machine.launch(machine.kernels.add!, tasks, nanoseconds);");
  });

  test("shares constants with its callers, if they are whole numbers", async () => {
    const { exports } = await read(
      `${CLASSES}${KERNEL} /** Rows of a task. */ export const BLOCK: i32 = 64;`,
    );
    expect(launchersOf(exports)).toContain("/** Rows of a task. */\nexport const BLOCK = 64;\n");
    const { errors } = await read(`${CLASSES}${KERNEL} export const BLOCK: i32 = 8 * 8;`);
    expect(errors).toMatch(/BLOCK: a shared constant is a whole number: got 8 \* 8\./);
  });

  test("that reads a parameter which does not exist is not compiled", async () => {
    const { errors } = await read(CLASSES + KERNEL.replace("p.count", "p.total"));
    expect(errors).toMatch(/Property 'total' does not exist on type 'kernels\/Add'/);
  });

  test("without an object of parameters, or with a type that cannot be passed, is refused", async () => {
    const plain = KERNEL.replace("p: Add", "params: usize").replace(/store.*/, "");
    expect((await read(plain)).errors).toMatch(/add: the first parameter of a kernel is an object/);
    const long = (await read(CLASSES.replace("count: i32", "count: i64") + KERNEL)).errors;
    expect(long).toMatch(/Add\.count: a parameter cannot be i64: use i32, u32, usize, f32, bool\./);
  });
});

describe("launchers refuse", () => {
  const exported = async (classes: string): Promise<Exports> =>
    (await read(`import { List } from "./list"; ${classes} export function add(p: Add): void {}`)).exports;

  test("two classes of one name", async () => {
    const [one, other] = [await exported("class Add { x: i32 }"), await exported("class Add { y: i32 }")];
    expect(() => launchersOf({ constants: [], kernels: [...one.kernels, ...other.kernels] })).toThrow(
      "Two classes of parameters are called Add: rename one.",
    );
  });

  test("a second list", async () => {
    const two = await exported("class Step { x: i32 } class Add { a: List<Step>; b: List<Step> }");
    expect(() => launchersOf(two)).toThrow("Add.b: only one field can be a list.");
  });

  test("objects inside of nested objects", async () => {
    const deep = await exported("class C { x: i32 } class B { c: C } class Add { b: B }");
    expect(() => launchersOf(deep)).toThrow("B.c: objects are nested only once.");
  });
});

/** Checked by the compiler, never run. */
export function misuses(machine: Machine): void {
  // @ts-expect-error block is missing
  launchCopyRun(machine, { from: 0, to: 0, bytes: 4 }, 1, 0);
  // @ts-expect-error there is no size
  launchCopyRun(machine, { from: 0, to: 0, bytes: 4, block: 4, size: 4 }, 1, 0);
  // @ts-expect-error isLog is a flag
  launchSoftmaxRows(machine, { x: 0, out: 0, count: 1, isLog: 1 }, 1, 0);
  const sizes = { height: 1, width: 1, toHeight: 1, toWidth: 1, top: 0 };
  // @ts-expect-error left is missing
  launchPadPlanes(machine, { from: 0, to: 0, sizes }, 1, 0);
}
