import { BackendError } from "@cambium/tensor";

/** Address of the parameter block. */
export const PARAMETERS = 1024;
/** Words of the parameter block. */
export const PARAMETER_WORDS = 256;

/**
 * Checks that parameters fit into the block.
 *
 * @param name Class of the parameters, for the message.
 * @throws {BackendError} If they do not fit, because a view has too many dimensions.
 */
export function requireWords(name: string, words: number): void {
  if (words <= PARAMETER_WORDS) return;
  throw new BackendError(
    `cpu-wasm: ${name} takes ${words} words of parameters, and there is room for ${PARAMETER_WORDS}: a tensor has too many dimensions. ` +
      "Reshape it to fewer.",
  );
}
