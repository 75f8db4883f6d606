import { createReferenceBackend } from "@cambium/tensor/reference";
import { describeBackend } from "@cambium/testing";
import { plainFused } from "./plain-fused.ts";

describeBackend("reference", createReferenceBackend);

describeBackend("reference without fused kernels", () => {
  const { fused, ...required } = createReferenceBackend();
  return required;
});

describeBackend("reference with every fused kernel as a plain loop", () => {
  const backend = createReferenceBackend();
  return { ...backend, fused: plainFused(backend) };
});
