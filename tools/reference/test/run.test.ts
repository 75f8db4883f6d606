import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { captured } from "./captured.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-reference-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Doubles of 1 and 2, whose gradients are 6 and 8. */
const doubling = {
  name: "add/twice",
  op: "add",
  attrs: {},
  inputs: { a: { shape: [2], data: [1, 2] }, b: { shape: [2], data: [1, 2] } },
  outputs: { y: { shape: [2], data: [2, 4] } },
  upstream: { y: { shape: [2], data: [6, 8] } },
  grads: { a: { shape: [2], data: [6, 8] } },
};

const write = (file: string, ...cases: object[]) =>
  writeFile(join(folder, file), JSON.stringify({ group: "any", source: "here", count: cases.length, cases }));

const reference = (...words: string[]) => captured("--cases", folder, "--backend", "reference", ...words);

describe("a run", () => {
  test("closes with how many cases passed", async () => {
    await write("one.json", doubling, { ...doubling, name: "add/again" });
    await write("two.json", doubling);
    const { code, out, err } = await reference();
    expect(out).toBe("one.json  2 passed\ntwo.json  1 passed\n3 passed, 0 failed, 0 skipped\n");
    expect([code, err]).toEqual([0, ""]);
  });

  test("says of a failure which element is worst, what was got and what was wanted", async () => {
    await write("one.json", {
      ...doubling,
      outputs: { y: { shape: [2], data: [2.5, 5] } },
      grads: { a: { shape: [1, 2], data: [6, 8] } },
    });
    const { code, out } = await reference();
    expect(out).toBe(
      "one.json: add/twice: output y: 2 of 2 elements differ (rtol 1e-9, atol 1e-12); the worst is [1]: got 4, wanted 5\n" +
        "one.json: add/twice: gradient of a: got the shape [2], wanted [1, 2]\n" +
        "one.json  0 passed, 1 failed\n0 passed, 1 failed, 0 skipped\n",
    );
    expect(code).toBe(1);
  });

  test.each([
    [{ op: "no_such" }, 'op "no_such" is not known'],
    [{ op: "toString" }, 'op "toString" is not known'],
    [{ inputs: { a: doubling.inputs.a } }, "the input b of add is missing"],
    [{ op: "softmax", inputs: { x: doubling.inputs.a } }, "the attribute dim of softmax is missing"],
    [
      { inputs: { ...doubling.inputs, b: { shape: [3], data: [1, 2, 3] } } },
      "ShapeError: add: shapes do not broadcast: [2] and [3]",
    ],
    [{ outputs: { z: doubling.outputs.y } }, "output z: there is none"],
    [{ outputs: {} }, "no outputs are given, so nothing can be compared"],
    [{ upstream: { z: doubling.outputs.y } }, "Error: the output z does not exist"],
    [{ upstream: {} }, "Error: grads are given, but no upstream"],
    [{ grads: { z: doubling.outputs.y } }, "Error: the input z does not exist"],
    [
      { outputs: { y: { shape: [2], data: ["NaN", "Infinity"] } } },
      "output y: 2 of 2 elements differ (rtol 1e-9, atol 1e-12); the worst is [0]: got 2, wanted NaN",
    ],
    [
      { outputs: { y: { shape: [2], dtype: "int64", data: [2, 5] } } },
      "output y: 1 of 2 elements differ (rtol 0, atol 0); the worst is [1]: got 4, wanted 5",
    ],
  ])("fails with %j", async (change, problem) => {
    await write("new-group.json", { ...doubling, ...change });
    const { code, out } = await reference();
    expect(out).toContain(`new-group.json: add/twice: ${problem}`);
    expect(out).toContain("\n0 passed, 1 failed, 0 skipped\n");
    expect(code).toBe(1);
  });

  test("names attributes and inputs that it does not know, where a case fails", async () => {
    const wrong = { outputs: { y: { shape: [2], data: [1, 1] } } };
    const extra = { attrs: { alpha: 3 }, inputs: { ...doubling.inputs, c: doubling.inputs.a } };
    await write("one.json", { ...doubling, ...extra, ...wrong }, { ...doubling, ...extra, name: "fine" });
    const { out } = await reference();
    expect(out).toContain("one.json: add/twice: the attribute alpha of add is not known\n");
    expect(out).toContain("one.json: add/twice: the input c of add is not known\n");
    expect(out).toContain("\n1 passed, 1 failed, 0 skipped\n");
  });

  test("is looser in float32, most of all with offsets and over many steps", async () => {
    const off = (by: number) => ({ outputs: { y: { shape: [2], data: [2 + by, 4 + by] } } });
    await write("one.json", { ...doubling, ...off(2e-5) });
    expect((await reference()).code).toBe(1);
    expect((await reference("--dtype", "float32")).code).toBe(0);
    await write("one.json", { ...doubling, ...off(2e-4) });
    expect((await reference("--dtype", "float32")).code).toBe(1);
    await write("one.json", { ...doubling, name: "add/offset", ...off(2e-4) });
    expect((await reference("--dtype", "float32")).code).toBe(0);
  });

  test("with --only, of the files named", async () => {
    await write("one.json", doubling);
    await write("two.json", { ...doubling, op: "no_such" });
    expect((await reference("--only", "one.json")).out).toBe(
      "one.json  1 passed\n1 passed, 0 failed, 0 skipped\n",
    );
    expect((await reference("--only", "two", "one")).out).toContain("1 passed, 1 failed, 0 skipped");
  });

  test("on cpu-wasm is in float32", async () => {
    await write("one.json", doubling);
    const { code, out } = await captured("--cases", folder, "--backend", "cpu-wasm", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ backend: "cpu-wasm", dtype: "float32", passed: 1 });
  });

  test("with --json prints one object", async () => {
    await write("one.json", doubling, {
      ...doubling,
      name: "add/wrong",
      outputs: { y: { shape: [2], data: [2, "NaN"] } },
    });
    const { code, out } = await reference("--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      backend: "reference",
      dtype: "float64",
      passed: 1,
      failed: 1,
      skipped: 0,
      files: [{ file: "one.json", passed: 1, failed: 1 }],
      failures: [
        {
          file: "one.json",
          name: "add/wrong",
          op: "add",
          failures: [
            {
              result: "output y",
              problem: "1 of 2 elements differ (rtol 1e-9, atol 1e-12); the worst is [1]: got 4, wanted NaN",
              worst: { place: [1], got: 4, wanted: "NaN" },
            },
          ],
        },
      ],
    });
  });
});

