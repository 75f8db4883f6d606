import { type DType, floatTypeOf, type Kind, kindOf } from "./dtype.ts";
import type { Gradient } from "./elementwise-gradient.ts";
import { commonBackend, produce } from "./op.ts";
import type { Expression } from "./program/expression.ts";
import { Program } from "./program/program.ts";
import { isInt32, Scalars } from "./program/scalars.ts";
import { emit, type Op } from "./recorder.ts";
import { broadcastShapes, type Shape, sameShape } from "./shape.ts";
import { state } from "./state.ts";
import { Tensor } from "./tensor.ts";
import { expandView, isDense, type View } from "./view.ts";

/** What an elementwise function takes: a tensor, or a number, which the kernel gets at run time. */
export type Operand = Tensor | number;

/** An elementwise function of a tensor. */
export type Unary = (x: Tensor) => Tensor;
/** An elementwise function of two operands, at least one of them a tensor; shapes broadcast. */
export type Binary = (a: Operand, b: Operand) => Tensor;
/** An elementwise function of three operands, at least one of them a tensor; shapes broadcast. */
export type Ternary = (a: Operand, b: Operand, c: Operand) => Tensor;

/** One operand for each expression that a formula takes. */
export type Operands<X extends readonly Expression[]> = { [I in keyof X]: Operand };

/** A formula for operands of certain kinds: a program, and the expressions that its gradient is derived from. */
export class ElementwiseOp implements Op<readonly number[]> {
  readonly name: string;
  readonly program: Program;
  /** The vocabulary that made the expressions, and makes those of the gradient. */
  readonly scalars: Scalars;
  /** What is read from the inputs of the program, in order. */
  readonly inputs: readonly Expression[];
  readonly outputs: readonly Expression[];
  /** Gradients derived so far; see `elementwise-gradient.ts`. */
  readonly gradients: Map<number | string, Gradient> = new Map();

  constructor(name: string, scalars: Scalars, inputs: readonly Expression[], outputs: readonly Expression[]) {
    this.name = name;
    this.scalars = scalars;
    this.inputs = inputs;
    this.outputs = outputs;
    this.program = new Program(outputs, inputs);
  }
}

/** The shape that all tensors broadcast to. */
function commonShape(op: string, tensors: readonly Tensor[]): Shape {
  let { shape } = tensors[0] as Tensor;
  for (let i = 1; i < tensors.length; i++) shape = broadcastShapes(op, shape, (tensors[i] as Tensor).shape);
  return shape;
}

/** The tensors' views, repeated to `shape` where they are smaller. */
function viewsAt(tensors: readonly Tensor[], shape: Shape): View[] {
  const views = new Array<View>(tensors.length);
  for (let i = 0; i < tensors.length; i++) {
    const { view } = tensors[i] as Tensor;
    views[i] = sameShape(view.shape, shape) ? view : expandView(view, shape);
  }
  return views;
}

/** Runs a program over tensors that broadcast, and tells the recorders. */
export function runElementwise(
  op: ElementwiseOp,
  tensors: readonly Tensor[],
  scalars: readonly number[],
): readonly Tensor[] {
  const backend = commonBackend(op.name, tensors);
  const shape = commonShape(op.name, tensors);
  const { program } = op;
  const specs = program.outputKinds.map((kind) => ({ shape, dtype: dtypeFor(kind, tensors) }));
  const outputs = produce(backend, specs, op.name, (views) =>
    backend.map(program, viewsAt(tensors, shape), scalars, views),
  );
  if (state.recorders.length > 0) emit({ op, inputs: tensors, attributes: scalars, outputs });
  return outputs;
}

function dtypeFor(kind: Kind, tensors: readonly Tensor[]): DType {
  if (kind === "float") return floatTypeOf(tensors);
  return kind === "int" ? "int32" : "bool";
}

/**
 * Prepares a program whose outputs may take over the memory of inputs. `consumed[k]` is the number of the input that
 * output k replaces: that input is disposed, and its memory reused if nothing else uses it.
 *
 * @returns What takes over the inputs. Where their memory is not reused the outputs have been computed before.
 */
function prepareConsuming(
  op: ElementwiseOp,
  tensors: readonly Tensor[],
  scalars: readonly number[],
  consumed: readonly number[],
): () => readonly Tensor[] {
  const backend = commonBackend(op.name, tensors);
  const shape = commonShape(op.name, tensors);
  const reusable = consumed.every((input, k) => {
    if (consumed.indexOf(input) < k) return false;
    const dtype = dtypeFor(op.program.outputKinds[k] as Kind, tensors);
    return isReusable(tensors[input] as Tensor, shape, dtype);
  });
  if (!reusable || state.recorders.length > 0) {
    const outputs = runElementwise(op, tensors, scalars);
    return () => {
      for (const input of consumed) tensors[input]?.dispose();
      return outputs;
    };
  }
  return () => {
    const replaced = consumed.map((input) => (tensors[input] as Tensor).view);
    backend.map(op.program, viewsAt(tensors, shape), scalars, replaced);
    return consumed.map((input, k) => {
      const output = new Tensor(replaced[k] as View, backend, op.name);
      (tensors[input] as Tensor).dispose();
      return output;
    });
  };
}

