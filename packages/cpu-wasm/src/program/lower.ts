import type { Kind, Program } from "@cambium/tensor";
import type { Code, Vector } from "./code.ts";
import { Simd } from "./opcodes.ts";
import { casts, scalarFunctions } from "./scalar-functions.ts";

/** Operands of a program as vectors: elements of its inputs, and its runtime scalars in all lanes. */
export interface Sources {
  input(index: number): Vector;
  scalar(index: number): Vector;
}

/** Writes the instructions of a program for four elements and returns the vectors of its outputs. */
export function lower(c: Code, { instructions, outputs }: Program, sources: Sources): Vector[] {
  const values: Vector[] = [];
  for (const { op, kind, arguments: positions, value } of instructions) {
    const [a, b, d] = positions.map((position) => values[position]!) as [Vector, Vector, Vector];
    const kindOfFirst = positions.length > 0 ? instructions[positions[0]!]!.kind : kind;
    if (op === "constant") values.push(constantOf(c, kind, value));
    else if (op === "input") values.push(sources.input(value));
    else if (op === "scalar") values.push(sources.scalar(value));
    else if (op === "cast") values.push(casts[kindOfFirst][kind](c, a, b, d));
    else if (op === "min" || op === "max")
      values.push(extremum(c, op, kind, positions, values, instructions));
    else if (op === "select") values.push(chosen(c, positions, values, instructions));
    else values.push(scalarFunctions[op][kindOfFirst]!(c, a, b, d));
  }
  return outputs.map((output) => values[output]!);
}

function constantOf(c: Code, kind: Kind, value: number): Vector {
  if (kind === "float") return c.float(value);
  return c.bits(kind === "int" ? value : value ? -1 : 0);
}

type Instructions = Program["instructions"];

function isNumber(instructions: Instructions, position: number): boolean {
  const { op, value } = instructions[position]!;
  return op === "constant" && !Number.isNaN(value);
}

/** Minimum or maximum. With a constant, the fast instruction suffices: it returns its first operand unless the second one is better, so that a NaN is kept. */
function extremum(
  c: Code,
  op: "min" | "max",
  kind: Kind,
  positions: readonly number[],
  values: readonly Vector[],
  instructions: Instructions,
): Vector {
  const [first, second] = positions as [number, number];
  const [a, b] = [values[first]!, values[second]!];
  const fast = op === "min" ? Simd.f32Pmin : Simd.f32Pmax;
  if (kind === "float" && isNumber(instructions, second)) return c.simd(fast, a, b);
  if (kind === "float" && isNumber(instructions, first)) return c.simd(fast, b, a);
  return scalarFunctions[op][kind]!(c, a, b, b);
}

/** Selects one of two vectors. If one of them is 0, this is a single instruction. */
function chosen(
  c: Code,
  positions: readonly number[],
  values: readonly Vector[],
  instructions: Instructions,
): Vector {
  const [condition, first, second] = positions as [number, number, number];
  const mask = values[condition]!;
  const isZero = (position: number): boolean => {
    const { op, value } = instructions[position]!;
    return op === "constant" && Object.is(value, 0);
  };
  if (isZero(second)) return c.simd(Simd.and, values[first]!, mask);
  if (isZero(first)) return c.simd(Simd.andNot, values[second]!, mask);
  return c.select(mask, values[first]!, values[second]!);
}
