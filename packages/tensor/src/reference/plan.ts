import type { Kind } from "../dtype.ts";
import { BackendError } from "../errors.ts";
import type { Instruction, Program } from "../program/program.ts";
import { CAPACITY, castLoops, float32Loops, floatLoops, intLoops, type Loop } from "./registers.ts";

/** Largest number of elements evaluated together: enough to hide the cost of a step, few enough for the cache. */
const LARGEST_BLOCK = 256;

/** One instruction on rows of registers: computes row `to` from rows `a`, `b` and `c`. */
export interface Step {
  readonly loop: Loop;
  readonly to: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Row that is set before the first step, from an input, a runtime scalar or a constant. */
export interface Source {
  readonly row: number;
  readonly kind: Kind;
  /** The constant, or the number of the input or scalar. */
  readonly value: number;
}

const kindOrder: readonly Kind[] = ["bool", "int", "float"];

/**
 * Plan to evaluate a program on a block of elements. Each value is a row of registers, which is reused once the value is
 * dead.
 */
export class Plan {
  readonly steps: Step[] = [];
  readonly inputs: readonly Source[];
  readonly scalars: readonly Source[];
  readonly constants: readonly Source[];
  /** Row of each output. */
  readonly outputs: readonly number[];
  /** Number of elements of a row. */
  readonly block: number;
  readonly #instructions: readonly Instruction[];
  /** True if floats are float64. */
  readonly #wide: boolean;
  /** Number of the value that each value equals: casts to a wider kind change nothing, except from int32 to float32. */
  readonly #same: number[] = [];
  /** Last instruction that reads each value. */
  readonly #lastUse: number[] = [];
  readonly #rows: number[] = [];
  readonly #deadRows: number[] = [];
  #rowCount = 0;

  /** @param wide True if floats are float64. Otherwise int32 is rounded when it becomes a float. */
  constructor({ instructions, outputs }: Program, wide: boolean) {
    this.#instructions = instructions;
    this.#wide = wide;
    this.#findUses();
    this.constants = this.#sources("constant");
    this.scalars = this.#sources("scalar");
    for (const output of outputs) this.#lastUse[this.#same[output]!] = Infinity;
    this.inputs = this.#sources("input");
    for (let i = 0; i < instructions.length; i++) if (instructions[i]!.arguments.length > 0) this.#compute(i);
    this.outputs = outputs.map((output) => this.#rowOf(output));
    this.block = Math.min(LARGEST_BLOCK, Math.floor(CAPACITY / this.#rowCount));
    if (this.block === 0) throw new BackendError(`reference: program too large: ${this.#rowCount} values.`);
  }

  #findUses(): void {
    this.#instructions.forEach(({ op, kind, arguments: args }, i) => {
      const from = args[0] === undefined ? kind : this.#instructions[args[0]]!.kind;
      const rounds = !this.#wide && from === "int" && kind === "float";
      const widens = op === "cast" && !rounds && kindOrder.indexOf(from) <= kindOrder.indexOf(kind);
      this.#same.push(widens ? this.#same[args[0]!]! : i);
      for (const argument of args) this.#lastUse[this.#same[argument]!] = i;
    });
  }

  #rowOf(value: number): number {
    return this.#rows[this.#same[value]!]!;
  }

  /** Assigns rows to the values that are not computed. */
  #sources(source: Instruction["op"]): Source[] {
    return this.#instructions.flatMap(({ op, kind, value }, i) => {
      if (op !== source) return [];
      this.#rows[i] = this.#rowCount++;
      return [{ row: this.#rows[i]!, kind, value }];
    });
  }

  #compute(i: number): void {
    if (this.#same[i] !== i) return;
    const { op, kind, arguments: args } = this.#instructions[i]!;
    const [a = 0, b = 0, c = 0] = args.map((argument) => this.#rowOf(argument));
    for (const argument of new Set(args.map((argument) => this.#same[argument]!))) {
      // A step may overwrite a row that it reads last, unless the row is set once for all blocks.
      const { op } = this.#instructions[argument]!;
      const lasting = op === "scalar" || op === "constant";
      if (!lasting && this.#lastUse[argument] === i) this.#deadRows.push(this.#rows[argument]!);
    }
    const to = this.#deadRows.pop() ?? this.#rowCount++;
    this.#rows[i] = to;
    this.steps.push({ loop: loopOf(op, kind, this.#wide), to, a, b, c });
  }
}

function loopOf(op: Instruction["op"], kind: Kind, wide: boolean): Loop {
  if (op === "cast") return castLoops[kind];
  const name = op as keyof typeof floatLoops;
  const special = kind === "int" ? intLoops[name] : !wide && kind === "float" && float32Loops[name];
  return special || floatLoops[name];
}
