export { compile, type TypeScriptVersion, typeScriptVersions } from "./compile.ts";
export { installPublished } from "./install-published.ts";
