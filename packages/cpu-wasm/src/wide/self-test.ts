import { denseStrides, Program, Scalars, type Shape, sizeOf, type View } from "@cambium/tensor";
import type { WasmStorage } from "../storage.ts";
import type { WasmBackend } from "../wasm-backend.ts";

/** Largest difference of results, relative to 1 and to their magnitude, from rounding and the order of additions. */
const TOLERANCE = 1e-4;

/** Results of the self-test, by the names of the computations. */
export type TestResults = ReadonlyMap<string, Float32Array>;

/** Sizes that cover every path of the product: tiny, one row, one column, edges of tiles, and several blocks. */
const products: readonly (readonly [m: number, k: number, n: number])[] = [
  [4, 2, 8],
  [1, 65, 33],
  [37, 19, 1],
  [64, 64, 64],
  [65, 300, 70],
  [128, 512, 10],
  [200, 700, 130],
];

/** Convolutions by channels, outputs, kernel size, stride and groups. */
const convolutions: readonly (readonly [c: number, o: number, k: number, stride: number, groups: number])[] =
  [
    [1, 8, 5, 1, 1],
    [12, 24, 3, 1, 1],
    [16, 24, 3, 1, 1],
    [24, 16, 5, 1, 1],
    [16, 24, 3, 2, 1],
    [16, 16, 3, 1, 16],
    [16, 32, 1, 1, 1],
  ];

/** Runs all matrix kernels, a program and a reduction on fixed numbers. */
export function runSelfTest(backend: WasmBackend): TestResults {
  const results = new Map<string, Float32Array>();
  const test = new Bench(backend, results);
  for (const [m, k, n] of products) {
    test.run(`matmul ${m}×${k}×${n}`, [m, n], (out) => backend.matmul(test.x([m, k]), test.x([k, n]), out));
  }
  for (const sizes of convolutions) convolve(test, backend, sizes);
  test.run("program", [1003], (out) => backend.map(program, [test.x([1003]), test.x([1003])], [0.5], [out]));
  test.run("sum", [1, 50], (out) => backend.reduce("sum", test.x([61, 50]), [0], out));
  test.run("softmax", [20, 33], (out) => backend.fused.softmax!(test.x([20, 33]), 1, out));
  test.end();
  return results;
}

function convolve(
  test: Bench,
  { fused }: WasmBackend,
  [c, o, k, stride, groups]: (typeof convolutions)[number],
): void {
  const pad = (k - 1) / 2;
  const size = 14;
  const outSize = Math.floor((size + 2 * pad - k) / stride) + 1;
  const window = {
    kernel: [k, k],
    stride: [stride, stride],
    padding: [pad, pad],
    dilation: [1, 1],
  } as const;
  const [image, weight] = [
    [2, c, size, size],
    [o, c / groups, k, k],
  ];
  const output = [2, o, outSize, outSize];
  const name = `conv2d ${c} to ${o}, ${k}×${k}, stride ${stride}, ${groups} groups`;
  test.run(name, output, (y) => fused.conv2d!(test.x(image), test.x(weight), undefined, window, groups, y));
  test.run(`${name}: input gradient`, image, (dx) =>
    fused.conv2dInputGradient!(test.x(output), test.x(weight), window, groups, dx),
  );
  test.run(`${name}: filter gradient`, weight, (dw) =>
    fused.conv2dFilterGradient!(test.x(image), test.x(output), window, groups, dw),
  );
}

/** Name of the first result that differs, or undefined. */
export function firstDifference(got: TestResults, wanted: TestResults): string | undefined {
  for (const [name, numbers] of wanted) {
    const other = got.get(name)!;
    const differs = (x: number, i: number): boolean =>
      !(Math.abs(other[i]! - x) <= TOLERANCE * (1 + Math.abs(x)));
    if (numbers.some(differs)) return name;
  }
  return undefined;
}

/** e^a·tanh(b) + scalar, with the instructions of most programs. */
const program: Program = /* @__PURE__ */ makeProgram();

function makeProgram(): Program {
  const s = new Scalars();
  const [a, b] = [s.input("float"), s.input("float")];
  return new Program([s.add(s.mul(s.exp(a), s.tanh(b)), s.runtimeScalar("float"))], [a, b]);
}

/** Creates operands and collects results. */
class Bench {
  readonly #backend: WasmBackend;
  readonly #results: Map<string, Float32Array>;
  readonly #storages: WasmStorage[] = [];

  constructor(backend: WasmBackend, results: Map<string, Float32Array>) {
    this.#backend = backend;
    this.#results = results;
  }

  /** Tensor of fixed numbers in [−1, 1] without a pattern. */
  x(shape: Shape): View<WasmStorage> {
    const view = this.#view(shape);
    const numbers = Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i * i + shape.length));
    this.#backend.write(view.storage, numbers, 0);
    return view;
  }

  run(name: string, shape: Shape, compute: (out: View<WasmStorage>) => void): void {
    const out = this.#view(shape);
    compute(out);
    this.#results.set(
      name,
      new Float32Array(this.#backend.readSync(out.storage, 0, 4 * sizeOf(shape)).buffer),
    );
  }

  end(): void {
    for (const storage of this.#storages) this.#backend.free(storage);
  }

  #view(shape: Shape): View<WasmStorage> {
    const storage = this.#backend.alloc(4 * sizeOf(shape));
    this.#storages.push(storage);
    return { storage, offset: 0, shape, strides: denseStrides(shape), dtype: "float32" };
  }
}
