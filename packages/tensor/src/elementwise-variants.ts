import { inWords } from "./checks/in-words.ts";
import { type Kind, kindOf } from "./dtype.ts";
import { ElementwiseOp } from "./elementwise-op.ts";
import type { Expression } from "./program/expression.ts";
import { isInt32, Scalars } from "./program/scalars.ts";
import { Tensor } from "./tensor.ts";

/**
 * Operand of an elementwise function: a tensor, or a number, which the kernel receives at run time. Next to int32 tensors an
 * integer counts as int32 if it fits; any other number makes the result float32.
 */
export type Operand = Tensor | number;

/** Operands split into tensors and numbers, in order, and the variant of the formula that fits them. */
export interface Prepared {
  readonly op: ElementwiseOp;
  readonly tensors: Tensor[];
  readonly scalars: number[];
}

type Formula = (s: Scalars, ...operands: Expression[]) => readonly Expression[];

/** Digits for the ways in which an operand can enter a program. */
const FLOAT_SCALAR = 4;
const INT_SCALAR = 5;
/** Digits of base 6 that a number holds exactly: 6^20 < 2^53. */
const MOST_DIGITS = 20;
const kindDigit: Readonly<Record<Kind, number>> = { float: 1, int: 2, bool: 3 };

/** A formula with its variants so far, one for each combination of operand kinds. */
export class ElementwiseFunction {
  readonly #name: string;
  readonly #formula: Formula;
  readonly #variants = new Map<number | string, ElementwiseOp>();

  readonly #arity: number;

  /**
   * @param arity Number of operands that the formula names. It may take more.
   */
  constructor(name: string, formula: Formula, arity: number) {
    this.#name = name;
    this.#formula = formula;
    this.#arity = arity;
  }

  prepare(operands: readonly Operand[]): Prepared {
    const tensors: Tensor[] = [];
    const scalars: number[] = [];
    let float = false;
    for (let i = 0; i < operands.length; i++) {
      const operand = operands[i] as Operand;
      if (typeof operand === "number") scalars.push(operand);
      else if (operand instanceof Tensor) {
        tensors.push(operand);
        float ||= kindOf[operand.view.dtype] === "float";
      } else throw notAnOperand(this.#name, operand, i);
    }
    if (tensors.length === 0) throw notAnOperand(this.#name, operands[0], 0);
    const key = keyOf(operands, float);
    let op = this.#variants.get(key);
    if (!op) {
      op = this.#instantiate(operands, float);
      this.#variants.set(key, op);
    }
    return { op, tensors, scalars };
  }

  #instantiate(operands: readonly Operand[], float: boolean): ElementwiseOp {
    if (operands.length < this.#arity) throw notAnOperand(this.#name, undefined, operands.length);
    const s = new Scalars();
    const expressions = operands.map((operand) => {
      if (typeof operand !== "number") return s.input(kindOf[operand.dtype]);
      return s.runtimeScalar(digitOf(operand, float) === INT_SCALAR ? "int" : "float");
    });
    const inputs = expressions.filter((expression) => expression.op === "input");
    const outputs = this.#formula(s, ...expressions);
    for (const output of outputs) requireExpression(this.#name, output);
    return new ElementwiseOp(this.#name, s, inputs, outputs);
  }
}

/** Checks the result of a formula: untyped ones may return nothing, or a number. */
function requireExpression(op: string, result: Expression | undefined): void {
  if (result?.op) return;
  throw new TypeError(
    `${op}: its formula gave ${inWords(result)}. Return an expression; s.constant makes one of a number.`,
  );
}

/** Kinds of all operands as the digits of a number, or as a string if there are too many. */
function keyOf(operands: readonly Operand[], float: boolean): number | string {
  if (operands.length > MOST_DIGITS) return operands.map((operand) => digitOf(operand, float)).join("");
  let key = 0;
  for (let i = 0; i < operands.length; i++) key = key * 6 + digitOf(operands[i] as Operand, float);
  return key;
}

/** Digit of an operand. A number is an int if all operands are ints and int32 can represent it, otherwise a float. */
function digitOf(operand: Operand, float: boolean): number {
  if (typeof operand !== "number") return kindDigit[kindOf[operand.view.dtype]];
  return !float && isInt32(operand) ? INT_SCALAR : FLOAT_SCALAR;
}

function notAnOperand(op: string, operand: unknown, position: number): TypeError {
  const found = typeof operand === "number" ? "only numbers" : `${inWords(operand)} as operand ${position}`;
  const advice = operand instanceof Promise ? "Await it." : "Make one with tensor(…).";
  return new TypeError(
    `${op}: expected tensors (and numbers beside at least one tensor): found ${found}. ${advice}`,
  );
}
