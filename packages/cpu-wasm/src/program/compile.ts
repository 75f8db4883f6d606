import { BackendError, type Kind, type Program } from "@cambium/tensor";
import { Code, type Scalar, type Vector } from "./code.ts";
import { encodeModule } from "./encoder.ts";
import { Plain, Simd, Type } from "./opcodes.ts";
import { type Operand, type SpanParts, type Walk, writeSpan } from "./spans.ts";
import { Table } from "./table.ts";

/** Longer programs process one vector at a time, to limit the size of their code. */
const LONG_PROGRAM = 200;
/** Limits of engines: V8, JavaScriptCore and SpiderMonkey allow 50,000 locals and 7,654,321 bytes per function. */
const MOST_LOCALS = 50_000;
const MOST_BYTES = 7_000_000;

/** Layout that a program is compiled for. */
export interface Variant {
  /** Walk of each input, or undefined if the program does not read it. */
  readonly walks: readonly (Walk | undefined)[];
  /** True if there are dimensions outside of the innermost one. */
  readonly rows: boolean;
}

/** Kinds of a program's inputs, undefined for those that it does not read. */
export function inputKinds({ instructions, inputCount }: Program): (Kind | undefined)[] {
  const kinds = new Array<Kind | undefined>(inputCount).fill(undefined);
  for (const { op, kind, value } of instructions) if (op === "input") kinds[value] = kind;
  return kinds;
}

/** Kinds of a program's runtime scalars, undefined for those that it does not read. */
export function scalarKinds({ instructions }: Program): (Kind | undefined)[] {
  const kinds: (Kind | undefined)[] = [];
  for (const { op, kind, value } of instructions) if (op === "scalar") kinds[value] = kind;
  return kinds;
}

/**
 * Compiles a program to a module whose kernel evaluates it over blocks of elements or rows.
 *
 * @throws {BackendError} If the code would exceed the limits of engines.
 */
export function compile(
  program: Program,
  variant: Variant,
  { relaxed, shared }: { readonly relaxed: boolean; readonly shared: boolean },
): Uint8Array<ArrayBuffer> {
  const c = new Code(relaxed);
  const table = new Table(variant.walks.length + program.outputs.length, scalarKinds(program).length);
  const writer = new KernelWriter(c, table, program, variant);
  if (variant.rows) writer.writeRows();
  else writer.writeFlat();
  const code = c.finish();
  if (c.locals.length > MOST_LOCALS || code.list.length > MOST_BYTES) {
    throw new BackendError(
      `cpu-wasm: a program of ${program.instructions.length} instructions is too large to compile: ${c.locals.length} values of at most ` +
        `${MOST_LOCALS}, ${code.list.length} bytes of at most ${MOST_BYTES}. Split the formula into several ops.`,
    );
  }
  return encodeModule(c.imports, { code, locals: c.locals }, shared);
}

const PARAMETERS: Scalar = 0;
const FIRST: Scalar = 1;
const LAST: Scalar = 2;

/** Writes the loops around the spans of one program. */
class KernelWriter {
  readonly #c: Code;
  readonly #table: Table;
  readonly #parts: SpanParts;
  readonly #operands: readonly (Operand | undefined)[];
  readonly #vectors: number;
  readonly #at: Scalar;
  readonly #count: Scalar;

