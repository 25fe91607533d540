/** Light by default, since such pages are printed; dark on request. */
export const pageStyle = `
:root { color-scheme: light dark; --back: #fff; --panel: #f6f8fa; --text: #1b1f23; --sub: #57606a; --line: #d5dae0; --grid: #e9ecef;
  --curve: #0b5a94; --fill: #0b5a9422; --positive: #b3450b; --negative: #0b5a94; --mark: #b3160b; --stretch: #8a5200; --band: #8a520026;
  --good: #14692e; --bad: #b3160b; --warn: #fff3cd; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --back: #14171a; --panel: #1c2126; --text: #e6e8ea; --sub: #a3abb2; --line: #343b42; --grid: #262c32;
  --curve: #8fd0ff; --fill: #8fd0ff26; --positive: #ffa566; --negative: #8fd0ff; --mark: #ff8a80; --stretch: #ffc266; --band: #ffc26626;
  --good: #8ee0a1; --bad: #ff8a80; --warn: #33290f; --link: #9cc9ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
.warning { margin: 0; max-width: none; padding: .4rem 1.5rem; background: var(--warn); border-bottom: 1px solid var(--line); font-weight: 600; font-size: .9rem; }
main { padding: 1.5rem; max-width: 68rem; margin: 0 auto; }
h1 { margin: 0 0 .5rem; font-size: 1.8rem; line-height: 1.2; } h2 { margin: 2.5rem 0 .4rem; font-size: 1.3rem; } h3 { margin: 1.5rem 0 .4rem; font-size: 1rem; }
.answer { border-top: 1px solid var(--line); margin-top: 2rem; } .answer > h2 { margin-top: 1.5rem; }
p { margin: .3rem 0; } main p { max-width: 46rem; } .sub { color: var(--sub); font-size: .875rem; } header > .sub { margin: 0; }
.role { display: inline-block; border: 1px solid var(--sub); border-radius: 1rem; padding: 0 .7rem; font-size: .875rem; font-weight: 600; margin-right: .3rem; }
.note { background: var(--warn); padding: .5rem .8rem; border-radius: .4rem; margin: 1rem 0; }
a { color: var(--link); } nav ol { padding-left: 1.3rem; } code { font-size: .9em; } ul { padding-left: 1.3rem; max-width: 46rem; } li { margin: .3rem 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .8rem; margin: 1rem 0; }
.cards > div { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.cards dt { font-weight: 600; font-size: .9rem; } .cards dd { margin: 0; } .cards .sub { display: block; line-height: 1.35; }
.big { font-size: 2rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; } .range { color: var(--sub); white-space: nowrap; font-variant-numeric: tabular-nums; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 2rem; align-items: start; }
svg { display: block; width: 100%; height: auto; overflow: visible; font: 13px system-ui, sans-serif; } .pair svg { max-width: 30rem; }
.grid path { stroke: var(--grid); } .axis text { fill: var(--sub); font-size: 12px; } .axis .name { fill: var(--text); font-size: 13px; } .base { stroke: var(--sub); }
.chance { stroke: var(--sub); stroke-dasharray: 4 4; } .curve { fill: none; stroke: var(--curve); stroke-width: 2.5; stroke-linejoin: round; } .curve.thin { stroke-width: 1.2; }
.interval { fill: var(--fill); } .stretch { fill: none; stroke: var(--stretch); stroke-width: 6; stroke-linecap: round; opacity: .85; }
.mark path { stroke: var(--mark); stroke-width: 2; } .mark circle { fill: var(--mark); stroke: var(--back); stroke-width: 1.5; }
.bins path { stroke: var(--curve); stroke-width: 1.5; } .bins circle { fill: var(--curve); }
.key text { fill: var(--sub); } .key .strong { fill: var(--text); font-weight: 650; } .key .marked { fill: var(--mark); } .key .stretched { fill: var(--stretch); } .key .shaded { fill: var(--curve); }
.key .positive { fill: var(--positive); font-weight: 650; } .key .negative { fill: var(--negative); font-weight: 650; }
.positives rect { fill: var(--positive); } .negatives rect { fill: var(--negative); } .counts rect { fill: var(--sub); }
.band { fill: var(--band); } .threshold path { stroke: var(--mark); stroke-width: 2; } .threshold text { fill: var(--mark); }
.scroll { overflow-x: auto; } .scroll > svg { min-width: 34rem; }
table { width: 100%; border-collapse: collapse; font-size: .925rem; } th { text-align: left; font-weight: 600; } thead th { color: var(--sub); font-size: .825rem; }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } tbody th { font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } thead .number { white-space: normal; } td { font-variant-numeric: tabular-nums; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; } .none { color: var(--sub); }
.forest td:nth-child(n+5) { min-width: 9rem; width: 20%; white-space: nowrap; } .divider th { padding-top: 1rem; color: var(--sub); font-size: .825rem; font-weight: 600; }
.forest thead th:nth-child(n+5) { width: 20%; }
svg.bar { height: 16px; max-width: none; } .rail { stroke: var(--line); } .span { stroke: var(--curve); stroke-width: 3; stroke-linecap: round; } .bar circle { fill: var(--curve); } .reference { stroke: var(--sub); stroke-width: 1.5; }
details { margin-top: 1rem; } summary { color: var(--link); cursor: pointer; } .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.facts > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; padding: .25rem 0; border-bottom: 1px solid var(--line); font-size: .9rem; } .facts dt { color: var(--sub); } .facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 34rem) { main { padding: 1rem; } h1 { font-size: 1.4rem; } .facts > div { grid-template-columns: 1fr; gap: 0; } }
@media print { body { font-size: 11pt; } main { max-width: none; padding: 0; } section, .cards, svg, table { break-inside: avoid; } .answer { break-before: page; break-inside: auto; } .answer:first-of-type { break-before: auto; } .scroll { overflow: visible; } }
`;
