/** `tensor` and its argument checks. */
const tensor = ["tensor", "tensor/checks"] as const;

/**
 * Packages of the workspace that the sources of each package may import. This table defines the layering.
 *
 * An entry allows exactly that specifier, so `tensor` does not allow `tensor/reference`. Only apps and tests choose a
 * backend. The only package that lists one is `testing`, which compares every backend with the reference.
 */
export const allowedImports: Readonly<Record<string, readonly string[]>> = {
  tensor: [],
  autograd: [...tensor],
  module: [...tensor],
  init: [...tensor],
  activations: [...tensor, "module", "init"],
  losses: [...tensor],
  regularize: [...tensor, "module"],
  layers: [...tensor, "module", "init", "activations", "regularize"],
  optim: [...tensor, "module"],
  data: [...tensor],
  "data-augment": [...tensor],
  train: [...tensor, "autograd", "module", "optim", "data"],
  babysit: [...tensor, "autograd", "module", "train"],
  tune: [],
  "cpu-wasm": [...tensor],
  testing: [...tensor, "tensor/reference", "autograd", "module"],
};
