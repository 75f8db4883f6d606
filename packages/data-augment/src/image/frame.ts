import { formatShape, ShapeError } from "@cambium/tensor";
import { mixAll } from "./blend.ts";
import type { Pixels, Sizes } from "./image.ts";
import { giveBack, type PixelType, pixelsOf } from "./scratch.ts";
import { chained, lookUp, type Tables, tablesOf, unchanged } from "./tables.ts";

/**
 * One image on its way through transforms.
 *
 * What happens to single values of a byte image is collected in tables of 256 entries, and carried out in one pass over the
 * pixels when a transform needs to see them, or at the end.
 */
export class Frame {
  #data: Pixels;
  #sizes: Sizes;
  #type: PixelType;
  #tables: Tables | undefined;
  /** Whether nothing else uses the memory of the pixels, and of the tables. */
  #ownsData = false;
  #ownsTables = false;

  /** @param data Stays as it is. */
  constructor(data: Pixels, sizes: Sizes) {
    this.#data = data;
    this.#sizes = sizes;
    this.#type = typeOf(data);
  }

  /** Channels, height and width. */
  get sizes(): Sizes {
    return this.#sizes;
  }

  /** Whether values are bytes or floats. */
  get type(): PixelType {
    return this.#type;
  }

  /** The brightest value: 255 of bytes, 1 of floats. */
  get bound(): number {
    return this.#type === "uint8" ? 255 : 1;
  }

  /** For those who read bytes once: the stored ones, and what all of them are to become; nothing if that differs by channel. */
  storedBytes(): { readonly bytes: Uint8Array; readonly table: Uint8Array } | undefined {
    const [table = unchanged, more] = this.#tables ?? [];
    if (!(this.#data instanceof Uint8Array) || !(table instanceof Uint8Array) || more) return undefined;
    return { bytes: this.#data, table };
  }

  /** The values as they are now; not to be written to, nor to be read after the next change. */
  pixels(): Pixels {
    if (this.#tables) {
      const target = pixelsOf(this.#type, this.#data.length);
      this.#look(target, 0);
      this.replace(target);
    }
    return this.#data;
  }

  /** The values as they are now, for somebody who may keep them. */
  lend(): Pixels {
    const pixels = this.pixels();
    this.#ownsData = false;
    return pixels;
  }

  /**
   * Puts new pixels in place of the old ones.
   *
   * @param isOwn Whether nothing else uses their memory.
   */
  replace(data: Pixels, sizes: Sizes = this.#sizes, isOwn = true): void {
    this.#release();
    this.#data = data;
    this.#sizes = sizes;
    this.#type = typeOf(data);
    this.#ownsData = isOwn;
  }

  /** Lets every byte of a channel become what its table, or the one of all channels, says. */
  lookUp(tables: Tables): void {
    this.#setTables(this.#tables ? chained(this.#tables, tables) : tables, this.#tables !== undefined);
    this.#type = typeOf(tables[0] as Pixels);
  }

  /**
   * Lets every value become `f(value, channel)`, cut to a whole number if it is a byte.
   *
   * @param channelsDiffer Whether `f` depends on the channel.
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

  /** Mixes one gray into all values: ratio·x + (1 − ratio)·gray, within the range of values. */
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

  /** The final values, in memory that nothing else uses. Afterwards, there is no image any more. */
  result(): Pixels {
    const pixels = this.pixels();
    return this.#ownsData ? pixels : pixels.slice();
  }

  /** Writes the final values to their place in a batch. Afterwards, there is no image any more. */
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

  /** Lets others have the memory of pixels and tables. */
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
