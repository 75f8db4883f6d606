import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, installPublished, publishedNames, typeScriptVersions } from "../src/index.ts";

/** Packages whose declarations import those of Vitest, which need Node's. */
const needNode = ["@cambium/testing"];

/** Data as a user has it: arrays over any buffer, and arrays that must not be changed. */
const inputs = `
import { tensor, zeros } from "@cambium/tensor";

declare const floats: Float32Array;
declare const ints: Int32Array;
declare const doubles: Float64Array;
declare const bytes: Uint8Array;
declare const clamped: Uint8ClampedArray;
declare const row: readonly number[];
declare const rows: readonly (readonly number[])[];
declare const flags: readonly boolean[];
const shape = [2, 3] as const;

tensor(floats);
tensor(new Float32Array(new SharedArrayBuffer(8)));
tensor(ints, { shape: [ints.length] });
tensor(doubles);
tensor(bytes, { dtype: "bool" });
tensor(clamped);
tensor(row);
tensor(rows);
tensor(flags);
tensor([[1, 2], [3, 4]] as const);
tensor(row, { shape });
zeros(shape);

const copied: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> =
  tensor(row).dataSync();
void copied;
`;

describe("the published types in a blank, strict project that checks its libraries", () => {
  let folder: string;
  beforeAll(() => {
    folder = installPublished();
    mkdirSync(join(folder, "src"));
    const names = publishedNames(folder).filter((name) => !needNode.includes(name));
    const imports = names.map((name, i) => `import * as package${i} from "${name}";\nvoid package${i};\n`);
    writeFileSync(join(folder, "src/all.ts"), imports.join(""));
    writeFileSync(join(folder, "src/inputs.ts"), inputs);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  describe.each(typeScriptVersions)("TypeScript %s", (version) => {
    test.each([
      ["the browser's names", ["es2024", "esnext.disposable", "dom"]],
      ["no names but the language's own", ["es2024"]],
    ])(
      "compile with %s",
      (_, lib) => {
        expect(compile(folder, version, { lib, types: [] }, ["src"])).toEqual([]);
      },
      120_000,
    );
  });
});
