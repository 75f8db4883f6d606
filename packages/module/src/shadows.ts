interface Shadow {
  readonly object: object;
  readonly field: string;
  readonly before: PropertyDescriptor | undefined;
}

/** Temporary values of fields, such as a method that also records its calls. */
export class Shadows {
  readonly #cast: Shadow[] = [];

  /** Replaces a field or method until `lift`. */
  cast(object: object, field: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(object, field);
    const enumerable = before?.enumerable ?? false;
    Object.defineProperty(object, field, { value, writable: true, configurable: true, enumerable });
    this.#cast.push({ object, field, before });
  }

  /** Brings the former values back, the last first. */
  lift(): void {
    for (const { object, field, before } of this.#cast.toReversed()) {
      if (before) Object.defineProperty(object, field, before);
      else Reflect.deleteProperty(object, field);
    }
    this.#cast.length = 0;
  }
}
