import type { Kind, Program } from "@cambium/tensor";
import type { Code, Scalar, Vector } from "./code.ts";
import { lower, type Sources } from "./lower.ts";
import { Plain, Simd, Type } from "./opcodes.ts";

/** Layout of an input along the innermost dimension: a single element for all positions, dense, or strided. */
export type Walk = "splat" | "dense" | "strided";

/** Operand of a program: an input or output, with the local that points to its next element. */
export interface Operand {
  readonly kind: Kind;
  readonly walk: Walk;
  readonly pointer: Scalar;
  /** Bytes from one element to the next. */
  readonly stride: Scalar;
}

/** Parts of a span. Unused inputs are absent. */
export interface SpanParts {
  readonly program: Program;
  readonly inputs: readonly (Operand | undefined)[];
  readonly outputs: readonly Operand[];
  readonly scalars: readonly Vector[];
}

const LANES = 4;

/** Bytes per element in memory. */
export function elementBytes(kind: Kind): number {
  return kind === "bool" ? 1 : 4;
}

/**
 * Writes a loop over `count` contiguous elements: two vectors at a time, then one, the last of which may be partial. The
 * value of an element does not depend on the vector that it is in. Loads may go up to 12 bytes beyond the last
 * element. The loop advances the pointers.
 */
export function writeSpan(c: Code, parts: SpanParts, count: Scalar, vectors: number): void {
  const splats = parts.inputs.map((input) => (input?.walk === "splat" ? loadSplat(c, input) : undefined));
  const turn = (unroll: number, store: (values: readonly Vector[][]) => void): void => {
    const loaded = Array.from({ length: unroll }, (_, u) =>
      parts.inputs.map(
        (input, i) => splats[i] ?? (input && loadVector(c, input, u, unroll === 1 ? count : undefined)),
      ),
    );
    store(loaded.map((inputs) => lower(c, parts.program, sourcesOf(inputs, parts.scalars))));
    for (const operand of [...parts.inputs, ...parts.outputs]) if (operand) advance(c, operand, unroll);
    c.get(count)
      .constant(unroll * LANES)
      .plain(Plain.i32Sub)
      .set(count);
  };
  const whole = vectors * LANES;
  if (vectors > 1) {
    c.get(count).constant(whole).plain(Plain.i32GeS);
    c.when(() =>
      c.loop(() => {
        turn(vectors, (values) => storeWhole(c, parts.outputs, values));
        c.get(count).constant(whole).plain(Plain.i32GeS).branchIf(0);
      }),
    );
  }
  c.constant(0).get(count).plain(Plain.i32LtS);
  c.when(() =>
    c.loop(() => {
      turn(1, ([values]) => storeRest(c, parts.outputs, values!, count));
      c.constant(0).get(count).plain(Plain.i32LtS).branchIf(0);
    }),
  );
}

function sourcesOf(inputs: readonly (Vector | undefined)[], scalars: readonly Vector[]): Sources {
  return { input: (index) => inputs[index]!, scalar: (index) => scalars[index]! };
}

/** Loads a single element into all lanes. */
function loadSplat(c: Code, { kind, pointer }: Operand): Vector {
  if (kind !== "bool") return c.get(pointer).memory(Simd.load32Splat, 0).result(Type.v128);
  const byte = c.get(pointer).memory(Simd.load8Splat, 0).result(Type.v128);
  return c.simd(Simd.i8Ne, byte, c.bits(0));
}

/** Loads vector u from the pointer on. If the operand is strided, lanes beyond `count` repeat the last element. */
function loadVector(c: Code, operand: Operand, u: number, count: Scalar | undefined): Vector {
  if (operand.walk === "strided") return loadStrided(c, operand, u, count);
  c.get(operand.pointer);
  if (operand.kind !== "bool") return c.memory(Simd.load, 16 * u).result(Type.v128);
  return maskOfBytes(c, c.memory(Simd.load32Zero, 4 * u).result(Type.v128));
}

