import { type DType, formatShape, type Shape, sizeOf, type Tensor, type TypedArray } from "@cambium/tensor";

/** A tensor outside every backend: plain data that can be cloned, sent to a worker or written to a file. */
export interface SavedTensor {
  /** Sizes of the dimensions; their product is the length of `data`. */
  readonly shape: Shape;
  /** Element type. */
  readonly dtype: DType;
  /** The elements in row-major order, of the array type of `dtype` (bool: Uint8Array of 0 and 1). */
  readonly data: TypedArray;
}

/** Saved tensors by name. */
export type SavedTensors = Readonly<Record<string, SavedTensor>>;

/** A saved state does not fit the model or optimizer that it is loaded into. Nothing was changed. */
export class StateError extends Error {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "StateError";
  /** Names that the state lacks. */
  readonly missing: readonly string[];
  /** Names in the state that the model or optimizer does not have. */
  readonly unexpected: readonly string[];
  /** One sentence for each tensor of another shape or type. */
  readonly mismatched: readonly string[];

  constructor(message: string, { missing, unexpected, mismatched }: StateMismatch) {
    super(message);
    this.missing = missing;
    this.unexpected = unexpected;
    this.mismatched = mismatched;
  }
}

/** Differences between a state and the model or optimizer that it is loaded into. */
export interface StateMismatch {
  /** Names that the state lacks. */
  readonly missing: readonly string[];
  /** Names in the state that the model or optimizer does not have. */
  readonly unexpected: readonly string[];
  /** One sentence for each tensor of another shape or type. */
  readonly mismatched: readonly string[];
}

/** Copies tensors as they are when this is called, even if they are replaced while the copies are made. */
export async function saveTensors(tensors: Readonly<Record<string, Tensor>>): Promise<SavedTensors> {
  const copies = Object.entries(tensors).map(async ([name, tensor]) => {
    const { shape, dtype } = tensor;
    return [name, { shape: [...shape], dtype, data: await tensor.data() }] as const;
  });
  return Object.fromEntries(await Promise.all(copies));
}

/**
 * Compares a saved state, under the names given, with the tensors that it would replace.
 *
 * @param label Text for a name in sentences. Default: the name itself.
 */
export function compareState(
  tensors: Readonly<Record<string, Pick<Tensor, "shape" | "dtype">>>,
  saved: SavedTensors,
  label: (name: string) => string = (name) => name,
): StateMismatch {
  const mismatched: string[] = [];
  for (const [name, { shape, dtype }] of Object.entries(tensors)) {
    const found = saved[name];
    if (!found) continue;
    const here = `${formatShape(shape)} ${dtype}`;
    const there = `${formatShape(found.shape)} ${found.dtype}`;
    const count = found.data.length;
    if (count === undefined)
      mismatched.push(
        `${label(name)} has no elements: JSON does not keep typed arrays, store Array.from(data)`,
      );
    else if (here !== there) mismatched.push(`${label(name)} is ${here} here and ${there} in the state`);
    else if (count !== sizeOf(shape)) mismatched.push(`${label(name)} is ${here} but has ${count} elements`);
  }
  return {
    missing: Object.keys(tensors).filter((name) => !Object.hasOwn(saved, name)),
    unexpected: Object.keys(saved).filter((name) => !Object.hasOwn(tensors, name)),
    mismatched,
  };
}

/**
 * The error for the differences found by {@link compareState}, or undefined without any.
 *
 * @param label Text for a missing name. Default: the name itself.
 */
export function stateError(
  caller: string,
  mismatch: StateMismatch,
  advice: string,
  label: (name: string) => string = (name) => name,
): StateError | undefined {
  const { missing, unexpected, mismatched } = mismatch;
  const said = [
    ...(missing.length > 0 ? [`missing: ${missing.map(label).join(", ")}`] : []),
    ...(unexpected.length > 0 ? [`unexpected: ${unexpected.join(", ")}`] : []),
    ...mismatched,
  ];
  if (said.length === 0) return undefined;
  return new StateError(
    `${caller}: the state does not fit: ${said.join("; ")}. Nothing was changed. ${advice}`,
    mismatch,
  );
}
