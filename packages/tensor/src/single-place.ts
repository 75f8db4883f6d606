import type { Window2d } from "./backend.ts";

/** The window on one place alone, which ops that leave places where they are look through. */
export const singlePlace: Window2d = {
  kernel: [1, 1],
  stride: [1, 1],
  padding: [0, 0],
  dilation: [1, 1],
};
