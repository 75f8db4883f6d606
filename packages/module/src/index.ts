export { inference, type Mode, requireMode, training } from "./mode.ts";
export { moveTo } from "./move-to.ts";
export { Buffer, Param } from "./param.ts";
export { buffers, parameterCount, parameters } from "./parameters.ts";
export type { ReceptiveField } from "./receptive-field.ts";
export {
  type Misfits,
  misfitsOf,
  type SavedTensor,
  type SavedTensors,
  StateError,
  saveTensors,
  stateError,
} from "./saved-tensors.ts";
export { type Loaded, type LoadOptions, loadStateDict, stateDict } from "./state-dict.ts";
export { receptiveField, type SummaryOptions, summary } from "./summary.ts";
export { Summary, type SummaryRow, type SummaryTotals } from "./summary-table.ts";
