export { inference, type Mode, training } from "./mode.ts";
export { Buffer, Param } from "./param.ts";
