// Conversion between RGB and HSV. Every step is rounded to float32, in torchvision's order. Bytes are truncated, not rounded,
// so a difference in the last bit can change a byte.
const single = Math.fround;

/** Hue of a color, in [0, 1): red is 0, green 1/3, blue 2/3, gray 0. */
export function hueOf(red: number, green: number, blue: number, value: number, chroma: number): number {
  const divisor = chroma === 0 ? 1 : chroma;
  const fromRed = single(single(value - red) / divisor);
  const fromGreen = single(single(value - green) / divisor);
  const fromBlue = single(single(value - blue) / divisor);
  const sixths =
    value === red
      ? single(fromBlue - fromGreen)
      : value === green
        ? single(single(2 + fromRed) - fromBlue)
        : single(single(4 + fromGreen) - fromRed);
  return single(single(single(sixths / 6) + 1) % 1);
}

/** For each channel and sixth of the color wheel: value (0), falling (1), least (2) or rising (3). */
const courses: readonly (readonly number[])[] = [
  [0, 1, 2, 2, 3, 0],
  [3, 0, 0, 1, 2, 2],
  [2, 2, 3, 0, 0, 1],
];

/** Red (0), green (1) or blue (2) of a color in HSV. */
export function channelOf(channel: number, hue: number, saturation: number, value: number): number {
  const scaled = single(hue * 6);
  const sixth = Math.floor(scaled);
  const share = single(scaled - sixth);
  const course = courses[channel]![sixth % 6];
  if (course === 0) return value;
  const distance = course === 1 ? share : course === 2 ? 1 : single(1 - share);
  return single(value * single(1 - single(saturation * distance)));
}
