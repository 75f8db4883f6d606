import type { Kind } from "../dtype.ts";
import type { Expression, ScalarFunction, Source } from "./expression.ts";

/**
 * One value of a program. `arguments` are indices of earlier values. `value` is the constant, or the index of the input or
 * runtime scalar that is read.
 */
export interface Instruction {
  /** Function that computes the value, or source of the value. */
  readonly op: ScalarFunction | Source;
  /** Kind of the value: float, int or bool. */
  readonly kind: Kind;
  /** Indices of the arguments, which are earlier values; empty for a source. */
  readonly arguments: readonly number[];
  /** The constant, or the index of the input or runtime scalar that is read; otherwise 0. */
  readonly value: number;
}

/**
 * Elementwise function of several tensors and runtime scalars with one or more results. Its instructions are in static single
 * assignment form, in order of evaluation, and each value is computed once.
 *
 * Programs with the same structure have the same `key`, so that a backend can cache compiled code by it.
 */
export class Program {
  /** Structure of the program as a string, the same for equal programs. */
  readonly key: string;
  /** Values in order of evaluation. */
  readonly instructions: readonly Instruction[];
  /** Index of the value that each output stores. */
  readonly outputs: readonly number[];
  /** Kind of each output. */
  readonly outputKinds: readonly Kind[];
  /** Number of inputs, some of which may be unused. */
  readonly inputCount: number;

  /**
   * @param outputs The expressions to compute.
   * @param inputs The expressions that are read from inputs 0, 1, … instead of being computed.
   */
  constructor(outputs: readonly Expression[], inputs: readonly Expression[]) {
    const instructions: Instruction[] = [];
    const numbers = lower(outputs, inputs, instructions);
    this.outputs = outputs.map((output) => numbers.get(output)!);
    this.outputKinds = outputs.map((output) => output.kind);
    this.instructions = instructions;
    this.inputCount = inputs.length;
    const lines = instructions.map((i) => `${i.op}:${i.kind}:${formatNumber(i.value)}:${i.arguments.join()}`);
    this.key = `${inputs.length}|${lines.join(";")}|${this.outputs.join()}`;
  }
}

function formatNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/**
 * Numbers the needed expressions, arguments before their uses, and appends their instructions. An explicit stack allows
 * formulas that are deeper than the call stack of the engine.
 */
function lower(
  outputs: readonly Expression[],
  inputs: readonly Expression[],
  instructions: Instruction[],
): Map<Expression, number> {
  const numbers = new Map<Expression, number>();
  const open = outputs.toReversed();
  for (let next = open.at(-1); next; next = open.at(-1)) {
    const { op, kind, arguments: args, value } = next;
    const input = inputs.indexOf(next);
    const reads = input >= 0 ? [] : op === "derived" ? args.slice(0, 1) : args;
    const missing = reads.find((argument) => !numbers.has(argument));
    if (missing) open.push(missing);
    else {
      open.pop();
      const places = reads.map((argument) => numbers.get(argument)!);
      const add = (made: Instruction["op"], read: number): number =>
        instructions.push({ op: made, kind, arguments: places, value: read }) - 1;
      const number = () =>
        input >= 0 ? add("input", input) : op === "derived" ? places[0]! : add(op, value);
      if (!numbers.has(next)) numbers.set(next, number());
    }
  }
  return numbers;
}

/** Candidates that are read when `outputs` are computed and candidates are read instead of being computed. */
export function inputsRead(outputs: readonly Expression[], candidates: readonly Expression[]): Expression[] {
  const { instructions } = new Program(outputs, candidates);
  const read = new Set(instructions.filter((i) => i.op === "input").map((i) => i.value));
  return candidates.filter((_, index) => read.has(index));
}
