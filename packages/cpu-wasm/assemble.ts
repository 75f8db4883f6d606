/**
 * Compiles the kernels of `assembly` into `wasm` if they have changed, repeats them in base64 for the inlined entry, and writes
 * `src/launch.ts`, through which TypeScript calls them. Before that, `assemble/tiles.ts` writes the tiles of the matrix product.
 */
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Transform } from "assemblyscript/asc";
import type { Exports } from "./assemble/layouts.ts";

/** A WebAssembly file: its entry, the features that it may use, and the number of columns of a tile of the matrix product. */
interface Build {
  readonly entry: string;
  readonly features: string;
  readonly tileColumns: number;
}

const builds: Readonly<Record<string, Build>> = {
  general: { entry: "general", features: "simd,threads", tileColumns: 8 },
  matrix: { entry: "matrix", features: "simd,threads", tileColumns: 8 },
  matrixRelaxed: { entry: "matrix", features: "simd,threads,relaxed-simd", tileColumns: 8 },
  matrixWide: { entry: "matrix", features: "simd,threads,relaxed-simd", tileColumns: 16 },
};

const folder = import.meta.dirname;
const output = join(folder, "wasm");
// Generated sources.
const launchers = "src/launch.ts";
const tiles = "assembly/matrix/tiles.ts";

/** Compiles one file and returns what it exports. */
async function assemble(name: string, { entry, features, tileColumns }: Build): Promise<Exports> {
  const { main: compile } = await import("assemblyscript/asc");
  const { exportsOf } = await import("./assemble/layouts.ts");
  let exports: Exports = { kernels: [], constants: [] };
  const reader: Partial<Transform> = {
    afterInitialize: (program) => {
      exports = exportsOf(program, `assembly/${entry}`);
    },
  };
  const { error, stderr } = await compile(
    [
      ...[`assembly/${entry}.ts`, "--baseDir", folder, "--outFile", join("wasm", `${name}.wasm`)],
      ...["-O3", "--noAssert", "--runtime", "stub", "--stackSize", "0", "--enable", features],
      ...["--importMemory", "--sharedMemory", "--maximumMemory", "65536"],
      ...["--use", `TILE_COLUMNS=${tileColumns}`],
    ],
    { transforms: [reader as Transform] },
  );
  if (error) throw new Error(`${name}: ${error.message}\n${stderr.toString()}`);
  return exports;
}
/** Writes a module that holds the same files in base64, for bundlers that lose files. */
function inline(names: readonly string[]): void {
  const texts = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(output, `${name}.wasm`)).toString("base64")]),
  );
  const fields = names.map((name) => `  readonly ${name}: string;\n`).join("");
  writeFileSync(join(output, "inlined.js"), `export const texts = ${JSON.stringify(texts)};\n`);
  writeFileSync(
    join(output, "inlined.d.ts"),
    `/** The files in base64. */\nexport declare const texts: {\n${fields}};\n`,
  );
}

/** True if everything generated is newer than its sources. */
function isFresh(): boolean {
  const changed = (pattern: string): number[] =>
    globSync(pattern, { cwd: folder }).map((path) => statSync(join(folder, path)).mtimeMs);
  const written = changed(`{wasm/*,${launchers},${tiles}}`);
  return (
    written.length === Object.keys(builds).length + 4 &&
    Math.min(...written) > Math.max(...changed("{assembly/**/!(tiles).ts,assemble{,/*}.ts}"))
  );
}

if (!isFresh()) {
  const { launchersOf } = await import("./assemble/launchers.ts");
  const { tilesOfProducts } = await import("./assemble/tiles.ts");
  writeFileSync(join(folder, tiles), tilesOfProducts());
  mkdirSync(output, { recursive: true });
  const names = Object.keys(builds);
  const byEntry = new Map<string, Exports>();
  for (const name of names) byEntry.set(builds[name]!.entry, await assemble(name, builds[name]!));
  const exports = [...byEntry.values()];
  inline(names);
  writeFileSync(
    join(folder, launchers),
    launchersOf({
      kernels: exports.flatMap(({ kernels }) => kernels),
      constants: exports.flatMap(({ constants }) => constants),
    }),
  );
}
