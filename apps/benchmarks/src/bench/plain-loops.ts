/** out = a·b for row-major matrices [m, k] and [k, n], with the loop order that reads memory sequentially. */
export function multiply(
  a: Float32Array,
  b: Float32Array,
  out: Float32Array,
  [m, k, n]: readonly [number, number, number],
): void {
  out.fill(0);
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const left = a[i * k + p]!;
      for (let j = 0; j < n; j++) out[i * n + j]! += left * b[p * n + j]!;
    }
  }
}

/** Sizes of a convolution of square images with stride 1 and the zero padding that keeps their size. */
export interface PlainConvolution {
  readonly samples: number;
  readonly channels: number;
  readonly size: number;
  readonly outputs: number;
  readonly kernel: number;
  /** Number of groups that the channels are split into. */
  readonly groups: number;
}

/** Convolves x [N, C, H, H] with w [O, C/groups, k, k] into y [N, O, H, H]. */
export function convolve(x: Float32Array, w: Float32Array, y: Float32Array, sizes: PlainConvolution): void {
  const { samples, channels, size, outputs, kernel, groups } = sizes;
  const [inGroup, outGroup] = [channels / groups, outputs / groups];
  const padding = (kernel - 1) / 2;
  y.fill(0);
  for (let n = 0; n < samples; n++) {
    for (let o = 0; o < outputs; o++) {
      const plane = (n * outputs + o) * size * size;
      for (let c = 0; c < inGroup; c++) {
        const image = (n * channels + Math.floor(o / outGroup) * inGroup + c) * size * size;
        for (let p = 0; p < kernel; p++) {
          for (let q = 0; q < kernel; q++) {
            const weight = w[((o * inGroup + c) * kernel + p) * kernel + q]!;
            const [down, right] = [p - padding, q - padding];
            const [first, last] = [Math.max(0, -right), Math.min(size, size - right)];
            for (let i = Math.max(0, -down); i < Math.min(size, size - down); i++) {
              const row = image + (i + down) * size + right;
              for (let j = first; j < last; j++) y[plane + i * size + j]! += weight * x[row + j]!;
            }
          }
        }
      }
    }
  }
}

/**
 * A 2 – 8 – 1 network with tanh and sigmoid in handwritten loops, trained on the four examples of XOR by gradient descent on
 * the mean squared error.
 */
export class PlainXor {
  readonly #hidden: Float32Array;
  readonly #hiddenBias = new Float32Array(8);
  readonly #out: Float32Array;
  #outBias = 0;
  readonly #active = new Float32Array(8);

  /** @param hidden Weight of the hidden layer, [8, 2] in row-major order. @param out Weight of the output, [8]. */
  constructor(hidden: Float32Array, out: Float32Array) {
    this.#hidden = hidden;
    this.#out = out;
  }

  /** Takes one training step on all four examples. */
  step(inputs: Float32Array, targets: Float32Array, rate: number): void {
    const [hiddenGradient, biasGradient, outGradient] = [
      new Float32Array(16),
      new Float32Array(8),
      new Float32Array(8),
    ];
    let outBiasGradient = 0;
    for (let n = 0; n < 4; n++) {
      const y = this.#forward(inputs[2 * n]!, inputs[2 * n + 1]!);
      const g = ((2 * (y - targets[n]!)) / 4) * y * (1 - y);
      outBiasGradient += g;
      for (let h = 0; h < 8; h++) {
        const back = g * this.#out[h]! * (1 - this.#active[h]! ** 2);
        outGradient[h]! += g * this.#active[h]!;
        biasGradient[h]! += back;
        hiddenGradient[2 * h]! += back * inputs[2 * n]!;
        hiddenGradient[2 * h + 1]! += back * inputs[2 * n + 1]!;
      }
    }
    this.#outBias -= rate * outBiasGradient;
    for (let i = 0; i < 16; i++) this.#hidden[i]! -= rate * hiddenGradient[i]!;
    for (let h = 0; h < 8; h++) {
      this.#hiddenBias[h]! -= rate * biasGradient[h]!;
      this.#out[h]! -= rate * outGradient[h]!;
    }
  }

  #forward(a: number, b: number): number {
    let sum = this.#outBias;
    for (let h = 0; h < 8; h++) {
      const input = this.#hidden[2 * h]! * a + this.#hidden[2 * h + 1]! * b + this.#hiddenBias[h]!;
      this.#active[h] = Math.tanh(input);
      sum += this.#active[h]! * this.#out[h]!;
    }
    return 1 / (1 + Math.exp(-sum));
  }
}
