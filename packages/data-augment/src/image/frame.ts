import { formatShape, ShapeError } from "@cambium/tensor";
import { mixAll } from "./blend.ts";
import type { Pixels, Sizes } from "./image.ts";
import { giveBack, type PixelType, pixelsOf } from "./scratch.ts";
import { chained, lookUp, type Tables, tablesOf, unchanged } from "./tables.ts";

/**
 * One image that passes through a chain of transforms.
 *
 * Transforms of single values are not applied to byte images at once. They are composed into lookup tables of 256 entries,
 * which run in one pass when a later transform reads the pixels, or at the end of the chain.
 */
export class Frame {
  #data: Pixels;
  #sizes: Sizes;
  #type: PixelType;
  #tables: Tables | undefined;
  /** True if nothing else uses the memory of the pixels, and of the tables. */
  #ownsData = false;
  #ownsTables = false;

  /** @param data Pixels of the image. They are never written to. */
  constructor(data: Pixels, sizes: Sizes) {
    this.#data = data;
    this.#sizes = sizes;
    this.#type = typeOf(data);
  }

  /** Channels, height and width. */
  get sizes(): Sizes {
    return this.#sizes;
  }

  /** Type of the values: bytes or floats. */
  get type(): PixelType {
    return this.#type;
  }

  /** Largest value: 255 for bytes, 1 for floats. */
  get bound(): number {
    return this.#type === "uint8" ? 255 : 1;
  }

  /**
   * Stored bytes and the pending lookup table, for a reader that needs one pass only. Undefined for floats, and if each
   * channel has its own table.
   */
  storedBytes(): { readonly bytes: Uint8Array; readonly table: Uint8Array } | undefined {
    const [table = unchanged, more] = this.#tables ?? [];
    if (!(this.#data instanceof Uint8Array) || !(table instanceof Uint8Array) || more) return undefined;
    return { bytes: this.#data, table };
  }

  /** Current values. Do not write to them, and do not read them after the next change. */
  pixels(): Pixels {
    if (this.#tables) {
      const target = pixelsOf(this.#type, this.#data.length);
      this.#look(target, 0);
      this.replace(target);
    }
    return this.#data;
  }

  /** Current values, for a caller that may keep them. */
  lend(): Pixels {
    const pixels = this.pixels();
    this.#ownsData = false;
    return pixels;
  }

  /**
   * Replaces the pixels.
   *
   * @param isOwn True if nothing else uses their memory.
   */
  replace(data: Pixels, sizes: Sizes = this.#sizes, isOwn = true): void {
    this.#release();
    this.#data = data;
    this.#sizes = sizes;
    this.#type = typeOf(data);
    this.#ownsData = isOwn;
  }

  /** Maps each byte through the table of its channel, or through the one table of all channels. */
  lookUp(tables: Tables): void {
    this.#setTables(this.#tables ? chained(this.#tables, tables) : tables, this.#tables !== undefined);
    this.#type = typeOf(tables[0] as Pixels);
  }

  /**
   * Maps each value to `f(value, channel)`, truncated to an integer for bytes.
   *
   * @param channelsDiffer True if `f` depends on the channel.
   */
  map(f: (value: number, channel: number) => number, channelsDiffer = false): void {
    const [channels] = this.#sizes;
    if (this.#type === "uint8") {
      this.lookUp(tablesOf(f, channelsDiffer ? channels : 1, "uint8"));
      return;
    }
    const source = this.pixels();
    const target = pixelsOf("float32", source.length);
    const plane = source.length / channels;
    for (let channel = 0; channel < channels; channel++) {
      const end = (channel + 1) * plane;
      for (let i = channel * plane; i < end; i++) target[i] = f(source[i] as number, channel);
    }
    this.replace(target);
  }

  /** Blends one gray into all values: ratio·x + (1 − ratio)·gray, clamped to the range of values. */
  mix(gray: number, ratio: number): void {
    if (this.#type === "uint8") {
      const before = this.#tables ?? [unchanged];
      const after = this.#ownsTables ? before : before.map(() => pixelsOf("uint8", 256));
      before.forEach((table, i) => {
        mixAll(table, gray, ratio, this.bound, after[i] as Pixels);
      });
      this.#setTables(after, true);
      return;
    }
    const source = this.pixels();
    const target = pixelsOf("float32", source.length);
    mixAll(source, gray, ratio, this.bound, target);
    this.replace(target);
  }

  /** Final values, in memory that nothing else uses. The frame must not be used afterwards. */
  result(): Pixels {
    const pixels = this.pixels();
    return this.#ownsData ? pixels : pixels.slice();
  }

  /** Writes the final values into a batch. The frame must not be used afterwards. */
  moveTo(target: Pixels, start: number): void {
    if (this.#tables) this.#look(target, start);
    else target.set(this.#data, start);
    this.#release();
  }

  #look(target: Pixels, start: number): void {
    const tables = this.#tables as Tables;
    const part = this.#data.length / tables.length;
    for (let i = 0; i < tables.length; i++) {
      lookUp(tables[i] as Pixels, this.#data as Uint8Array, i * part, (i + 1) * part, target, start);
    }
  }

  #setTables(tables: Tables | undefined, areOwn: boolean): void {
    if (this.#ownsTables && tables !== this.#tables) this.#tables?.forEach(giveBack);
    this.#tables = tables;
    this.#ownsTables = areOwn;
  }

  /** Returns the memory of pixels and tables to the pool. */
  #release(): void {
    this.#setTables(undefined, false);
    if (this.#ownsData) giveBack(this.#data);
    this.#ownsData = false;
  }
}

function typeOf(data: Pixels): PixelType {
  return data instanceof Uint8Array ? "uint8" : "float32";
}

/**
 * Checks the number of channels of an image.
 *
 * @throws {ShapeError} If it is not one of the allowed numbers.
 */
export function checkChannels(op: string, { sizes }: Frame, allowed: readonly number[]): void {
  if (allowed.includes(sizes[0])) return;
  throw new ShapeError(
    `${op}: an image must have ${allowed.join(" or ")} channels: got shape ${formatShape(sizes)}. ` +
      "Take away or add channels first.",
  );
}