  constructor(c: Code, table: Table, program: Program, { walks }: Variant) {
    this.#c = c;
    this.#table = table;
    this.#at = this.#findTable();
    const operand = (kind: Kind, walk: Walk, k: number): Operand => ({
      kind,
      walk,
      pointer: c.local(Type.i32),
      stride: this.#word(table.stride(k)),
    });
    const kinds = inputKinds(program);
    const inputs = walks.map((walk, k) => walk && operand(kinds[k]!, walk, k));
    const outputs = program.outputKinds.map((kind, k) => operand(kind, "dense", walks.length + k));
    const scalars = scalarKinds(program).map((kind, i) => (kind ? this.#scalar(kind, i) : 0));
    this.#parts = { program, inputs, outputs, scalars };
    this.#operands = [...inputs, ...outputs];
    this.#vectors = program.instructions.length > LONG_PROGRAM ? 1 : 2;
    this.#count = c.local(Type.i32);
  }

  /** Writes one span, from element first·block to last·block or the end. */
  writeFlat(): void {
    const c = this.#c;
    const { begin, end } = this.#range(this.#table.size);
    this.#eachOperand(({ pointer, stride }, k) => {
      this.#load(this.#table.base(k))
        .get(begin)
        .get(stride)
        .plain(Plain.i32Mul)
        .plain(Plain.i32Add)
        .set(pointer);
    });
    c.get(end).get(begin).plain(Plain.i32Sub).set(this.#count);
    writeSpan(c, this.#parts, this.#count, this.#vectors);
  }

  /**
   * Writes a span for each row from first·block on. `left` counts the rows until the last outer index wraps. Then the
   * addresses of the row are computed again. Otherwise they advance by one stride.
   */
  writeRows(): void {
    const c = this.#c;
    const { begin: row, end } = this.#range(this.#table.rows);
    const left = c.local(Type.i32);
    const starts = this.#operands.map((operand) => (operand ? c.local(Type.i32) : 0));
    const steps = this.#operands.map((operand) => (operand ? c.local(Type.i32) : 0));
    const lastDimension = this.#lastDimension();
    this.#eachOperand((_, k) => c.get(lastDimension).loadWord(this.#table.outerStride(k)).set(steps[k]!));
    c.get(row).get(end).plain(Plain.i32LtS);
    c.when(() =>
      c.loop(() => {
        c.get(left).plain(Plain.i32Eqz);
        c.when(() => this.#findRow(row, left, starts, lastDimension));
        this.#eachOperand(({ pointer }, k) => c.get(starts[k]!).set(pointer));
        this.#load(this.#table.size).set(this.#count);
        writeSpan(c, this.#parts, this.#count, this.#vectors);
        this.#eachOperand((_, k) => c.get(starts[k]!).get(steps[k]!).plain(Plain.i32Add).set(starts[k]!));
        c.get(left).constant(1).plain(Plain.i32Sub).set(left);
        c.get(row).constant(1).plain(Plain.i32Add).set(row);
        c.get(row).get(end).plain(Plain.i32LtS).branchIf(0);
      }),
    );
  }

  /** Splits the number of a row into indices, from the last outer dimension on, and computes the addresses of its operands. */
  #findRow(row: Scalar, left: Scalar, starts: readonly Scalar[], lastDimension: Scalar): void {
    const c = this.#c;
    const [rest, index, dimension] = [c.local(Type.i32), c.local(Type.i32), c.local(Type.i32)];
    const table = this.#table;
    const { outerSize, firstDimension, dimensionBytes } = table;
    this.#eachOperand((_, k) => this.#load(table.base(k)).set(starts[k]!));
    c.get(row).set(rest);
    c.get(lastDimension).set(dimension);
    c.loop(() => {
      c.get(rest).get(dimension).loadWord(outerSize).plain(Plain.i32RemU).set(index);
      c.get(rest).get(dimension).loadWord(outerSize).plain(Plain.i32DivU).set(rest);
      c.get(dimension).get(lastDimension).plain(Plain.i32GeU);
      c.when(() => c.get(dimension).loadWord(outerSize).get(index).plain(Plain.i32Sub).set(left));
      this.#eachOperand((_, k) => {
        c.get(starts[k]!).get(index).get(dimension).loadWord(table.outerStride(k));
        c.plain(Plain.i32Mul).plain(Plain.i32Add).set(starts[k]!);
      });
      c.get(dimension).constant(dimensionBytes).plain(Plain.i32Sub).set(dimension);
      c.get(dimension)
        .get(this.#at)
        .constant(firstDimension)
        .plain(Plain.i32Add)
        .plain(Plain.i32GeU)
        .branchIf(0);
    });
  }

  /** Address of the table's entry for the last outer dimension. */
  #lastDimension(): Scalar {
    const c = this.#c;
    const { firstDimension, dimensionBytes, rank } = this.#table;
    this.#load(rank).constant(1).plain(Plain.i32Sub).constant(dimensionBytes).plain(Plain.i32Mul);
    return c.constant(firstDimension).plain(Plain.i32Add).get(this.#at).plain(Plain.i32Add).result(Type.i32);
  }

  /** Number of elements or rows from first·block to last·block, but not beyond the end. */
  #range(total: number): { begin: Scalar; end: Scalar } {
    const c = this.#c;
    const times = (task: Scalar): Scalar => {
      c.get(task);
      return this.#load(this.#table.block).plain(Plain.i32Mul).result(Type.i32);
    };
    const [begin, wanted, most] = [times(FIRST), times(LAST), this.#word(total)];
    c.get(wanted).get(most).get(wanted).get(most).plain(Plain.i32LtS).plain(Plain.select);
    return { begin, end: c.result(Type.i32) };
  }

  /** The table is in the parameter block, or at the address that the block contains. */
  #findTable(): Scalar {
    const c = this.#c;
    const at = c.get(PARAMETERS).loadWord(this.#table.elsewhere).result(Type.i32);
    c.get(at).plain(Plain.i32Eqz);
    c.when(() => c.get(PARAMETERS).set(at));
    return at;
  }

  #scalar(kind: Kind, i: number): Vector {
    const c = this.#c;
    const lanes = c.get(this.#at).memory(Simd.load32Splat, this.#table.scalar(i)).result(Type.v128);
    return kind === "bool" ? c.simd(Simd.i32Ne, lanes, c.bits(0)) : lanes;
  }

  /** Pushes a word of the table. */
  #load(offset: number): Code {
    return this.#c.get(this.#at).loadWord(offset);
  }

  /** Loads a word of the table into a local. */
  #word(offset: number): Scalar {
    return this.#load(offset).result(Type.i32);
  }

  #eachOperand(visit: (operand: Operand, k: number) => void): void {
    this.#operands.forEach((operand, k) => {
      if (operand) visit(operand, k);
    });
  }
}
