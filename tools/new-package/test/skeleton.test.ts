import { expect, test } from "vitest";
import { skeleton } from "../src/skeleton.ts";

const manifest = (imports: string[]) =>
  JSON.parse(skeleton("layers", "Layers.", imports)["package.json"]!) as Record<string, unknown>;

test("tensor is a peer, and all other packages are dependencies", () => {
  expect(manifest(["tensor", "tensor/checks", "module", "init"])).toMatchObject({
    name: "@cambium/layers",
    dependencies: { "@cambium/init": "workspace:^", "@cambium/module": "workspace:^" },
    peerDependencies: { "@cambium/tensor": "workspace:^" },
    devDependencies: { "@cambium/tensor": "workspace:*" },
  });
});

test("a package that imports nothing has no dependency sections", () => {
  expect(Object.keys(manifest([])).filter((key) => key.endsWith("ependencies"))).toEqual([]);
});

test("sources reference what they import, and tests also the testing kit", () => {
  const files = skeleton("module", "Modules.", ["tensor", "tensor/checks"]);
  expect(JSON.parse(files["tsconfig.json"]!).references).toEqual([{ path: "../tensor" }]);
  expect(JSON.parse(files["test/tsconfig.json"]!).references).toEqual([
    { path: ".." },
    { path: "../../tensor" },
    { path: "../../autograd" },
    { path: "../../testing" },
  ]);
});
