export { compile, type TypeScriptVersion, typeScriptVersions } from "./compile.ts";
export { installPublished, publishedNames } from "./install-published.ts";