describe("a command line that is wrong exits with 2", () => {
  const help = "Add --help for what there is.\n";

  test.each([
    [[], `error: required option '--cases <folder>' not specified\n${help}`],
    [["--cases", "."], `error: required option '--backend <name>' not specified\n${help}`],
    [
      ["--cases", ".", "--backend", "torch"],
      `error: option '--backend <name>' argument 'torch' is invalid. Allowed choices are reference, cpu-wasm.\n${help}`,
    ],
    [
      ["--cases", ".", "--backend", "reference", "--dtype", "half"],
      `error: option '--dtype <type>' argument 'half' is invalid. Allowed choices are float32, float64.\n${help}`,
    ],
    [
      ["--cases", ".", "--backend", "cpu-wasm", "--dtype", "float64"],
      "error: --dtype float64: cpu-wasm has no float64. Use --dtype float32, or --backend reference.\n",
    ],
  ])("%j", async (words, text) => {
    expect(await captured(...words)).toEqual({ code: 2, out: "", err: text });
  });

  test("a folder that is missing or has no cases", async () => {
    const missing = join(folder, "missing");
    const { code, err } = await captured("--cases", missing, "--backend", "reference");
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`error: --cases ${missing}: the folder cannot be read: ENOENT`),
    ]);
    expect(await reference()).toMatchObject({
      code: 2,
      err: `error: --cases ${folder}: there are no .json files in it.\n`,
    });
  });

  test("a file that is missing", async () => {
    await write("one.json", doubling);
    expect(await reference("--only", "three")).toMatchObject({
      code: 2,
      err: `error: --only three: ${folder} has no such file. It has one.json.\n`,
    });
  });

  test("JSON that is broken, with file and position", async () => {
    await writeFile(join(folder, "one.json"), '{"cases": [\n  1 2]}');
    const { code, err } = await reference();
    expect(code).toBe(2);
    expect(err).toMatch(/^error: .*one\.json: .* at position 16 \(line 2 column 5\)\n$/);
  });

  const tensor = (change: object) => ({
    inputs: { ...doubling.inputs, a: { ...doubling.inputs.a, ...change } },
  });

  test.each<[object | object[] | string, string]>([
    [[], ": a file of cases must be an object: got []."],
    ["{}", ": the list cases is missing."],
    ['{"cases": [3]}', ": case 0: a case must be an object: got 3."],
    [{ ...doubling, name: undefined }, ": case 0: name must be a text: got nothing."],
    [{ ...doubling, op: 3 }, ": case 0 (add/twice): op must be a text: got 3."],
    [{ ...doubling, attrs: undefined }, ": case 0 (add/twice): attrs must be an object: got nothing."],
    [{ ...doubling, outputs: undefined }, ": case 0 (add/twice): outputs must be an object: got nothing."],
    [{ ...doubling, upstream: [] }, ": case 0 (add/twice): upstream must be an object: got []."],
    [
      { ...doubling, ...tensor({ shape: [-1] }) },
      ": case 0 (add/twice): inputs.a: shape must be a list of sizes: got [-1].",
    ],
    [
      { ...doubling, ...tensor({ dtype: "half" }) },
      ': case 0 (add/twice): inputs.a: dtype must be absent, "int64" or "bool": got "half".',
    ],
    [
      { ...doubling, ...tensor({ data: undefined }) },
      ": case 0 (add/twice): inputs.a: data must be a list: got nothing.",
    ],
    [
      { ...doubling, ...tensor({ data: [1, "two"] }) },
      ': case 0 (add/twice): inputs.a: data[1] must be a number: got "two".',
    ],
    [
      { ...doubling, ...tensor({ shape: [3] }) },
      ": case 0 (add/twice): inputs.a: the shape [3] has 3 elements, but data 2.",
    ],
  ])("a case that lacks its form: %j", async (content, text) => {
    const path = join(folder, "one.json");
    if (typeof content === "string" || Array.isArray(content))
      await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
    else await write("one.json", content);
    expect(await reference()).toEqual({ code: 2, out: "", err: `error: ${path}${text}\n` });
  });

  test("files without cases", async () => {
    await write("one.json");
    expect(await reference()).toMatchObject({
      code: 2,
      err: `error: --cases ${folder}: there are no cases in one.json.\n`,
    });
  });

  test("two cases of one name", async () => {
    await write("one.json", doubling, doubling);
    const { code, err } = await reference();
    expect(code).toBe(2);
    expect(err).toContain("case 1 (add/twice): another case of the file has this name.");
  });
});

test("--help says what there is", async () => {
  const { code, out } = await captured("--help");
  expect(code).toBe(0);
  expect(out).toContain("--cases <folder>");
});
