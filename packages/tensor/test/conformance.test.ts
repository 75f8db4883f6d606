import { createReferenceBackend } from "@cambium/tensor/reference";
import { describeBackend } from "@cambium/testing";

describeBackend("reference", createReferenceBackend);

describeBackend("reference without fused kernels", () => {
  const { fused, ...required } = createReferenceBackend();
  return required;
});
