import { formatShape, ShapeError } from "@cambium/tensor";
import type { Pixels, Sizes } from "./image.ts";

/** What a value of a channel becomes. */
export type PixelFunction = (value: number, channel: number) => number;

/** The kinds of values that pixels have. */
export type PixelType = "uint8" | "float32";

/**
 * One image on its way through transforms.
 *
 * What happens to single values of a byte image is collected in tables of 256 entries, and carried out in one pass over the
 * pixels when a transform needs to see them, or at the end.
 */
export class Frame {
  #data: Pixels;
  #sizes: Sizes;
  #isOwn = false;
  /** What bytes become: one table for all channels, or one for each. */
  #tables: readonly Pixels[] | undefined;

  /** @param data Stays as it is. */
  constructor(data: Pixels, sizes: Sizes) {
    this.#data = data;
    this.#sizes = sizes;
  }

  /** Channels, height and width. */
  get sizes(): Sizes {
    return this.#sizes;
  }

  /** Whether values are bytes or floats. */
  get type(): PixelType {
    return (this.#tables?.[0] ?? this.#data) instanceof Uint8Array ? "uint8" : "float32";
  }

  /** The brightest value: 255 of bytes, 1 of floats. */
  get bound(): number {
    return this.type === "uint8" ? 255 : 1;
  }

  /** The values as they are now; not to be written to. */
  pixels(): Pixels {
    if (this.#tables) this.replace(this.#lookedUp());
    return this.#data;
  }

  /** Puts new pixels, which become this frame's own, in place of the old ones. */
  replace(data: Pixels, sizes: Sizes = this.#sizes): void {
    this.#data = data;
    this.#sizes = sizes;
    this.#isOwn = true;
    this.#tables = undefined;
  }

  /**
   * Lets every value become `f(value, channel)`, cut to a whole number if the result is bytes.
   *
   * @param channelsDiffer Whether `f` depends on the channel.
   */
  map(f: PixelFunction, channelsDiffer = false, type: PixelType = this.type): void {
    if (this.#data instanceof Uint8Array) {
      this.#tables = Array.from({ length: channelsDiffer ? this.#sizes[0] : 1 }, (_, channel) =>
        changed(this.#tables?.[channel % this.#tables.length] ?? identity, f, channel, type),
      );
      return;
    }
    const [channels] = this.#sizes;
    const plane = this.#data.length / channels;
    const target = pixelsOf(type, this.#data.length);
    for (let channel = 0; channel < channels; channel++) {
      const end = (channel + 1) * plane;
      for (let i = channel * plane; i < end; i++) target[i] = f(this.#data[i] as number, channel);
    }
    this.replace(target);
  }

  /** The final values, in memory that nothing else uses. */
  result(): Pixels {
    const pixels = this.pixels();
    return this.#isOwn ? pixels : pixels.slice();
  }

  /** Writes the final values to their place in a batch. */
  writeTo(target: Pixels, start: number): void {
    if (this.#tables) this.#lookUp(target, start);
    else target.set(this.#data, start);
  }

  #lookedUp(): Pixels {
    const target = pixelsOf(this.type, this.#data.length);
    this.#lookUp(target, 0);
    return target;
  }

  #lookUp(target: Pixels, start: number): void {
    const tables = this.#tables!;
    const plane = this.#data.length / tables.length;
    const run = target instanceof Uint8Array ? lookUpBytes : lookUpFloats;
    tables.forEach((table, i) => {
      run(table as never, this.#data as Uint8Array, i * plane, (i + 1) * plane, target as never, start);
    });
  }
}

const identity: Uint8Array = Uint8Array.from({ length: 256 }, (_, value) => value);

/** Values that are yet to be set. */
export function pixelsOf(type: PixelType, length: number): Pixels {
  return type === "uint8" ? new Uint8Array(length) : new Float32Array(length);
}

function changed(table: Pixels, f: PixelFunction, channel: number, type: PixelType): Pixels {
  const result = pixelsOf(type, 256);
  for (let byte = 0; byte < 256; byte++) result[byte] = f(table[byte] as number, channel);
  return result;
}

/** Two loops alike, so that each sees one kind of array: the engine then makes the fastest of it. */
function lookUpBytes(
  table: Uint8Array,
  source: Uint8Array,
  from: number,
  to: number,
  target: Uint8Array,
  start: number,
): void {
  for (let i = from; i < to; i++) target[start + i] = table[source[i] as number] as number;
}

function lookUpFloats(
  table: Float32Array,
  source: Uint8Array,
  from: number,
  to: number,
  target: Float32Array,
  start: number,
): void {
  for (let i = from; i < to; i++) target[start + i] = table[source[i] as number] as number;
}

/**
 * Checks how many channels an image has.
 *
 * @throws {ShapeError} If it is none of the numbers allowed.
 */
export function checkChannels(op: string, { sizes }: Frame, allowed: readonly number[]): void {
  if (allowed.includes(sizes[0])) return;
  throw new ShapeError(
    `${op}: an image must have ${allowed.join(" or ")} channels: got shape ${formatShape(sizes)}. ` +
      "Take away or add channels first.",
  );
}
