/** Options that decoders use. */
export interface DecodeRequest {
  readonly name: string;
  readonly maxPixels: number;
  readonly applyOrientation: boolean;
}
