export { createReferenceBackend, referenceBackend } from "./reference/backend.ts";
