import type { Kind } from "../dtype.ts";
import type { Instruction, Program } from "../program/program.ts";
import { castLoops, floatLoops, intLoops, type Loop } from "./scalar-loops.ts";

/** Places that are evaluated together: enough to hide the cost of choosing a loop, few enough for the cache. */
export const BLOCK = 256;

/** Values between the beginnings of two rows; not a power of two, so that rows do not compete for cache lines. */
const ROW = BLOCK + 8;

/** One step of a plan: `loop` on rows, or where there is none, loading input number `input` into row `to`. */
export interface Step {
  readonly loop: Loop | undefined;
  readonly input: number;
  readonly to: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A row that holds a constant or runtime scalar. */
interface Uniform {
  readonly row: number;
  readonly kind: Kind;
  readonly value: number;
}

/** How a program is evaluated: each value is a row of `registers`, and rows are used again once they are dead. */
export class Plan {
  readonly registers: Float64Array;
  readonly steps: readonly Step[];
  /** The row that each output is in. */
  readonly outputs: readonly number[];
  readonly #constants: readonly Uniform[];
  readonly #scalars: readonly Uniform[];
  /** Whether constants stand in `registers` as float64 or rounded to float32. */
  #wide = true;

  constructor(program: Program) {
    const rows = new Rows(program);
    this.steps = rows.steps;
    this.outputs = program.outputs.map((value) => rows.rowOf[value]!);
    this.#constants = rows.uniforms("constant");
    this.#scalars = rows.uniforms("scalar");
    this.registers = new Float64Array(rows.count * ROW);
    for (const { row, value } of this.#constants) this.#fill(row, value);
  }

  /** Sets the rows of constants and scalars; floats are rounded to float32 unless `wide`. */
  prepare(scalars: readonly number[], wide: boolean): void {
    if (wide !== this.#wide) {
      this.#wide = wide;
      for (const { row, kind, value } of this.#constants) this.#fill(row, rounded(value, kind, wide));
    }
    const uniforms = this.#scalars;
    for (let i = 0; i < uniforms.length; i++) {
      const { row, kind, value } = uniforms[i]!;
      this.#fill(row, rounded(scalars[value]!, kind, wide));
    }
  }

  #fill(row: number, value: number): void {
    if (!Object.is(this.registers[row], value)) this.registers.fill(value, row, row + BLOCK);
  }
}

function rounded(value: number, kind: Kind, wide: boolean): number {
  return wide || kind !== "float" ? value : Math.fround(value);
}

/** Assigns the values of a program to rows. */
class Rows {
  readonly steps: Step[] = [];
  readonly rowOf: number[] = [];
  count = 0;
  readonly #program: Program;
  /** The value that each value is the same as: casts to a wider kind change nothing. */
  readonly #same: number[] = [];
  readonly #lastUse: number[] = [];
  readonly #free: number[] = [];

  constructor(program: Program) {
    this.#program = program;
    program.instructions.forEach((instruction, number) => {
      this.#same[number] = isFreeCast(instruction, program) ? this.#same[instruction.arguments[0]!]! : number;
      for (const argument of instruction.arguments) this.#lastUse[this.#same[argument]!] = number;
    });
    for (const output of program.outputs) this.#lastUse[this.#same[output]!] = Infinity;
    program.instructions.forEach((instruction, number) => {
      this.#place(instruction, number);
    });
  }

  uniforms(source: "constant" | "scalar"): Uniform[] {
    return this.#program.instructions.flatMap(({ op, kind, value }, number) =>
      op === source ? [{ row: this.rowOf[number]!, kind, value }] : [],
    );
  }

  #place(instruction: Instruction, number: number): void {
    const { op, value } = instruction;
    const same = this.#same[number]!;
    if (same !== number) {
      this.rowOf[number] = this.rowOf[same]!;
    } else if (op === "constant" || op === "scalar") {
      this.rowOf[number] = this.count++ * ROW;
    } else {
      const args = instruction.arguments.map((argument) => this.rowOf[argument]!);
      this.#release(instruction, number);
      const to = this.#free.pop() ?? this.count++ * ROW;
      const [a = 0, b = 0, c = 0] = args;
      this.rowOf[number] = to;
      this.steps.push({ loop: loopOf(instruction), input: value, to, a, b, c });
    }
  }

  /** Frees the rows of values that this instruction uses last; it may write over them. */
  #release(instruction: Instruction, number: number): void {
    for (const argument of new Set(instruction.arguments.map((argument) => this.#same[argument]!))) {
      const { op } = this.#program.instructions[argument]!;
      const permanent = op === "constant" || op === "scalar";
      if (!permanent && this.#lastUse[argument] === number) this.#free.push(this.rowOf[argument]!);
    }
  }
}

const kindOrder: readonly Kind[] = ["bool", "int", "float"];

function isFreeCast({ op, kind, arguments: args }: Instruction, program: Program): boolean {
  if (op !== "cast") return false;
  const from = program.instructions[args[0]!]!.kind;
  return kindOrder.indexOf(from) <= kindOrder.indexOf(kind);
}

function loopOf({ op, kind }: Instruction): Loop | undefined {
  if (op === "input" || op === "scalar" || op === "constant") return undefined;
  if (op === "cast") return castLoops[kind as "int" | "bool"];
  return (kind === "int" && intLoops[op]) || floatLoops[op];
}
