import type { Kind } from "../dtype.ts";
import type { Expression, ScalarFunction, Source } from "./expression.ts";

/**
 * One value of a program. `arguments` are the numbers of earlier values; `value` is the constant, or the
 * number of the input or runtime scalar that is read.
 */
export interface Instruction {
  /** What computes the value, or where it comes from. */
  readonly op: ScalarFunction | Source;
  /** Whether the value is a float, an int or a bool. */
  readonly kind: Kind;
  /** Numbers of the values that it is computed from, all earlier; none for a source. */
  readonly arguments: readonly number[];
  /** The constant, or which input or runtime scalar is read, from 0; otherwise 0. */
  readonly value: number;
}

/**
 * A function from the elements at one place of several tensors, and from runtime scalars, to the elements at that
 * place of one or more results: instructions in static single assignment form, in order of evaluation, each once.
 *
 * Two programs that compute the same thing in the same way have the same `key`, so a backend can cache what it
 * compiles by it.
 */
export class Program {
  /** The structure as text: equal for equal programs. */
  readonly key: string;
  /** Values in order of evaluation. */
  readonly instructions: readonly Instruction[];
  /** The number of the value that each output stores. */
  readonly outputs: readonly number[];
  /** Kind of each output. */
  readonly outputKinds: readonly Kind[];
  /** How many inputs there are; some may be unused. */
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
 * Numbers the expressions that are needed, arguments before their uses, and makes their instructions. It has a stack of its own:
 * formulas may be deeper than the engine's.
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

/** Those of `candidates` that computing `outputs` reads, when each candidate is read instead of being computed. */
export function inputsRead(outputs: readonly Expression[], candidates: readonly Expression[]): Expression[] {
  const { instructions } = new Program(outputs, candidates);
  const read = new Set(instructions.filter((i) => i.op === "input").map((i) => i.value));
  return candidates.filter((_, index) => read.has(index));
}
