import {
  type Backend,
  type CreateOptions,
  type DType,
  defaultBackend,
  formatShape,
  full,
  type RandomOptions,
  type Rng,
  type Shape,
  ShapeError,
  Slot,
  sameShape,
  sizeOf,
  Tensor,
  unrecorded,
} from "@cambium/tensor";
import { inWords, requireRng } from "@cambium/tensor/checks";
import { showInConsole } from "./show-in-console.ts";
import type { BufferSpec, ParamSpec } from "./specs.ts";
import { UninitializedError } from "./uninitialized-error.ts";

/** Names that parameters and buffers had when they were last listed, for messages. */
const names = new WeakMap<ModelSlot, string>();

/** Remembers the name under which a model lists a parameter or buffer. */
export function rememberName(slot: ModelSlot, name: string): void {
  names.set(slot, name);
}

/** A parameter or buffer, which may have no value yet. */
export abstract class ModelSlot extends Slot {
  /** True for a parameter, false for a buffer. */
  abstract readonly learned: boolean;
  readonly #spec: ParamSpec | BufferSpec | undefined;
  /** First value that needed no random numbers. */
  readonly #constant: Tensor | undefined;

  constructor(owner: string, start: Tensor | ParamSpec | BufferSpec) {
    if (!(start instanceof Tensor)) checkSpec(owner, start);
    const isSpec = !(start instanceof Tensor);
    const constant = isSpec && isConstant(owner, start) ? make(owner, start, {}) : undefined;
    super(isSpec ? (constant ?? drawn(owner, start)) : start);
    this.#constant = constant;
    this.#spec = isSpec ? start : undefined;
  }

  /** Sizes of the dimensions, also before there is a value. */
  get shape(): Shape {
    return this.#pending?.shape ?? this.value.shape;
  }

  /** Number of elements, also before there is a value. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Element type: before there is a value, the one that it will have unless `initialize` is passed another. */
  get dtype(): DType {
    return this.#pending ? (this.#pending.dtype ?? "float32") : this.value.dtype;
  }

  /** Backend of the value: before there is a value, the one that it will be on unless `initialize` is passed another. */
  get backend(): Backend {
    return this.#pending ? (this.#pending.backend ?? defaultBackend()) : this.value.backend;
  }

  /** True while it has the first value of its spec and that was no random draw, so that it can be made anew elsewhere. */
  get pristine(): boolean {
    return this.initialized && this.#constant === this.value;
  }

  /** Shape and initializer; undefined if it was made from a tensor. */
  get spec(): ParamSpec | BufferSpec | undefined {
    return this.#spec;
  }

  /** The spec while there is no value. */
  get #pending(): ParamSpec | BufferSpec | undefined {
    return this.initialized ? undefined : this.#spec;
  }

  /** A new first value, which is not set. A dtype or backend of the spec wins over those of the options. */
  initialValue(options: RandomOptions): Tensor {
    if (this.#spec) return make(ownerOf(this), this.#spec, options);
    throw new TypeError(`${ownerOf(this)}: it was made from a tensor and has no initializer.`);
  }

  protected override missing(): Error {
    const spec = this.#spec!;
    return new UninitializedError(
      `${ownerOf(this)}: ${called(this, spec)} has no value yet: its shape is ${formatShape(spec.shape)}. ` +
        "Call initialize(model, rng) or loadStateDict(model, state) first.",
    );
  }

  /** Kind, shape and type, such as "Param [128, 784] float32". */
  override toString(): string {
    const { shape, dtype, initialized } = this;
    return `${ownerOf(this)} ${formatShape(shape)} ${dtype}${initialized ? "" : ", no value yet"}`;
  }

  /** The string of `toString`: elements are saved by `stateDict`. */
  toJSON(): string {
    return this.toString();
  }
}

showInConsole(ModelSlot.prototype, String);

function ownerOf({ learned }: ModelSlot): "Param" | "Buffer" {
  return learned ? "Param" : "Buffer";
}

function isConstant(owner: string, { init }: ParamSpec | BufferSpec): boolean {
  return owner === "Buffer" || typeof init === "number";
}

/** The name in the model and the label, as far as they are known. */
function called(slot: ModelSlot, { label }: ParamSpec | BufferSpec): string {
  const name = names.get(slot);
  if (name === undefined) return label === undefined ? "it" : `the ${label}`;
  return label === undefined ? name : `${name}, the ${label},`;
}

/** First value of a spec with a source of random numbers. */
function drawn(owner: string, spec: ParamSpec | BufferSpec): Tensor | undefined {
  const { rng } = spec as ParamSpec;
  if (rng === undefined) return undefined;
  requireRng(owner, rng);
  return make(owner, spec, { rng });
}

type MakeOptions = CreateOptions & { readonly rng?: Rng };

function make(owner: string, spec: ParamSpec | BufferSpec, options: MakeOptions): Tensor {
  const { shape, init, dtype = options.dtype, backend = options.backend } = spec;
  const { rng } = options;
  const target = {
    ...(dtype && { dtype }),
    ...(backend && { backend }),
    ...(rng && { rng }),
  } as RandomOptions;
  const value = unrecorded(() =>
    typeof init === "number" ? full(shape, init, withoutRng(target)) : init(shape, target),
  );
  if (!(value instanceof Tensor)) {
    throw new TypeError(`${owner}: init must return a tensor: got ${inWords(value)}. Return it.`);
  }
  if (sameShape(value.shape, shape)) return value;
  throw new ShapeError(
    `${owner}: init made ${formatShape(value.shape)} for the shape ${formatShape(shape)}. Use the shape that it is passed.`,
  );
}

function withoutRng({ rng: _, ...target }: RandomOptions): CreateOptions {
  return target;
}

function checkSpec(owner: string, spec: unknown): void {
  const { shape, init } = (spec ?? {}) as Partial<ParamSpec>;
  if (typeof spec !== "object" || !Array.isArray(shape)) {
    throw new TypeError(
      `${owner}: its value must be a tensor: got ${inWords(spec)}. Make one with tensor(…), or pass { shape, init }.`,
    );
  }
  if (typeof init === "number" || typeof init === "function") return;
  throw new TypeError(
    `${owner}: init must be a number or a function that makes a tensor: got ${inWords(init)}. Use 0, or an initializer ` +
      "such as kaimingNormal().",
  );
}
