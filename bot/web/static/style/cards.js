/** What the assistant says: the fact largest, its source quiet beneath, the state of the window as a badge. */
export const CARDS = `
.card { display: grid; gap: .7em; grid-template-columns: minmax(0, 1fr); padding: 1.05em 1.15em; background: var(--paper); border: var(--hair) solid var(--soft); border-radius: .3em var(--radius) var(--radius) var(--radius); }
.part { display: grid; gap: .6em; grid-template-columns: minmax(0, 1fr); }
.part + .part { border-block-start: var(--hair) solid var(--soft); padding-block-start: .9em; }
.card p { white-space: pre-wrap; }
.fact { font-size: 1.125em; font-weight: 600; line-height: 1.55; }
.about { font-size: .875em; color: var(--quiet); }
.card a[href^=tel] { white-space: nowrap; }
.card a { color: var(--accent); text-underline-offset: .2em; }
.cited { font-size: .875em; color: var(--quiet); }
.source { display: flex; gap: .5em; align-items: flex-start; line-height: 1.55; }
.source svg { width: 1.15em; height: 1.15em; margin-block-start: .2em; }
.number { font-weight: 600; }
.place { color: var(--quiet); }
summary { min-height: var(--target); display: flex; align-items: center; gap: .45em; width: fit-content; max-width: 100%; padding-inline-end: .5em; color: var(--accent); font-weight: 500; cursor: pointer; border-radius: .4em; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; flex: none; width: .45em; height: .45em; margin-inline: .2em .15em; border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(-45deg); transition: transform .15s; }
[open] > summary::before { transform: rotate(45deg) translate(-.1em, -.1em); }
blockquote { padding: .75em 1em; background: var(--ground); border-inline-start: 3px solid var(--accent); border-radius: .2em .6em .6em .2em; color: var(--ink); white-space: pre-wrap; }
.validity { font-size: .9375em; line-height: 1.6; color: var(--quiet); }
.validity + .actions .plain { border-color: transparent; background: none; padding-inline: .5em; margin-inline-start: -.5em; text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 1px; }
.validity + .actions .plain:hover { background: var(--tint); }
.badge { --tone: var(--quiet); display: inline-block; margin-inline-end: .3em; padding: .05em .65em; border: var(--hair) solid color-mix(in srgb, var(--tone) 45%, var(--paper)); border-radius: 1em; background: color-mix(in srgb, var(--tone) var(--wash), var(--paper)); color: var(--tone); font-weight: 600; }
.badge[data-badge=open], .badge[data-badge=days] { --tone: var(--good); }
.badge[data-badge=soon] { --tone: var(--maybe); }
.badge[data-badge=closed] { --tone: var(--bad); }
.plain:has(svg) { display: inline-flex; align-items: center; gap: .5em; }
.card .plain { font-size: .9375em; }
.plain svg { width: 1.2em; height: 1.2em; }
.rating { display: flex; flex-wrap: wrap; align-items: center; gap: .15em; margin-block: .1em -.45em; padding-block-start: .35em; border-block-start: var(--hair) solid var(--soft); font-size: .875em; color: var(--quiet); }
.rating .asked { flex: 1; min-width: 8em; }
.rating .tool { width: 3.15em; height: 3.15em; }
.thanks { padding-block: .7em; }
.why { scroll-margin: 1em; display: grid; gap: .7em; flex: 1; padding-block: .6em; color: var(--ink); grid-template-columns: minmax(0, 1fr); }
.chips { display: flex; flex-wrap: wrap; gap: .5em; }
.chip span, .why button { min-height: 3.15em; }
.why textarea { width: 100%; padding: .6em .8em; border: var(--hair) solid var(--line); border-radius: .7em; background: var(--paper); resize: vertical; }
.step { font-size: .875em; color: var(--quiet); }
.step strong { color: var(--accent); font-weight: 650; margin-inline-end: .3em; }
.progress { display: grid; gap: .5em; }
progress { appearance: none; display: block; width: 100%; height: .4em; border: 0; border-radius: 1em; overflow: hidden; background: var(--soft); color: var(--accent); }
progress::-webkit-progress-bar { background: var(--soft); }
progress::-webkit-progress-value { background: var(--accent); border-radius: 1em; transition: inline-size .3s; }
progress::-moz-progress-bar { background: var(--accent); }
:is([data-theme=contrast], [data-theme=contrast-dark]) progress { border: 2px solid var(--line); height: .8em; }
:is([data-theme=contrast], [data-theme=contrast-dark]) progress::-webkit-progress-bar { background: var(--paper); }
.noted { font-size: .9375em; color: var(--quiet); }
.result { gap: .95em; }
.result[data-verdict] { --tone: var(--maybe); box-shadow: inset 0 4px var(--tone); }
.result[data-verdict=eligible] { --tone: var(--good); }
.result[data-verdict=ineligible] { --tone: var(--bad); }
.verdict { display: flex; align-items: center; gap: .45em; font-size: 1.5em; line-height: 1.3; font-weight: 700; color: var(--tone); }
.verdict .sign { width: 1.35em; height: 1.35em; }
.verdict svg { width: .95em; height: .95em; stroke-width: 2.5; }
.result h3 { font-size: .9375em; font-weight: 650; line-height: 1.5; margin-block-end: .35em; }
.result .entry { margin-block: .5em -.35em; }
.sign { display: grid; place-content: center; flex: none; width: 1.5em; height: 1.5em; border-radius: 50%; color: var(--tone, var(--quiet)); background: color-mix(in srgb, var(--tone, var(--quiet)) calc(var(--wash) * 1.3), var(--paper)); }
.sign svg { width: 1em; height: 1em; stroke-width: 2.25; }
[data-truth=true] { --tone: var(--good); } [data-truth=false] { --tone: var(--bad); } [data-truth=unknown] { --tone: var(--maybe); }
.reasons, .items { font-size: .9375em; border-block-start: var(--hair) solid var(--soft); }
.reasons li, .items li { padding-block: .6em; border-block-end: var(--hair) solid var(--soft); line-height: 1.55; }
.reasons li, .condition { display: flex; gap: .65em; }
.condition { font-size: .9375em; padding-inline-start: .3em; }
.reasons .place, .items .place { word-break: keep-all; font-size: .9em; }
.result > .actions { padding-block-start: .2em; }
@media (forced-colors: active) { .badge, .sign, progress { border: 1px solid; } summary::before { border-color: LinkText; } }
`;
