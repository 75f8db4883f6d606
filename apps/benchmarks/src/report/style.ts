/** Style sheet of the report, light or dark like the system of the reader. */
export const style = `
:root {
  color-scheme: light dark;
  --train: #2f6fb3; --test: #e0702a; --good: #2e8b57;
  --ink: #1d2429; --soft: #66727c; --page: #f5f6f4; --card: #ffffff; --rule: #dde2e0;
  --on-color: #14181b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --train: #6aa8ea; --test: #f09a5c; --good: #5fbf8b;
    --ink: #e4e8ea; --soft: #98a3ab; --page: #14181b; --card: #1d2327; --rule: #323a40;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1220px; padding: 32px 24px 64px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
h1 { margin: 0; font-size: 28px; font-weight: 650; letter-spacing: -0.01em; }
h2 { margin: 0 0 4px; font-size: 17px; font-weight: 620; }
p { margin: 0 0 12px; color: var(--soft); }
.banner { margin: 16px 0 0; padding: 10px 14px; border-left: 4px solid var(--test); background: var(--card); color: var(--ink); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0; padding: 0; }
.figures div { padding: 12px 16px; border: 1px solid var(--rule); border-radius: 10px; background: var(--card); }
.figures dt { color: var(--soft); font-size: 13px; }
.figures dd { margin: 0; font-size: 19px; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures small { display: block; color: var(--soft); font-weight: 400; font-size: 13px; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 16px; align-items: start; }
.column { display: flex; flex-direction: column; gap: 16px; min-width: 0; }
section { padding: 18px 20px; border: 1px solid var(--rule); border-radius: 10px; background: var(--card); min-width: 0;
  container-type: inline-size; }
section.wide { grid-column: 1 / -1; }
.drawing > svg { display: block; width: 100%; height: auto; }
.drawing.narrow { display: none; }
@container (max-width: 420px) {
  .drawing.wide { display: none; }
  .drawing.narrow { display: block; }
}
/* One column: filters may be many, so they come after the settings. */
@media (max-width: 1023px) {
  .column { display: contents; }
  section.filters { order: 1; }
  section.wide { order: 2; }
}
@media (max-width: 480px) { body { padding: 20px 14px 48px; } section { padding: 14px; } h1 { font-size: 24px; } }
.key { display: inline-block; width: 10px; height: 10px; margin: 0 5px 0 0; border-radius: 3px; }
.key + .key { margin-left: 14px; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(84px, 1fr)); gap: 12px; margin: 0; padding: 0; list-style: none; }
.filters .pictures { grid-template-columns: repeat(auto-fill, minmax(min(64px, 13cqw), 1fr)); gap: 10px; }
.pictures img { display: block; width: 100%; border-radius: 5px; border: 1px solid var(--rule); image-rendering: pixelated; }
.pictures figcaption { margin-top: 3px; font-size: 12.5px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.pictures figure { margin: 0; }
section b { font-weight: 600; color: var(--good); }
section i { font-style: normal; font-weight: 600; color: var(--test); }
.pictures small { color: var(--soft); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { padding-right: 18px; color: var(--soft); font-weight: 500; white-space: nowrap; }
td { overflow-wrap: anywhere; }
`;
