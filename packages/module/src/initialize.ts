import { type CreateOptions, type Rng, scope } from "@cambium/tensor";
import { checkOptions, requireRng } from "@cambium/tensor/checks";
import { ModelSlot } from "./model-slot.ts";
import type { Buffer, Param } from "./param.ts";
import { slotsOf } from "./parameters.ts";

/** Options of {@link initialize}. `dtype` and `backend` hold for values whose layer does not name its own. */
export interface InitializeOptions extends CreateOptions {
  /** Selects parameters and buffers. Default: all. */
  readonly where?: (name: string, slot: Param | Buffer) => boolean;
  /** True to also replace values that are already set. Default: false. */
  readonly overwrite?: boolean;
}

/**
 * Sets the parameters and buffers of a model that have no value yet, each by its layer's own initializer.
 *
 * Each one draws from `rng.fork(name)`, its name being that in {@link parameters}, so that values do not depend on the
 * order in which layers are made and `rng` does not advance. Values that are already set stay, such as those of a
 * loaded state, except that constant first values (of norms and buffers) follow `dtype` and `backend`. `overwrite`
 * makes all values anew, by default on the backend and in the type that they have.
 *
 * @returns The model.
 * @throws {TypeError} If there is no model, no rng, or nothing to initialize from.
 * @example
 * const model = initialize(new Sequential(new Linear(784, 128), relu, new Linear(128, 10)), new Rng(42));
 * initialize(model, rng, { overwrite: true, where: (name) => name.startsWith("2.") }); // a new last layer
 */
export function initialize<M extends object>(model: M, rng: Rng, options: InitializeOptions = {}): M {
  checkOptions("initialize", options, ["where", "overwrite", "dtype", "backend"]);
  requireRng("initialize", rng, "Pass new Rng(42), or a fork of one.");
  const { where = () => true, overwrite = false, ...target } = options;
  const chosen = Object.entries(slotsOf("initialize", model, ModelSlot)).filter(
    ([name, slot]) => (overwrite || isDue(slot, target)) && where(name, slot as Param | Buffer),
  );
  scope(() => {
    const values = chosen.map(([name, slot]) => {
      requireSpec(name, slot);
      return slot.initialValue({ rng: rng.fork(name), ...presentTarget(slot), ...target });
    });
    for (const [i, [, slot]] of chosen.entries()) slot.value = values[i]!;
  });
  return model;
}

/** True for a slot without a value, or with a constant first value that is wanted in another type or on another backend. */
function isDue(slot: ModelSlot, { dtype, backend }: CreateOptions): boolean {
  if (!slot.initialized) return true;
  const { spec } = slot;
  if (!slot.pristine || !spec) return false;
  return (dtype ?? slot.dtype) !== slot.dtype || (backend ?? slot.backend) !== slot.backend;
}

/** Type and backend of a value that is set. */
function presentTarget(slot: ModelSlot): CreateOptions {
  if (!slot.initialized) return {};
  const { dtype, backend } = slot;
  return { dtype, backend };
}

function requireSpec(name: string, { spec }: ModelSlot): void {
  if (spec) return;
  throw new TypeError(
    `initialize: ${name} was made from a tensor and has no initializer. Make it as new Param({ shape, init }), or leave ` +
      "it out with where.",
  );
}
