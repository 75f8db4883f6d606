/** Shape of an image: [channels, height, width]. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** An image, as decoders return it and image transforms take and return it. */
export interface Image {
  /** Pixels, row-major [channels, height, width]: bytes from 0 (dark) to 255 (bright), or floats in [0, 1]. */
  readonly data: Uint8Array | Float32Array;
  /** [channels, height, width]. */
  readonly shape: ImageShape;
}
