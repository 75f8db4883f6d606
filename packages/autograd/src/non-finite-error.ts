/** What a {@link NonFiniteError} says beside its text. */
export interface NonFiniteDetails {
  /** Number of the step. */
  readonly step: number;
  /** What was NaN or infinite. */
  readonly value: number;
  /** The first op whose result is not finite; undefined if a tensor was not finite before any op ran, or none was found. */
  readonly op?: string | undefined;
  /** Name of the parameter or input that was not finite before any op ran, if it was given one. */
  readonly input?: string | undefined;
}

/** A loss, or another number that training depends on, that is NaN or infinite; see `requireFinite`. */
export class NonFiniteError extends RangeError implements NonFiniteDetails {
  /** Tells this kind of error where `instanceof` cannot: between realms, or two copies of the package. */
  override readonly name = "NonFiniteError";
  /** Number of the step. */
  readonly step: number;
  /** What was NaN or infinite. */
  readonly value: number;
  /** The first op whose result is not finite; undefined if a tensor was not finite before any op ran, or none was found. */
  readonly op: string | undefined;
  /** Name of the parameter or input that was not finite before any op ran, if it was given one. */
  readonly input: string | undefined;

  /** Made by `requireFinite`. */
  constructor(message: string, { step, value, op, input }: NonFiniteDetails) {
    super(message);
    this.step = step;
    this.value = value;
    this.op = op;
    this.input = input;
  }
}
