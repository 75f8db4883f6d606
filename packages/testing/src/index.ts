export {
  type Case,
  type CaseOperation,
  type CaseOptions,
  type CaseTensor,
  describeCases,
  type NamedTensors,
} from "./cases.ts";
export { type Tolerance, toBeClose, type Values } from "./close.ts";
