import { Window } from "../window";

/** Parameters of `sumPoolPlanes` and its gradient. */
@unmanaged
class SumPoolPlanes extends Window {
  /** Images; dy in the gradient. */
  from: usize;
  /** Sums; dx in the gradient. */
  to: usize;
}

/** Sum of each window. Tasks: planes. */
export function sumPoolPlanes(p: SumPoolPlanes, first: i32, last: i32, scratch: usize): void {
  const height = p.imageHeight;
  const width = p.imageWidth;
  const windows = p.outSize;
  for (let task = first; task < last; task++) {
    const image = p.from + (<usize>(task * height * width) << 2);
    let to = p.to + (<usize>(task * windows) << 2);
    for (let row = 0; row < p.outHeight; row++) {
      const top = p.imageRow(row, 0);
      for (let column = 0; column < p.outWidth; column++) {
        const left = p.imageColumn(column, 0);
        let sum: f64 = 0;
        for (let kh = 0; kh < p.kernelHeight; kh++) {
          const h = top + kh * p.dilationHeight;
          if (h < 0 || h >= height) continue;
          for (let kw = 0; kw < p.kernelWidth; kw++) {
            const w = left + kw * p.dilationWidth;
            if (w >= 0 && w < width) sum += <f64>load<f32>(image + (<usize>(h * width + w) << 2));
          }
        }
        store<f32>(to, <f32>sum);
        to += 4;
      }
    }
  }
}

/** Adds each element of dy to all positions of its window. Tasks: planes. */
export function sumPoolGradientPlanes(p: SumPoolPlanes, first: i32, last: i32, scratch: usize): void {
  const height = p.imageHeight;
  const width = p.imageWidth;
  const windows = p.outSize;
  for (let task = first; task < last; task++) {
    let from = p.from + (<usize>(task * windows) << 2);
    const image = p.to + (<usize>(task * height * width) << 2);
    memory.fill(image, 0, <usize>(height * width) << 2);
    for (let row = 0; row < p.outHeight; row++) {
      const top = p.imageRow(row, 0);
      for (let column = 0; column < p.outWidth; column++) {
        const left = p.imageColumn(column, 0);
        const slope = load<f32>(from);
        from += 4;
        for (let kh = 0; kh < p.kernelHeight; kh++) {
          const h = top + kh * p.dilationHeight;
          if (h < 0 || h >= height) continue;
          for (let kw = 0; kw < p.kernelWidth; kw++) {
            const w = left + kw * p.dilationWidth;
            if (w < 0 || w >= width) continue;
            const at = image + (<usize>(h * width + w) << 2);
            store<f32>(at, load<f32>(at) + slope);
          }
        }
      }
    }
  }
}
