/** The panel: head, conversation, place to write, settings. It fills small screens, and scrolls as one on low ones. */
export const PANEL = `
h2, h3, p, ul, blockquote, fieldset { margin: 0; padding: 0; border: 0; }
ul { list-style: none; }
.panel {
  position: fixed; inset-block-end: var(--zhiwen-bottom, 1.5em); inset-inline-end: var(--zhiwen-end, 1.5em); z-index: var(--zhiwen-layer, 2147483000);
  display: flex; flex-direction: column; overflow: clip;
  width: min(var(--zhiwen-width, 26em), 100vw - 3em); height: min(var(--zhiwen-height, 44em), 100vh - 3em); height: min(var(--zhiwen-height, 44em), 100dvh - 3em);
  background: var(--ground); border: var(--hair) solid var(--soft); border-radius: calc(var(--radius) * 1.25); box-shadow: 0 1.25em 4em var(--shade);
  animation: rise .2s ease-out;
}
@keyframes rise { from { opacity: 0; transform: translateY(.75em); } }
.panel:focus-visible { outline-offset: -4px; }
.head { display: flex; align-items: center; gap: .25em; padding: .85em .7em .85em 1.15em; background: var(--paper); border-block-end: var(--hair) solid var(--soft); }
.mark { display: grid; place-content: center; width: 2.4em; height: 2.4em; border-radius: .75em; background: var(--accent); color: var(--on-accent); border: 1px solid transparent; }
.names { flex: 1; min-width: 0; padding-inline: .6em; }
.names h2 { font-size: 1.0625em; line-height: 1.35; font-weight: 650; }
.names p { font-size: .8125em; line-height: 1.45; color: var(--quiet); }
.tool { display: grid; place-content: center; width: var(--target); height: var(--target); padding: 0; flex: none; border: var(--hair) solid transparent; border-radius: .75em; background: none; color: var(--quiet); }
.tool:hover, .tool[aria-expanded=true] { background: var(--tint); color: var(--accent); }
.tool[aria-expanded=true] { border-color: var(--accent); }
.talk { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.banner { padding: .7em 1.15em; background: var(--tint); border-block-end: var(--hair) solid var(--soft); font-size: .9375em; line-height: 1.5; }
.banner[data-state] { color: var(--maybe); background: color-mix(in srgb, var(--maybe) var(--wash), var(--paper)); }
.banner[data-state=refused] { color: var(--bad); background: color-mix(in srgb, var(--bad) var(--wash), var(--paper)); }
.log { position: relative; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1.25em 1.15em; scroll-padding: 1.25em; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
.log:focus-visible { outline-offset: -4px; }
.turns, .theirs { display: grid; gap: .9em; grid-template-columns: minmax(0, 1fr); }
.turns { gap: 1.35em; }
.turn { display: grid; gap: .9em; grid-template-columns: minmax(0, 1fr); border-radius: var(--radius); scroll-margin: 1.25em; }
.turn > div:empty { display: none; }
.mine p, p.mine { justify-self: end; margin-inline-start: auto; width: fit-content; max-width: 86%; padding: .6em 1em; background: var(--accent); color: var(--on-accent); border: var(--hair) solid transparent; border-radius: var(--radius) var(--radius) .3em var(--radius); white-space: pre-wrap; }
.sent { font-size: .875em; color: var(--quiet); text-align: end; margin-block-start: -.5em; }
.sent[data-failed] { color: var(--bad); }
.by { font-size: .875em; color: var(--quiet); }
p.by + .card { margin-block-start: -.6em; }
.typing { display: flex; align-items: center; gap: .7em; margin-block-start: 1.1em; color: var(--quiet); font-size: .9375em; scroll-margin: 1.25em; }
.dots { display: flex; gap: .3em; }
.dots i { width: .45em; height: .45em; border-radius: 50%; background: var(--accent); border: 1px solid transparent; animation: breathe 1.2s ease-in-out infinite; }
.dots i:nth-child(2) { animation-delay: .18s; } .dots i:nth-child(3) { animation-delay: .36s; }
@keyframes breathe { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
.greeting { display: grid; gap: .7em; padding-block: .75em; }
.greeting p { color: var(--quiet); text-wrap: pretty; }
.greeting .hello { font-size: 1.5em; line-height: 1.35; font-weight: 650; color: var(--ink); letter-spacing: .01em; }
.greeting .choices { display: grid; margin-block-start: .6em; }
.greeting .choice { text-align: start; padding-block: .7em; }
.choices { display: flex; flex-wrap: wrap; gap: .55em; }
.choice, .plain, .main { min-height: var(--target); padding: .45em 1.05em; line-height: 1.45; border: var(--hair) solid var(--line); border-radius: calc(var(--radius) * .75); background: var(--paper); color: var(--accent); font-weight: 500; max-width: 100%; text-align: start; }
.choice { border-color: color-mix(in srgb, var(--accent) 55%, var(--paper)); }
[data-theme^=contrast] :is(.choice, .badge) { border-color: currentColor; }
.choice:hover, .plain:hover { background: var(--tint); border-color: var(--accent); }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; padding-inline: 1.5em; }
.main:hover { filter: brightness(1.08); }
.danger { color: var(--bad); }
.main.danger { background: var(--bad); border-color: var(--bad); color: var(--paper); }
.composer { padding: .8em 1.15em .7em; background: var(--paper); border-block-start: var(--hair) solid var(--soft); }
.field { display: flex; align-items: flex-end; gap: .4em; padding: .3em; border: var(--hair) solid var(--line); border-radius: var(--radius); background: var(--paper); }
.field:focus-within { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: 0; }
.field textarea { flex: 1; min-width: 0; min-height: var(--target); max-height: 9em; padding: .55em .7em; border: 0; background: none; resize: none; line-height: 1.6; outline: 2px solid transparent; overflow-y: auto; scrollbar-width: thin; }
[data-large] textarea { padding-block: .7em; }
::placeholder { color: var(--quiet); opacity: 1; }
.send { display: grid; place-content: center; flex: none; width: var(--target); height: var(--target); padding: 0; border: var(--hair) solid transparent; border-radius: calc(var(--radius) * .75); background: var(--accent); color: var(--on-accent); }
.hint { display: flex; flex-wrap: wrap; gap: .2em 1em; justify-content: space-between; margin-block-start: .45em; font-size: .8125em; line-height: 1.5; color: var(--quiet); }
.left[data-over] { color: var(--bad); font-weight: 600; }
.settings { position: relative; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1.25em 1.15em 1.5em; display: grid; gap: 1.5em; align-content: start; justify-items: stretch; grid-template-columns: minmax(0, 1fr); }
.settings h3 { font-size: 1.25em; line-height: 1.35; font-weight: 650; }
.settings > .main { justify-self: start; }
legend { padding: 0; font-weight: 600; margin-block-end: .5em; }
.segments { display: flex; flex-wrap: wrap; gap: .5em; }
.segments label, .chip { position: relative; display: block; cursor: pointer; }
.segments span, .chip span { display: grid; align-items: center; min-height: var(--target); padding: .35em 1.05em; border: var(--hair) solid var(--line); border-radius: calc(var(--radius) * .75); background: var(--paper); }
.segments :checked + span, .chip :checked + span { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
:is(.segments, .chip) :focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
.switch { display: flex; align-items: center; gap: 1em; justify-content: space-between; padding: .8em 1.05em; background: var(--paper); border: var(--hair) solid var(--soft); border-radius: var(--radius); cursor: pointer; }
.switch strong, .switch small { display: block; } .switch strong { font-weight: 600; } .switch small { font-size: .875em; color: var(--quiet); }
.switch input { appearance: none; flex: none; position: relative; width: 3.25em; height: 1.9em; border: 2px solid var(--line); border-radius: 1em; background: var(--paper); cursor: pointer; transition: background .15s; }
.switch input::after { content: ""; position: absolute; inset: .22em auto .22em .25em; aspect-ratio: 1; border-radius: 50%; background: var(--line); transition: transform .15s; }
.switch input:checked { background: var(--accent); border-color: var(--accent); }
.switch input:checked::after { background: var(--on-accent); transform: translateX(1.35em); }
.clearing { border-block-start: var(--hair) solid var(--soft); padding-block-start: 1.25em; }
.sure { display: grid; gap: .8em; }
.actions { display: flex; flex-wrap: wrap; gap: .55em; }
@media (max-width: 30em), (max-height: 30em) {
  .panel { inset: 0; width: 100%; height: var(--seen, 100dvh); border: 0; border-radius: 0; animation: none; }
  .head, .composer, .log, .settings, .banner { padding-inline: .9em; }
  .head { padding-inline-end: .4em; padding-block: .6em; }
  [data-large] :is(.mark, .names p) { display: none; }
  [data-large] .names { padding: 0; }
}
@media (max-width: 22em) { .mark { display: none; } .names { padding-inline: 0 .3em; } }
@media (max-height: 30em) {
  .panel { display: block; overflow-y: auto; scroll-padding-block: .5em 5em; }
  .talk { display: block; } .log, .settings { overflow: visible; }
  .composer { position: sticky; inset-block-end: 0; padding-block: .5em; }
  .hint { position: absolute; clip-path: inset(50%); } .names p { display: none; }
  .field textarea { max-height: 5em; }
}
[data-frame] > .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; box-shadow: none; animation: none; }
[data-frame] :is(.turns, .typing, .field, .hint, .settings > *) { width: 100%; max-width: 44em; margin-inline: auto; }
[data-frame] .hint { max-width: calc(44em / .8125); }
@media (forced-colors: active) {
  .mine p, p.mine, .main, .send, .launcher, .mark { border: 1px solid; }
  .segments :checked + span, .chip :checked + span { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  .switch input:checked { background: Highlight; forced-color-adjust: none; }
}
`;