/** Whether nothing but this tensor sees its memory, which fits a result of `shape` and `dtype`. */
function isReusable(tensor: Tensor, shape: Shape, dtype: DType): boolean {
  const { view, retained } = tensor;
  return (
    !retained &&
    view.storage.references === 1 &&
    view.dtype === dtype &&
    sameShape(view.shape, shape) &&
    isDense(view)
  );
}

/** Operands taken apart: tensors and numbers in order, and the variant of the formula that fits them. */
interface Prepared {
  readonly op: ElementwiseOp;
  readonly tensors: Tensor[];
  readonly scalars: number[];
}

type Formula = (s: Scalars, ...operands: Expression[]) => readonly Expression[];

/** One digit for each way in which an operand can enter a program. */
const FLOAT_SCALAR = 4;
const INT_SCALAR = 5;
/** Digits of base 6 that a number holds exactly: 6^20 < 2^53. */
const MOST_DIGITS = 20;
const kindDigit: Readonly<Record<Kind, number>> = { float: 1, int: 2, bool: 3 };

/** A formula with the variants of it that were needed so far. */
class ElementwiseFunction {
  readonly #name: string;
  readonly #formula: Formula;
  readonly #variants = new Map<number | string, ElementwiseOp>();

  constructor(name: string, formula: Formula) {
    this.#name = name;
    this.#formula = formula;
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

/** Untyped formulas forget to return, or return a number. */
function requireExpression(op: string, result: Expression | undefined): void {
  if (result?.op) return;
  throw new TypeError(
    `${op}: its formula gave ${result}. Return an expression; s.constant makes one of a number.`,
  );
}

/** The kinds of all operands as digits of one number, while a number holds them exactly. */
function keyOf(operands: readonly Operand[], float: boolean): number | string {
  if (operands.length > MOST_DIGITS) return operands.map((operand) => digitOf(operand, float)).join("");
  let key = 0;
  for (let i = 0; i < operands.length; i++) key = key * 6 + digitOf(operands[i] as Operand, float);
  return key;
}

/** A number is an int only among ints, and if int32 holds it; otherwise it is a float. */
function digitOf(operand: Operand, float: boolean): number {
  if (typeof operand !== "number") return kindDigit[kindOf[operand.view.dtype]];
  return !float && isInt32(operand) ? INT_SCALAR : FLOAT_SCALAR;
}

function notAnOperand(op: string, operand: unknown, position: number): TypeError {
  const found =
    typeof operand === "number"
      ? "only numbers"
      : `${operand === null ? "null" : typeof operand} as operand ${position}`;
  return new TypeError(
    `${op}: expected tensors (and numbers beside at least one tensor): found ${found}. Make one with tensor(…).`,
  );
}

/**
 * Declares an elementwise op by its formula. Broadcasting, the gradient of every order, and the kernel on every
 * backend follow from it. An operand may be a number, too: it is handed to the kernel at run time.
 *
 * @param name The op's name, for messages and recorders.
 * @param formula The result as an expression of the operands, in the vocabulary of {@link Scalars}.
 * @returns A function of as many operands as the formula takes.
 * @example
 * export const mish: Unary = elementwise("mish", (s, x) => s.mul(x, s.tanh(s.softplus(x))));
 */
export function elementwise<X extends Expression[]>(
  name: string,
  formula: (s: Scalars, ...operands: X) => Expression,
): (...operands: Operands<X>) => Tensor {
  const made = new ElementwiseFunction(name, (s, ...operands) => [formula(s, ...(operands as X))]);
  const run = (...operands: Operands<X>): Tensor => {
    const { op, tensors, scalars } = made.prepare(operands);
    return runElementwise(op, tensors, scalars)[0] as Tensor;
  };
  return Object.defineProperty(run, "name", { value: name });
}

/** An elementwise function with several results. */
export interface ElementwiseMany<X extends readonly Expression[]> {
  (...operands: Operands<X>): readonly Tensor[];
  /**
   * The same, where result k takes the place of operand `consumed[k]`, a tensor, which is disposed. Its memory is
   * reused when nothing else uses it.
   */
  consuming(operands: Operands<X>, consumed: readonly number[]): readonly Tensor[];
  /**
   * `consuming` in two parts. The first checks the operands and allocates what is needed; the function that it returns
   * takes them over, and fails only if the kernel does.
   */
  prepareConsuming(operands: Operands<X>, consumed: readonly number[]): () => readonly Tensor[];
}

/**
 * Declares an elementwise op with several results, computed in one pass over memory: an optimizer's step, say.
 *
 * @param formula The results as expressions of the operands.
 */
export function elementwiseMany<X extends Expression[]>(
  name: string,
  formula: (s: Scalars, ...operands: X) => readonly Expression[],
): ElementwiseMany<X> {
  const made = new ElementwiseFunction(name, (s, ...operands) => [formula(s, ...(operands as X))].flat());
  const run = (...operands: Operands<X>): readonly Tensor[] => {
    const { op, tensors, scalars } = made.prepare(operands);
    return runElementwise(op, tensors, scalars);
  };
  const prepare: ElementwiseMany<X>["prepareConsuming"] = (operands, consumed) => {
    const { op, tensors, scalars } = made.prepare(operands);
    const positions = consumed.map((operand) => tensors.indexOf(operands[operand] as Tensor));
    return prepareConsuming(op, tensors, scalars, positions);
  };
  const consuming: ElementwiseMany<X>["consuming"] = (operands, consumed) => prepare(operands, consumed)();
  return Object.assign(run, { consuming, prepareConsuming: prepare });
}
