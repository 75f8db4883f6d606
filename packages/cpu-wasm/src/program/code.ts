import { Bytes, type ImportedFunction, KERNEL_PARAMETERS } from "./encoder.ts";
import { Plain, Simd, Type } from "./opcodes.ts";

/** Number of a local that holds a vector of four lanes and is assigned once. */
export type Vector = number;
/** Number of a local that holds an i32. */
export type Scalar = number;

/**
 * Writer of a kernel's body. Vector operations take and return locals, which V8 keeps in registers. Constants are set
 * once at the start, because V8 does not move them out of loops.
 */
export class Code {
  readonly locals: number[] = [];
  readonly imports: ImportedFunction[] = [];
  /** Code that runs before everything else. */
  readonly prologue: Bytes = new Bytes();
  readonly body: Bytes = new Bytes();
  /** True if relaxed SIMD may be used. */
  readonly relaxed: boolean;
  readonly #constants = new Map<string, Vector>();

  constructor(relaxed: boolean) {
    this.relaxed = relaxed;
  }

  /** Adds a local. */
  local(type: number): number {
    return KERNEL_PARAMETERS + this.locals.push(type) - 1;
  }

  /** Vector with the same float32 in all lanes. */
  float(value: number): Vector {
    return this.bits(new Int32Array(Float32Array.of(value).buffer)[0]!);
  }

  /** Vector with the same 32 bits in all lanes. */
  bits(value: number): Vector {
    return this.#vector(Int32Array.of(value, value, value, value));
  }

  /** Vector with the same float64 in both lanes. */
  double(value: number): Vector {
    return this.#vector(new Int32Array(Float64Array.of(value, value).buffer));
  }

  /** Vector of four words, in a local that is set once. */
  #vector(words: Int32Array<ArrayBuffer>): Vector {
    const key = words.join();
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const made = this.local(Type.v128);
    this.prologue.push(0xfd, Simd.const, ...new Uint8Array(words.buffer), Plain.set).unsigned(made);
    this.#constants.set(key, made);
    return made;
  }

  /** Result of a vector instruction with any number of operands. */
  simd(opcode: number, ...vectors: readonly Vector[]): Vector {
    for (const vector of vectors) this.get(vector);
    return this.simdInstruction(opcode).result(Type.v128);
  }

  /** Shuffle: bytes of a (numbered from 0) and b (from 16), in the given order. */
  shuffle(a: Vector, b: Vector, bytes: readonly number[]): Vector {
    this.get(a)
      .get(b)
      .simdInstruction(Simd.shuffle)
      .body.push(...bytes);
    return this.result(Type.v128);
  }

  /** Shifts each lane by a constant. */
  shift(opcode: number, x: Vector, by: number): Vector {
    return this.get(x).constant(by).simdInstruction(opcode).result(Type.v128);
  }

  /** a·b + c. */
  madd(a: Vector, b: Vector, c: Vector): Vector {
    if (this.relaxed) return this.simd(Simd.relaxedMadd, a, b, c);
    return this.simd(Simd.f32Add, this.simd(Simd.f32Mul, a, b), c);
  }

  /** c − a·b. */
  nmadd(a: Vector, b: Vector, c: Vector): Vector {
    if (this.relaxed) return this.simd(Simd.relaxedNmadd, a, b, c);
    return this.simd(Simd.f32Sub, c, this.simd(Simd.f32Mul, a, b));
  }

  /** Lanes of a where the mask is set, otherwise lanes of b. Mask lanes are all ones or all zeros. */
  select(mask: Vector, a: Vector, b: Vector): Vector {
    return this.simd(this.relaxed ? Simd.relaxedLaneSelectI32 : Simd.bitSelect, a, b, mask);
  }

  /** c₀ + x·(c₁ + x·(c₂ + …)). */
  polynomial(x: Vector, coefficients: readonly number[]): Vector {
    let sum = this.float(coefficients.at(-1)!);
    for (let i = coefficients.length - 2; i >= 0; i--) sum = this.madd(sum, x, this.float(coefficients[i]!));
    return sum;
  }

  /** Number of an imported function of f64. */
  import(name: string, parameters: number): number {
    const known = this.imports.findIndex((each) => each.name === name);
    return known >= 0 ? known : this.imports.push({ name, parameters }) - 1;
  }

  /** Pushes a local on the stack. */
  get(local: number): this {
    this.body.push(Plain.get).unsigned(local);
    return this;
  }

  /** Pops the top of the stack into a local. */
  set(local: number): this {
    this.body.push(Plain.set).unsigned(local);
    return this;
  }

  /** Pops the top of the stack into a new local. */
  result(type: number): number {
    const made = this.local(type);
    this.set(made);
    return made;
  }

  /** Pushes an i32. */
  constant(value: number): this {
    this.body.push(Plain.i32Const).signed(value);
    return this;
  }

  /** Writes an instruction of one byte. */
  plain(opcode: number): this {
    this.body.push(opcode);
    return this;
  }

  /** Writes a vector instruction whose operands are on the stack. */
  simdInstruction(opcode: number): this {
    this.body.push(0xfd).unsigned(opcode);
    return this;
  }

  /** Writes a load or store at an offset, without alignment. */
  memory(opcode: number, offset: number): this {
    this.simdInstruction(opcode);
    this.body.push(0).unsigned(offset);
    return this;
  }

  /** Pushes the i32 at an address on the stack, plus an offset. */
  loadWord(offset: number): this {
    this.body.push(Plain.i32Load, 2).unsigned(offset);
    return this;
  }

  /** Writes a loop. Its body branches to depth 0 for another iteration. */
  loop(inside: () => void): void {
    this.body.push(Plain.loop, 0x40);
    inside();
    this.plain(Plain.end);
  }

  /** Writes code that runs if the i32 on the stack is not 0. */
  when(inside: () => void): void {
    this.body.push(Plain.if, 0x40);
    inside();
    this.plain(Plain.end);
  }

  /** Writes two alternatives, which depend on the i32 on the stack. */
  either(inside: () => void, otherwise: () => void): void {
    this.body.push(Plain.if, 0x40);
    inside();
    this.plain(Plain.else);
    otherwise();
    this.plain(Plain.end);
  }

  /** Continues the loop that is `depth` blocks out if the i32 on the stack is not 0. */
  branchIf(depth: number): this {
    this.body.push(Plain.branchIf).unsigned(depth);
    return this;
  }

  /** Returns all code in order. */
  finish(): Bytes {
    return new Bytes().append(this.prologue).append(this.body).push(Plain.end);
  }
}