/** Converts four bytes to four lanes of ones or zeros. */
function maskOfBytes(c: Code, bytes: Vector): Vector {
  const words = c.simd(Simd.extendLowI16U, c.simd(Simd.extendLowI8U, bytes));
  return c.simd(Simd.i32Ne, words, c.bits(0));
}

function loadStrided(c: Code, operand: Operand, u: number, count: Scalar | undefined): Vector {
  const { kind, pointer, stride } = operand;
  const result = c.local(Type.v128);
  c.get(c.bits(0)).set(result);
  for (let lane = 0; lane < LANES; lane++) {
    c.get(pointer);
    if (count === undefined || lane === 0) c.constant(u * LANES + lane);
    else {
      // The lane, or that of the last element if it comes before.
      c.constant(lane).get(count).constant(1).plain(Plain.i32Sub);
      c.constant(lane).get(count).plain(Plain.i32LtS).plain(Plain.select);
    }
    c.get(stride).plain(Plain.i32Mul).plain(Plain.i32Add).get(result);
    // A byte goes to the lowest byte of the lane.
    if (kind === "bool")
      c.memory(Simd.load8Lane, 0)
        .plain(4 * lane)
        .set(result);
    else c.memory(Simd.load32Lane, 0).plain(lane).set(result);
  }
  return kind === "bool" ? c.simd(Simd.i32Ne, result, c.bits(0)) : result;
}

function advance(c: Code, { walk, kind, pointer, stride }: Operand, vectors: number): void {
  if (walk === "splat") return;
  c.get(pointer);
  if (walk === "dense") c.constant(vectors * LANES * elementBytes(kind));
  else
    c.get(stride)
      .constant(vectors * LANES)
      .plain(Plain.i32Mul);
  c.plain(Plain.i32Add).set(pointer);
}

/** Converts a vector to its form in memory: masks become bytes, in the lowest four. */
function stored(c: Code, { kind }: Operand, value: Vector): Vector {
  if (kind !== "bool") return value;
  const words = c.simd(Simd.narrowI32, value, value);
  return c.simd(Simd.and, c.simd(Simd.narrowI16, words, words), c.bits(0x01010101));
}

/** Stores whole vectors. Neighboring stores follow each other immediately, so that V8 can join them. */
function storeWhole(c: Code, outputs: readonly Operand[], values: readonly Vector[][]): void {
  outputs.forEach((output, k) => {
    const vectors = values.map((each) => stored(c, output, each[k]!));
    vectors.forEach((vector, u) => {
      c.get(output.pointer).get(vector);
      if (output.kind === "bool") c.memory(Simd.store32Lane, 4 * u).plain(0);
      else c.memory(Simd.store, 16 * u);
    });
  });
}

/** Stores one vector, or its first `count` elements. */
function storeRest(c: Code, outputs: readonly Operand[], values: readonly Vector[], count: Scalar): void {
  outputs.forEach((output, k) => {
    const vector = stored(c, output, values[k]!);
    c.get(count).constant(LANES).plain(Plain.i32LtS);
    c.either(
      () => storePart(c, output, vector, count),
      () => {
        c.get(output.pointer).get(vector);
        if (output.kind === "bool") c.memory(Simd.store32Lane, 0).plain(0);
        else c.memory(Simd.store, 0);
      },
    );
  });
}

/** Stores one, two or three elements. */
function storePart(c: Code, { kind, pointer }: Operand, vector: Vector, count: Scalar): void {
  const [one, two] =
    kind === "bool" ? [Simd.store8Lane, Simd.store16Lane] : [Simd.store32Lane, Simd.store64Lane];
  const store = (opcode: number, offset: number, lane: number): void => {
    c.get(pointer).get(vector).memory(opcode, offset).plain(lane);
  };
  c.get(count).constant(2).plain(Plain.i32And);
  c.either(
    () => {
      store(two, 0, 0);
      c.get(count).constant(1).plain(Plain.i32And);
      c.when(() => store(one, 2 * elementBytes(kind), 2));
    },
    () => store(one, 0, 0),
  );
}
