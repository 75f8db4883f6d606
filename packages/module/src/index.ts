export type { LoadableTensor } from "./convert-saved.ts";
export { Describable } from "./describable.ts";
export { describe } from "./describe.ts";
export { type InitializeOptions, initialize } from "./initialize.ts";
export { inference, type Mode, requireMode, training } from "./mode.ts";
export { moveTo } from "./move-to.ts";
export { inLayer, inPart } from "./named-errors.ts";
export { Buffer, Param } from "./param.ts";
export { buffers, type ParametersOptions, parameterCount, parameters } from "./parameters.ts";
export type { ReceptiveField } from "./receptive-field.ts";
export {
  compareState,
  type SavedTensor,
  type SavedTensors,
  StateError,
  type StateMismatch,
  saveTensors,
  stateError,
} from "./saved-tensors.ts";
export type { BufferSpec, ParamOptions, ParamSpec } from "./specs.ts";
export { type Loaded, type LoadOptions, loadStateDict, stateDict } from "./state-dict.ts";
export { receptiveField, type SummaryOptions, summary } from "./summary.ts";
export { Summary, type SummaryRow, type SummaryTotals } from "./summary-table.ts";
export { UninitializedError } from "./uninitialized-error.ts";
