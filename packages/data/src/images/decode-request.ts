/** What is known of an image before it is decoded. */
export interface DecodeRequest {
  readonly name: string;
  readonly maxPixels: number;
  readonly applyOrientation: boolean;
}
