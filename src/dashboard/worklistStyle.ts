/** Dark first, as reading rooms are; light for who asks for it. */
export const worklistStyle = `
:root { color-scheme: dark light; --back: #14171a; --text: #e6e8ea; --sub: #a3abb2; --line: #2c3238;
  --stat: #ff8a80; --urgent: #ffc266; --routine: #8fd0ff; --unclassified: #c9b8ff; --warn: #33290f; --link: #9cc9ff; }
@media (prefers-color-scheme: light) { :root { --back: #fff; --text: #1b1f23; --sub: #57606a; --line: #d5dae0;
  --stat: #b3160b; --urgent: #8a5200; --routine: #0b5a94; --unclassified: #5b3fa8; --warn: #fff3cd; --link: #0b57a4; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.45 system-ui, sans-serif; }
.warning { margin: 0; padding: .5rem 1.5rem; background: var(--warn); border-bottom: 1px solid var(--line); font-weight: 600; }
main { padding: 1rem 1.5rem 3rem; max-width: 80rem; }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2.5rem 0 .25rem; font-size: 1.2rem; }
p { margin: .1rem 0; } .sub { color: var(--sub); font-size: .875rem; } .empty { margin: 2rem 0; font-size: 1.1rem; }
a { color: var(--link); } code { font-size: .875rem; }
table { width: 100%; border-collapse: collapse; margin-top: 1rem; }
th { text-align: left; font-size: .875rem; color: var(--sub); font-weight: 600; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
ul { margin: 0; padding: 0; list-style: none; }
.picture { width: 6.5rem; } .picture img { width: 5.5rem; height: 5.5rem; object-fit: contain; background: #000; display: block; }
summary { color: var(--link); font-size: .875rem; font-weight: 400; cursor: pointer; }
summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.stack { display: grid; width: 20rem; max-width: 100%; margin-top: .25rem; }
.stack img { grid-area: 1 / 1; width: 100%; height: auto; }
.none { color: var(--sub); font-size: .875rem; }
.priority { font-weight: 700; white-space: nowrap; }
.stat .priority { color: var(--stat); } .urgent .priority { color: var(--urgent); }
.routine .priority { color: var(--routine); } .unclassified .priority { color: var(--unclassified); }
.positive { font-weight: 600; } .positive .sub, .negative .sub { font-weight: 400; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media (max-width: 45rem) { thead { display: none; } tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; border: 0; padding: .15rem 0; } }
`;
