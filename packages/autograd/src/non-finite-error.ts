/** Details of a {@link NonFiniteError}, in addition to its message. */
export interface NonFiniteDetails {
  /** Number of the step. */
  readonly step: number;
  /** The number that is NaN or infinite. */
  readonly value: number;
  /** Name of the first op whose result is not finite; undefined if a tensor was not finite before any op ran, or no op was found. */
  readonly op?: string | undefined;
  /** Name of the parameter or input that was not finite before any op ran, if it has a name. */
  readonly input?: string | undefined;
}

/** Thrown when a loss, or another number that training depends on, is NaN or infinite; see `requireFinite`. */
export class NonFiniteError extends RangeError implements NonFiniteDetails {
  /** Identifies this error class where `instanceof` fails: across realms, or with two copies of the package. */
  override readonly name = "NonFiniteError";
  /** Number of the step. */
  readonly step: number;
  /** The number that is NaN or infinite. */
  readonly value: number;
  /** Name of the first op whose result is not finite; undefined if a tensor was not finite before any op ran, or no op was found. */
  readonly op: string | undefined;
  /** Name of the parameter or input that was not finite before any op ran, if it has a name. */
  readonly input: string | undefined;

  /** Created by `requireFinite`. */
  constructor(message: string, { step, value, op, input }: NonFiniteDetails) {
    super(message);
    this.step = step;
    this.value = value;
    this.op = op;
    this.input = input;
  }
}
