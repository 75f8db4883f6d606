/** Name of a file of kernels. */
export type ModuleName = "general" | "matrix" | "matrixRelaxed" | "matrixWide";

/** Build of the matrix kernels: with separate multiplication and addition, with relaxed SIMD, or with relaxed SIMD and tiles for 256-bit registers. */
export type MatrixBuild = "baseline" | "relaxed" | "wide";

/** Function that loads the bytes of a file. */
export type ModuleSource = (name: ModuleName) => Promise<Uint8Array<ArrayBuffer>>;
