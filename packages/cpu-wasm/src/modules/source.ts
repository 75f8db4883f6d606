/** The files that kernels come in. */
export type ModuleName = "general" | "matrix" | "matrixRelaxed" | "matrixWide";

/** Where the bytes of a file come from. */
export type ModuleSource = (name: ModuleName) => Promise<Uint8Array<ArrayBuffer>>;
