import type { Interleaved } from "./channels.ts";
import type { PngHeader } from "./png-header.ts";

/**
 * Replaces palette indices by colors.
 *
 * @param indices Index for each pixel.
 * @param palette Red, green and blue of each color.
 * @param transparency Opacity of the first colors; the others are opaque. Default: no opacity channel.
 * @throws {Error} If there is no palette, or an index is out of range.
 */
export function withColors(
  indices: Uint8Array | Uint16Array,
  { width, height }: PngHeader,
  palette: Uint8Array | undefined,
  transparency: Uint8Array | undefined,
): Interleaved {
  const colors = checkedPalette(palette, transparency);
  const channels = transparency ? 4 : 3;
  const data = new Uint8Array(indices.length * channels);
  for (let at = 0, to = 0; at < indices.length; at++, to += channels) {
    const index = indices[at] as number;
    if (3 * index >= colors.length) throw beyondPalette(at, width, index, colors.length / 3);
    for (let channel = 0; channel < 3; channel++) data[to + channel] = colors[3 * index + channel] as number;
    if (transparency) data[to + 3] = transparency[index] ?? 255;
  }
  return { width, height, channels, data };
}

function checkedPalette(palette: Uint8Array | undefined, transparency: Uint8Array | undefined): Uint8Array {
  if (!palette) throw new Error("its pixels have colors of a palette, and there is none");
  if (palette.length % 3 !== 0)
    throw new Error(`its palette has ${palette.length} bytes, not 3 for each color`);
  if (transparency && 3 * transparency.length > palette.length)
    throw new Error(`there are ${transparency.length} opacities for ${palette.length / 3} colors`);
  return palette;
}

function beyondPalette(at: number, width: number, index: number, colors: number): Error {
  return new Error(
    `pixel ${at % width}, ${Math.floor(at / width)} has color ${index} of a palette of ${colors}`,
  );
}

/**
 * Adds an opacity channel: 0 for pixels of the transparent color, full for the others.
 *
 * @param transparency Transparent color, 16 bits for each sample, of which the lowest `depth` are used.
 * @throws {Error} If it does not have one value for each sample.
 */
export function withOpacity(
  { data, channels, width, height }: Interleaved,
  { depth }: PngHeader,
  transparency: Uint8Array,
): Interleaved {
  if (transparency.length !== 2 * channels)
    throw new Error(`its transparent color has ${transparency.length} bytes, not ${2 * channels}`);
  const view = new DataView(transparency.buffer, transparency.byteOffset);
  const color = Array.from(
    { length: channels },
    (_, sample) => view.getUint16(2 * sample) & (2 ** depth - 1),
  );
  const Kind = data.constructor as Uint8ArrayConstructor | Uint16ArrayConstructor;
  const [has, opaque] = [channels + 1, depth === 16 ? 65535 : 255];
  const out = new Kind(width * height * has);
  for (let from = 0, to = 0; from < data.length; from += channels, to += has) {
    let isTransparent = true;
    for (let channel = 0; channel < channels; channel++) {
      const value = data[from + channel] as number;
      out[to + channel] = value;
      isTransparent &&= value === color[channel];
    }
    out[to + channels] = isTransparent ? 0 : opaque;
  }
  return { width, height, channels: has, data: out };
}
