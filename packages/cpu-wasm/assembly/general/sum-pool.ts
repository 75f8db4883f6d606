import {
  dilationHeight,
  dilationWidth,
  imageHeight,
  imageWidth,
  kernelHeight,
  kernelWidth,
  outHeight,
  outWidth,
  paddingLeft,
  paddingTop,
  strideHeight,
  strideWidth,
} from "../window";

/** The sum of each window. Tasks: planes. Parameters: the window, addresses of images and sums. */
export function sumPoolPlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  const height = imageHeight(params);
  const width = imageWidth(params);
  const windows = outHeight(params) * outWidth(params);
  for (let task = first; task < last; task++) {
    const image = <usize>load<u32>(params, 48) + (<usize>(task * height * width) << 2);
    let to = <usize>load<u32>(params, 52) + (<usize>(task * windows) << 2);
    for (let row = 0; row < outHeight(params); row++) {
      const top = row * strideHeight(params) - paddingTop(params);
      for (let column = 0; column < outWidth(params); column++) {
        const left = column * strideWidth(params) - paddingLeft(params);
        let sum: f64 = 0;
        for (let kh = 0; kh < kernelHeight(params); kh++) {
          const h = top + kh * dilationHeight(params);
          if (h < 0 || h >= height) continue;
          for (let kw = 0; kw < kernelWidth(params); kw++) {
            const w = left + kw * dilationWidth(params);
            if (w >= 0 && w < width) sum += <f64>load<f32>(image + (<usize>(h * width + w) << 2));
          }
        }
        store<f32>(to, <f32>sum);
        to += 4;
      }
    }
  }
}

/** Adds each element of dy to every place of its window. Tasks: planes. Parameters: the window, addresses of dy and dx. */
export function sumPoolGradientPlanes(params: usize, first: i32, last: i32, scratch: usize): void {
  const height = imageHeight(params);
  const width = imageWidth(params);
  const windows = outHeight(params) * outWidth(params);
  for (let task = first; task < last; task++) {
    let from = <usize>load<u32>(params, 48) + (<usize>(task * windows) << 2);
    const image = <usize>load<u32>(params, 52) + (<usize>(task * height * width) << 2);
    memory.fill(image, 0, <usize>(height * width) << 2);
    for (let row = 0; row < outHeight(params); row++) {
      const top = row * strideHeight(params) - paddingTop(params);
      for (let column = 0; column < outWidth(params); column++) {
        const left = column * strideWidth(params) - paddingLeft(params);
        const slope = load<f32>(from);
        from += 4;
        for (let kh = 0; kh < kernelHeight(params); kh++) {
          const h = top + kh * dilationHeight(params);
          if (h < 0 || h >= height) continue;
          for (let kw = 0; kw < kernelWidth(params); kw++) {
            const w = left + kw * dilationWidth(params);
            if (w < 0 || w >= width) continue;
            const at = image + (<usize>(h * width + w) << 2);
            store<f32>(at, load<f32>(at) + slope);
          }
        }
      }
    }
  }
}
