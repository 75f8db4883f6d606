export * from "../data.ts";
