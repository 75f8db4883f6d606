import { Bytes, type ImportedFunction, KERNEL_PARAMETERS } from "./encoder.ts";
import { Plain, Simd, Type } from "./opcodes.ts";

/** The number of a local that holds a vector of four lanes, each value once. */
export type Vector = number;
/** The number of a local that holds an i32. */
export type Scalar = number;

/**
 * Writes the body of a kernel. Vector operations take and give locals, which V8 keeps in registers. Constants are set
 * once at the start: V8 does not move them out of loops.
 */
export class Code {
  readonly locals: number[] = [];
  readonly imports: ImportedFunction[] = [];
  /** What runs before everything else. */
  readonly prologue: Bytes = new Bytes();
  readonly body: Bytes = new Bytes();
  /** Whether relaxed SIMD may be used. */
  readonly relaxed: boolean;
  readonly #constants = new Map<string, Vector>();

  constructor(relaxed: boolean) {
    this.relaxed = relaxed;
  }

  /** A new local. */
  local(type: number): number {
    return KERNEL_PARAMETERS + this.locals.push(type) - 1;
  }

  /** All lanes the same float32. */
  float(value: number): Vector {
    return this.bits(new Int32Array(Float32Array.of(value).buffer)[0]!);
  }

  /** All lanes the same 32 bits. */
  bits(value: number): Vector {
    return this.#vector(Int32Array.of(value, value, value, value));
  }

  /** Both lanes the same float64. */
  double(value: number): Vector {
    return this.#vector(new Int32Array(Float64Array.of(value, value).buffer));
  }

  /** A vector of these four words, from a local that is set once. */
  #vector(words: Int32Array<ArrayBuffer>): Vector {
    const key = words.join();
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const made = this.local(Type.v128);
    this.prologue.push(0xfd, Simd.const, ...new Uint8Array(words.buffer), Plain.set).unsigned(made);
    this.#constants.set(key, made);
    return made;
  }

  /** The result of a vector instruction of any number of vectors. */
  simd(opcode: number, ...vectors: readonly Vector[]): Vector {
    for (const vector of vectors) this.get(vector);
    return this.simdInstruction(opcode).result(Type.v128);
  }

  /** The bytes of a (from 0) and b (from 16) that are numbered, in this order. */
  shuffle(a: Vector, b: Vector, bytes: readonly number[]): Vector {
    this.get(a)
      .get(b)
      .simdInstruction(Simd.shuffle)
      .body.push(...bytes);
    return this.result(Type.v128);
  }

  /** A shift of each lane by a constant. */
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

  /** Lanes of a where the mask is set, else of b. Mask lanes are all ones or all zeros. */
  select(mask: Vector, a: Vector, b: Vector): Vector {
    return this.simd(this.relaxed ? Simd.relaxedLaneSelectI32 : Simd.bitSelect, a, b, mask);
  }

  /** c₀ + x·(c₁ + x·(c₂ + …)). */
  polynomial(x: Vector, coefficients: readonly number[]): Vector {
    let sum = this.float(coefficients.at(-1)!);
    for (let i = coefficients.length - 2; i >= 0; i--) sum = this.madd(sum, x, this.float(coefficients[i]!));
    return sum;
  }

  /** The number of an imported function of f64. */
  import(name: string, parameters: number): number {
    const known = this.imports.findIndex((each) => each.name === name);
    return known >= 0 ? known : this.imports.push({ name, parameters }) - 1;
  }

  /** Pushes a local on the stack. */
  get(local: number): this {
    this.body.push(Plain.get).unsigned(local);
    return this;
  }

  /** Pops the stack into a local. */
  set(local: number): this {
    this.body.push(Plain.set).unsigned(local);
    return this;
  }

  /** Pops the stack into a new local. */
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

  /** An instruction of one byte. */
  plain(opcode: number): this {
    this.body.push(opcode);
    return this;
  }

  /** A vector instruction, on what is on the stack. */
  simdInstruction(opcode: number): this {
    this.body.push(0xfd).unsigned(opcode);
    return this;
  }

  /** A load or store that is aligned to nothing in particular, at an offset. */
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

  /** Runs what `inside` writes again and again; `inside` branches to depth 0 for another turn. */
  loop(inside: () => void): void {
    this.body.push(Plain.loop, 0x40);
    inside();
    this.plain(Plain.end);
  }

  /** Runs what `inside` writes if the i32 on the stack is not 0. */
  when(inside: () => void): void {
    this.body.push(Plain.if, 0x40);
    inside();
    this.plain(Plain.end);
  }

  /** Runs what one or the other writes, depending on the i32 on the stack. */
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

  /** All of it, in order. */
  finish(): Bytes {
    return new Bytes().append(this.prologue).append(this.body).push(Plain.end);
  }
}
