/** The files that kernels come in. */
export type ModuleName = "general" | "matrix" | "matrixRelaxed" | "matrixWide";

/** Builds of the matrix kernels: with separate multiplication and addition, fused where the processor can, or widened as well. */
export type MatrixBuild = "baseline" | "relaxed" | "wide";

/** Where the bytes of a file come from. */
export type ModuleSource = (name: ModuleName) => Promise<Uint8Array<ArrayBuffer>>;
