interface Shadow {
  readonly object: object;
  readonly field: string;
  readonly before: PropertyDescriptor | undefined;
}

/** Fields of objects that show another value for a while. */
export class Shadows {
  readonly #cast: Shadow[] = [];

  /** Lays a value over a field or method. */
  cast(object: object, field: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(object, field);
    const enumerable = before?.enumerable ?? false;
    Object.defineProperty(object, field, { value, writable: true, configurable: true, enumerable });
    this.#cast.push({ object, field, before });
  }

  /** Uncovers everything, the last first. */
  lift(): void {
    for (const { object, field, before } of this.#cast.toReversed()) {
      if (before) Object.defineProperty(object, field, before);
      else Reflect.deleteProperty(object, field);
    }
    this.#cast.length = 0;
  }
}
