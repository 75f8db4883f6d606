/** Sizes of an image. */
export type ImageShape = readonly [channels: number, height: number, width: number];

/** A picture: what decoders give and transforms of images take and give. */
export interface Image {
  /** Row-major [channels, height, width]: bytes from 0, dark, to 255, bright; or floats from 0 to 1. */
  readonly data: Uint8Array | Float32Array;
  /** Sizes: channels, height, width. */
  readonly shape: ImageShape;
}
