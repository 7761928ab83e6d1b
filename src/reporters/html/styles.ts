import { verdictStyles } from '../verdict-style.js';

function variables(dark: boolean): string {
  return Object.entries(verdictStyles)
    .map(([verdict, style]) => {
      const colour = dark ? style.darkColour : style.colour;
      const ground = dark ? style.darkGround : style.ground;
      return `--${verdict}:${colour};--${verdict}-ground:${ground};`;
    })
    .join('');
}

const light = `color-scheme:light;--ink:#1c2733;--muted:#55606b;--paper:#fff;--ground:#f5f7f9;--line:#dde3e8;--link:#1f5fa8;--series-1:#1f5fa8;--series-2:#b3590b;--series-3:#4b7a1d;--series-4:#7a3fa0;${variables(false)}`;
const dark = `color-scheme:dark;--ink:#e6ebf0;--muted:#a9b4bf;--paper:#161b21;--ground:#0f1317;--line:#323b44;--link:#8dbdf5;--series-1:#7fb2ee;--series-2:#f0a35c;--series-3:#9ccb6b;--series-4:#c9a0ea;${variables(true)}`;

/** The page's style sheet: one column, calm, light and dark, readable on paper. */
export const styleSheet = `
:root{${light}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}
:root[data-theme=dark]{${dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1{font-size:1.6rem;margin:.2rem 0;line-height:1.25}
h2{font-size:1.15rem;margin:0 0 .75rem}
h3{font-size:1rem;margin:1.25rem 0 .4rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:9}
section{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:1.1rem 1.25rem;margin:1rem 0}
.muted{color:var(--muted)}
.mono{font-family:ui-monospace,monospace;font-size:.85em;overflow-wrap:anywhere}
.overall{display:flex;gap:1rem;align-items:center;border-radius:8px;padding:1rem 1.25rem;margin:1rem 0}
.overall .icon{font-size:2.2rem;line-height:1}
.overall strong{font-size:1.25rem}
.badge{display:inline-block;white-space:nowrap;border-radius:999px;padding:.05rem .6rem;font-size:.8rem;font-weight:600}
${Object.keys(verdictStyles)
  .map((verdict) => `.v-${verdict}{color:var(--${verdict});background:var(--${verdict}-ground)}`)
  .join('\n')}
.demo{border:2px dashed var(--inconc);color:var(--inconc);border-radius:8px;padding:.5rem 1rem;margin:1rem 0;font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--muted)}
#spec td:nth-child(2){min-width:22rem}#spec td:last-child{overflow-wrap:anywhere;min-width:8rem}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.25rem 1.25rem;margin:0}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
details{border-bottom:1px solid var(--line)}
details>summary{cursor:pointer;padding:.5rem 0;display:flex;gap:.75rem;align-items:baseline}
summary .title{flex:1;overflow-wrap:anywhere}
details>div{padding:0 0 1rem .5rem}
pre{background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;overflow-x:auto;font-size:.82rem;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:var(--fail-ground);color:var(--fail);font-weight:700;padding:0 .15rem}
figure{margin:.75rem 0}figcaption{color:var(--muted);font-size:.85rem}
svg{width:100%;height:auto;max-width:46rem}
.filters{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin-bottom:.75rem}
.filters input,.filters button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--muted);border-radius:6px;padding:.3rem .7rem;min-height:2rem}
.filters input{flex:1;min-width:12rem}
.filters button[aria-pressed=true]{background:var(--ink);color:var(--paper)}
.twocol{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:0 2rem}
footer{color:var(--muted);font-size:.85rem;padding-bottom:2rem}
@media print{body{background:#fff}section{break-inside:avoid;border:0;padding:0}.filters,.skip{display:none}}
`;

/** Filters the list of cases and switches the colours. Runs from the page itself; nothing is loaded. */
export const script = `
(() => {
  const cases = [...document.querySelectorAll('details.case')];
  const search = document.getElementById('search');
  const shown = document.getElementById('shown');
  const buttons = [...document.querySelectorAll('button[data-verdict]')];
  const wanted = new Set();
  const apply = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const one of cases) {
      const fits = (wanted.size === 0 || wanted.has(one.dataset.verdict)) && words.every((word) => one.dataset.text.includes(word));
      one.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = count + ' of ' + cases.length + ' cases shown';
  };
  search?.addEventListener('input', apply);
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const { verdict } = button.dataset;
      const on = !wanted.has(verdict);
      if (on) wanted.add(verdict); else wanted.delete(verdict);
      button.setAttribute('aria-pressed', String(on));
      apply();
    });
  }
  document.getElementById('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  if (search) apply();
})();
`;
