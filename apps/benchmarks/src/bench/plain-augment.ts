import type { Image } from "@cambium/data-augment";

/** Flip, crop with padding 4, brightness, contrast and normalization, each in a separate loop over all images. */
export function plainCifarRecipe(
  { data, shape }: Image,
  random: () => number,
  { mean, std }: { readonly mean: readonly number[]; readonly std: readonly number[] },
): Float32Array {
  const [count, , size] = shape as [number, number, number, number];
  const pixels = 3 * size * size;
  const result = new Float32Array(data.length);
  for (let n = 0; n < count; n++) {
    const image = Float32Array.from(data.subarray(n * pixels, (n + 1) * pixels));
    const flipped = random() < 0.5 ? flip(image, size) : image;
    const cropped = crop(flipped, size, Math.floor(9 * random()) - 4, Math.floor(9 * random()) - 4);
    const factor = 0.8 + 0.4 * random();
    const bright = cropped.map((x) => Math.min(255, x * factor));
    const strength = 0.8 + 0.4 * random();
    const gray = meanGray(bright, size * size);
    const strong = bright.map((x) => Math.min(255, Math.max(0, strength * x + (1 - strength) * gray)));
    const normal = strong.map((x, i) => {
      const channel = Math.floor(i / (size * size));
      return (x / 255 - mean[channel]!) / std[channel]!;
    });
    result.set(normal, n * pixels);
  }
  return result;
}

function flip(image: Float32Array, size: number): Float32Array {
  const result = new Float32Array(image.length);
  for (let row = 0; row < image.length; row += size) {
    for (let j = 0; j < size; j++) result[row + j] = image[row + size - 1 - j]!;
  }
  return result;
}

function crop(image: Float32Array, size: number, top: number, left: number): Float32Array {
  const result = new Float32Array(image.length);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const [row, column] = [i + top, j + left];
        if (row < 0 || row >= size || column < 0 || column >= size) continue;
        result[(c * size + i) * size + j] = image[(c * size + row) * size + column]!;
      }
    }
  }
  return result;
}

function meanGray(image: Float32Array, plane: number): number {
  let sum = 0;
  for (let i = 0; i < plane; i++) {
    sum += 0.2989 * image[i]! + 0.587 * image[plane + i]! + 0.114 * image[2 * plane + i]!;
  }
  return sum / plane;
}

/** Translation, rotation and an elastic field smoothed by a kernel of 41 × 41 pixels, with bilinear interpolation. */
export function plainElastic({ data, shape }: Image, random: () => number): Float32Array {
  const [count, , size] = shape as [number, number, number, number];
  const plane = size * size;
  const bell = Array.from(
    { length: 41 },
    (_, k) => Math.exp(-0.5 * ((k - 20) / 5) ** 2) / (5 * Math.sqrt(2 * Math.PI)),
  );
  const result = new Float32Array(data.length);
  for (let n = 0; n < count; n++) {
    const image = data.subarray(n * plane, (n + 1) * plane);
    const angle = (random() - 0.5) * 0.35;
    const [right, down] = [smoothNoise(size, random, bell), smoothNoise(size, random, bell)];
    const middle = (size - 1) / 2;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const [y, x] = [i - middle + down[i * size + j]!, j - middle + right[i * size + j]!];
        const column = Math.cos(angle) * x - Math.sin(angle) * y + middle;
        const row = Math.sin(angle) * x + Math.cos(angle) * y + middle;
        result[n * plane + i * size + j] = bilinear(image, size, row, column);
      }
    }
  }
  return result;
}

function smoothNoise(size: number, random: () => number, bell: readonly number[]): Float32Array {
  const noise = Float32Array.from({ length: size * size }, () => 30 * (random() - 0.5));
  return blur(blur(noise, size, 1, bell), size, size, bell);
}

function blur(noise: Float32Array, size: number, stride: number, bell: readonly number[]): Float32Array {
  return noise.map((_, at) => {
    const place = stride === 1 ? at % size : Math.floor(at / size);
    let sum = 0;
    for (let k = -20; k <= 20; k++) {
      const other = Math.min(size - 1, Math.max(0, place + k));
      sum += bell[k + 20]! * noise[at + (other - place) * stride]!;
    }
    return sum;
  });
}

function bilinear(image: Uint8Array | Float32Array, size: number, row: number, column: number): number {
  const [i, j] = [Math.floor(row), Math.floor(column)];
  const at = (r: number, c: number) => (r < 0 || c < 0 || r >= size || c >= size ? 0 : image[r * size + c]!);
  const [y, x] = [row - i, column - j];
  const above = at(i, j) * (1 - x) + at(i, j + 1) * x;
  return above * (1 - y) + (at(i + 1, j) * (1 - x) + at(i + 1, j + 1) * x) * y;
}

/** Random square crop of an image, resized to 224 × 224 without antialiasing. */
export function plainResizedCrop({ data, shape }: Image, random: () => number): Float32Array {
  const size = shape[3]!;
  const edge = Math.round(size * Math.sqrt(0.08 + 0.92 * random()));
  const [top, left] = [Math.floor(random() * (size - edge)), Math.floor(random() * (size - edge))];
  const result = new Float32Array(3 * 224 * 224);
  for (let c = 0; c < 3; c++) {
    const plane = data.subarray(c * size * size, (c + 1) * size * size);
    for (let i = 0; i < 224; i++) {
      for (let j = 0; j < 224; j++) {
        const row = top + ((i + 0.5) * edge) / 224 - 0.5;
        const column = left + ((j + 0.5) * edge) / 224 - 0.5;
        result[(c * 224 + i) * 224 + j] = bilinear(plane, size, row, column);
      }
    }
  }
  return result;
}
