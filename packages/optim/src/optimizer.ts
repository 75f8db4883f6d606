import {
  compareState,
  Param,
  type SavedTensor,
  type SavedTensors,
  saveTensors,
  stateError,
} from "@cambium/module";
import { DTypeError, Slot, scope, type Tensor, tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import { checkGradients } from "./gradients.ts";
import { requireRule } from "./require-rule.ts";
import { prepareUpdate, type Rule, type RuleState, type Tensors } from "./rule.ts";
import { pathsOf, tensorsOf, withTensors } from "./state-tree.ts";

/** State of an optimizer, as plain data. */
export interface OptimizerState {
  /** Number of steps taken. */
  readonly steps: number;
  /** Moments and other state tensors, by their path in the state. */
  readonly tensors: SavedTensors;
}

/**
 * Applies a rule to parameters and holds the state of the rule.
 *
 * A step replaces the tensor in each parameter and reuses its memory, so it disposes of a tensor that was taken from
 * `parameter.value` before. A view of it, such as a slice or an `alias`, keeps the old values and costs a copy.
 *
 * @example
 * const optimizer = new Optimizer(parameters(model), adam({ learningRate: 1e-3 }));
 * const { value: loss, grads } = valueAndGrad(parameters(model), () => mse(model.forward(x), y));
 * optimizer.step(grads);
 */
export class Optimizer<State extends RuleState = RuleState> {
  readonly #params: Readonly<Record<string, Param>>;
  readonly #names: readonly string[];
  readonly #rule: Rule<State>;
  /** Owners of the state's tensors, in the order of `tensorsOf`. */
  readonly #slots: readonly Slot[];
  #state: State;
  #steps = 0;

  /**
   * @param params The parameters to update, by name.
   * @param rule An optimizer such as `sgd` or `adam`, or several rules combined by `chain` and `groups`.
   * @throws {TypeError} If the parameters are not given by name, or there is no rule.
   * @throws {RangeError} If there are no parameters, or one is listed under two names.
   * @throws {DTypeError} If one is not a float.
   */
  constructor(params: Readonly<Record<string, Param>>, rule: Rule<State>) {
    checkParameters(params);
    requireRule("Optimizer", rule);
    this.#params = { ...params };
    this.#names = Object.keys(params);
    this.#rule = rule;
    this.#state = scope(() => rule.init(this.#values()));
    this.#slots = tensorsOf(this.#state).map((initial) => new Slot(initial));
  }

  /** Number of steps taken. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * Updates all parameters or, if it throws, none: schedules and gradients are checked and memory is allocated before the
   * first parameter changes. (Only a kernel that fails while it writes in place cannot be undone.)
   *
   * @param grads A gradient for each parameter, under its name. They are only read; the caller keeps them.
   * @throws {TypeError | RangeError | ShapeError | DTypeError | BackendError | DisposedError} If one is missing, unknown or does not
   * match, a schedule gives a value out of range, or memory runs out.
   */
  step(grads: Tensors): void {
    const params = this.#values();
    checkGradients(params, this.#names, grads);
    for (const name of this.#names) grads[name]!.retain();
    try {
      scope(() => this.#replace(params, grads));
    } finally {
      for (const name of this.#names) grads[name]!.release();
    }
    this.#steps++;
  }

  /** Returns a copy of the current state. */
  async state(): Promise<OptimizerState> {
    const steps = this.#steps;
    return { steps, tensors: await saveTensors(this.#tensorsByPath()) };
  }

  /**
   * Restores a saved state, from which training continues exactly as it did before. The tensors go to the backend of the
   * parameters.
   *
   * @throws {StateError} If it is the state of other parameters or of another rule. Nothing has changed then.
   */
  restore({ steps, tensors }: OptimizerState): void {
    const current = this.#tensorsByPath();
    const error = stateError("Optimizer.restore", compareState(current, tensors), restoreAdvice);
    if (error) throw error;
    const { backend } = this.#params[this.#names[0]!]!.value;
    const load = ({ data, shape, dtype }: SavedTensor) => tensor(data, { shape, dtype, backend });
    const loaded = Object.keys(current).map((path) => load(tensors[path]!));
    this.#hold(withTensors(this.#state, loaded.values()));
    this.#steps = steps;
  }

  /** Frees the state. The parameters stay. */
  dispose(): void {
    for (const slot of this.#slots) slot.dispose();
  }

  /** Applies the update. Gradients are retained during it: if one is itself a parameter, its memory is not written to. */
  #replace(params: Tensors, grads: Tensors): void {
    const updated = prepareUpdate(this.#rule, params, grads, this.#state, this.#steps)();
    for (const name of this.#names) this.#params[name]!.value = updated.params[name]!;
    this.#hold(updated.state);
  }

  /** Replaces the state. */
  #hold(state: State): void {
    const tensors = tensorsOf(state);
    for (let i = 0; i < tensors.length; i++) this.#slots[i]!.value = tensors[i]!;
    this.#state = state;
  }

  #tensorsByPath(): Record<string, Tensor> {
    const paths = pathsOf(this.#state);
    return Object.fromEntries(paths.map((path, i) => [path, this.#slots[i]!.value]));
  }

  #values(): Record<string, Tensor> {
    const values: Record<string, Tensor> = {};
    for (const name of this.#names) values[name] = this.#params[name]!.value;
    return values;
  }
}

const restoreAdvice = "Make the optimizer for the same model, with the same rule and options.";

function checkParameters(params: Readonly<Record<string, Param>>): void {
  const names = new Map<Param, string>();
  if (typeof params !== "object" || params === null) throw noParameter("the first argument", params);
  for (const [name, param] of Object.entries(params)) {
    if (!(param instanceof Param)) throw noParameter(name, param);
    const { dtype } = param.value;
    if (dtype !== "float32" && dtype !== "float64") {
      throw new DTypeError(`Optimizer: ${name} is ${dtype}: only floats are learned. Make it a Buffer?`);
    }
    const other = names.get(param);
    if (other !== undefined) {
      throw new RangeError(
        `Optimizer: ${other} and ${name} are the same parameter. List it once, as parameters(model) does.`,
      );
    }
    names.set(param, name);
  }
  if (names.size === 0) throw new RangeError(noParameters);
}

function noParameter(name: string, found: unknown): TypeError {
  return new TypeError(
    `Optimizer: expected parameters by name: ${name} is ${inWords(found)}. Pass parameters(model), then a rule.`,
  );
}

const noParameters =
  "Optimizer: no parameters. Does the model hold them in private (#) fields, maps or functions? " +
  "parameters(model) finds those in ordinary fields, arrays and objects.";
