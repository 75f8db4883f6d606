import { createReferenceBackend } from "@cambium/tensor/reference";
import { describeBackend } from "@cambium/testing";

describeBackend("reference, in the browser", createReferenceBackend);
