/**
 * Colours, sizes and the launcher: all that a page pays for before anybody opens the panel.
 *
 * Sizes are in em of the browser's own text size, so that the page's style does not reach in and zoom does.
 * What a page may set is named `--zhiwen-…`; the contrast themes leave the page's colours aside.
 */
export const BASE = `
:host { all: initial; }
[hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
.shell {
  --paper: #fff; --ground: #f5f7f8; --ink: #17212b; --quiet: #4a5763; --line: #7b8893; --soft: #dfe5e9;
  --accent: var(--zhiwen-accent, #0b5563); --on-accent: var(--zhiwen-on-accent, #fff);
  --good: #17663a; --bad: #a12720; --maybe: #7d4c00; --shade: rgb(16 32 44 / .2); --hair: 1px;
  --tint: color-mix(in srgb, var(--accent) 9%, var(--paper)); --wash: 9%;
  --radius: var(--zhiwen-radius, 1em); --target: 2.75em;
  color-scheme: light; display: block; color: var(--ink); font-size: 1em; line-height: 1.65;
  font-family: var(--zhiwen-font, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif);
  text-align: start; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%;
}
.shell:lang(zh-TW) { font-family: var(--zhiwen-font, "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC", system-ui, sans-serif); }
.shell:lang(en) { font-family: var(--zhiwen-font, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif); line-height: 1.55; }
.shell[data-theme=dark] {
  --paper: #1b252c; --ground: #131b20; --ink: #e9eff2; --quiet: #b4c0c8; --line: #84939d; --soft: #313e47;
  --accent: var(--zhiwen-accent-dark, #7fd0dd); --on-accent: var(--zhiwen-on-accent-dark, #06262c);
  --good: #86d7a4; --bad: #ffaea6; --maybe: #f0c274; --shade: rgb(0 0 0 / .55); --wash: 14%;
  --tint: color-mix(in srgb, var(--accent) 15%, var(--paper)); color-scheme: dark;
}
.shell[data-theme=contrast] {
  --paper: #fff; --ground: #fff; --ink: #000; --quiet: #000; --line: #000; --soft: #000; --accent: #00333d; --on-accent: #fff;
  --good: #00421f; --bad: #7a0000; --maybe: #4a2c00; --tint: #fff; --wash: 0%; --hair: 2px;
}
.shell[data-theme=contrast-dark] {
  --paper: #000; --ground: #000; --ink: #fff; --quiet: #fff; --line: #fff; --soft: #fff; --accent: #a5eef9; --on-accent: #000;
  --good: #9ff0bb; --bad: #ffc4be; --maybe: #ffdc9e; --tint: #000; --wash: 0%; --hair: 2px; color-scheme: dark;
}
.shell[data-size=big] { font-size: 1.15em; }
.shell[data-size=bigger] { font-size: 1.32em; }
.shell[data-large] { --target: 3em; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
svg { width: 1.375em; height: 1.375em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
button, textarea, input { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
button { cursor: pointer; touch-action: manipulation; }
:focus { outline: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.launcher {
  position: fixed; inset-block-end: var(--zhiwen-bottom, 1.5em); inset-inline-end: var(--zhiwen-end, 1.5em); z-index: var(--zhiwen-layer, 2147483000);
  display: flex; align-items: center; gap: .55em; min-height: 3.5em; padding: .5em 1.35em .5em 1.1em; max-width: calc(100vw - 2em);
  border: var(--hair) solid transparent; border-radius: 2em; background: var(--accent); color: var(--on-accent); font-weight: 600;
  box-shadow: 0 .5em 1.75em var(--shade); transition: transform .18s ease-out, box-shadow .18s ease-out;
}
.launcher:hover { transform: translateY(-2px); box-shadow: 0 .75em 2.1em var(--shade); }
.launcher:focus-visible { outline-offset: 3px; box-shadow: 0 0 0 3px var(--paper); }
.launcher[aria-expanded=true], [data-frame] > .launcher { display: none; }
.launcher[aria-busy] { cursor: progress; }
.launcher[data-news]::after { content: ""; width: .6em; height: .6em; border-radius: 50%; background: currentColor; }
@media (max-width: 30em) { .launcher { inset-block-end: var(--zhiwen-bottom, 1em); inset-inline-end: var(--zhiwen-end, 1em); min-height: 3.25em; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
[data-large] *, [data-large] *::before, [data-large] *::after { animation: none !important; transition: none !important; }
@media print { .shell { display: none; } }
`;
