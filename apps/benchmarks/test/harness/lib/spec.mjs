export * from "../spec.ts";
