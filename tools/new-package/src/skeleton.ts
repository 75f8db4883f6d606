/** Contents of each file of a new package, by path relative to the package. */
export type Skeleton = Readonly<Record<string, string>>;

/**
 * @param name Short name, as in `@cambium/NAME`.
 * @param description One sentence; it becomes the description in package.json and the opening of the README.
 * @param entries Short names of the packages and subpaths that its sources may import.
 */
export function skeleton(name: string, description: string, entries: readonly string[]): Skeleton {
  const imports = [...new Set(entries.map((entry) => entry.split("/")[0]!))];
  return {
    "package.json": json(manifest(name, description, imports)),
    "tsconfig.json": json({
      extends: "../../tsconfig.base.json",
      references: references(imports.map((other) => `../${other}`)),
    }),
    "test/tsconfig.json": json({
      extends: "../../../tsconfig.check.json",
      references: references(["..", ...testedWith(name, imports).map((other) => `../../${other}`)]),
    }),
    "src/index.ts": "export {};\n",
    "README.md": readme(name, description),
  };
}

function manifest(name: string, description: string, imports: readonly string[]): object {
  const peers = imports.filter((other) => other === "tensor");
  const dependencies = imports.filter((other) => other !== "tensor");
  return {
    name: `@cambium/${name}`,
    version: "0.0.0",
    description,
    license: "MIT",
    type: "module",
    sideEffects: false,
    engines: { node: ">=22" },
    exports: {
      ".": {
        "@cambium/source": "./src/index.ts",
        types: "./dist/index.d.ts",
        default: "./dist/index.js",
      },
    },
    files: ["dist", "src", "README.md", "!**/*.tsbuildinfo"],
    scripts: {
      build: "tsc -b && node ../../tools/bundle/src/main.ts",
      publint: "publint --strict",
      attw: "attw --pack . --profile esm-only --quiet",
    },
    ...section("dependencies", dependencies, "workspace:^"),
    ...section("peerDependencies", peers, "workspace:^"),
    ...section("devDependencies", peers, "workspace:*"),
  };
}

function section(key: string, names: readonly string[], range: string): object {
  if (names.length === 0) return {};
  return { [key]: Object.fromEntries([...names].sort().map((name) => [`@cambium/${name}`, range])) };
}

/** Tests may import more than the sources do: the testing kit, and what the kit stands on. */
function testedWith(name: string, imports: readonly string[]): string[] {
  return [...new Set([...imports, "tensor", "autograd", "testing"])].filter((other) => other !== name);
}

function references(paths: readonly string[]): { path: string }[] {
  return paths.map((path) => ({ path }));
}

function readme(name: string, description: string): string {
  return `# @cambium/${name}\n\n${description}\n\n\`\`\`sh\nnpm install @cambium/${name}\n\`\`\`\n`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
