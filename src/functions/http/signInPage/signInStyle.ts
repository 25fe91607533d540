/** Dark by default, as in reading rooms; light if the browser prefers it. */
export const signInStyle = `
:root { color-scheme: dark light; --back: #14171a; --card: #1b2025; --text: #e6e8ea; --sub: #a3abb2; --line: #6b757e;
  --warn: #33290f; --link: #9cc9ff; --button: #9cc9ff; --on-button: #10202f; }
@media (prefers-color-scheme: light) { :root { --back: #fff; --card: #f6f8fa; --text: #1b1f23; --sub: #57606a; --line: #7d868f;
  --warn: #fff3cd; --link: #0b57a4; --button: #0b57a4; --on-button: #fff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
.warning { margin: 0; padding: .5rem 1.5rem; background: var(--warn); border-bottom: 1px solid var(--line); font-weight: 600; }
main { max-width: 30rem; margin: 8vh auto 3rem; padding: 0 1.5rem; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; } h2 { margin: 0 0 .25rem; font-size: 1.1rem; }
p { margin: .25rem 0 .75rem; } .sub { color: var(--sub); font-size: .875rem; } a { color: var(--link); }
section { margin-top: 1.5rem; padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
.said { padding: .5rem .75rem; border-left: 4px solid var(--link); background: var(--card); }
label, legend { display: block; font-weight: 600; } .choice { font-weight: 400; display: flex; gap: .5rem; padding: .3rem 0; }
input[type=text] { width: 100%; margin: .25rem 0 1rem; padding: .55rem .65rem; font: inherit; color: inherit;
  background: var(--back); border: 1px solid var(--line); border-radius: .3rem; }
input[type=radio] { width: 1.1rem; height: 1.1rem; margin: .25rem 0 0; flex: none; }
fieldset { margin: 0 0 1rem; padding: 0; border: 0; } legend { padding: 0; }
button, .button { display: inline-block; min-height: 2.75rem; padding: .6rem 1.1rem; font: inherit; font-weight: 600; border: 0;
  border-radius: .3rem; background: var(--button); color: var(--on-button); text-decoration: none; cursor: pointer; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font-size: .9em; overflow-wrap: anywhere; }
`;
