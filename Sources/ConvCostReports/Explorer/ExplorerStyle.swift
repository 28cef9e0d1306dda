/// The style of the explorer page.
enum ExplorerStyle {
  /// The sheet: light, dark and print; one column on narrow screens.
  static let sheet = #"""
    :root {
      color-scheme: light dark;
      --text: #1f2328; --quiet: #57606a; --line: #d0d7de; --page: #fff; --panel: #f6f8fa;
      --accent: #0757ba; --bar: #4a8fd8; --range: #0757ba1f; --chosen: #d8ebff; --bad: #a3322a;
      --warn: #fff3d6; --block: #e3e8ee; --conv: #b6d9ff; --matrix: #dccbff; --norm: #f6dfa4;
      --pool: #b9e8c2; --other: #d9dde2;
    }
    @media (prefers-color-scheme: dark) {
      :root:not(.print) {
        --text: #e6edf3; --quiet: #9aa4af; --line: #3d444d; --page: #0d1117; --panel: #161c24;
        --accent: #79b8ff; --bar: #3f78b3; --range: #79b8ff26; --chosen: #12365e; --bad: #ff938a;
        --warn: #3a2d05; --block: #262e38; --conv: #12457c; --matrix: #45307c; --norm: #564309;
        --pool: #1b5130; --other: #3a424c;
      }
    }
    .print { color-scheme: light; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body { margin: 0; background: var(--page); color: var(--text);
      font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    header, main { max-width: 110rem; margin: 0 auto; padding: 0 1rem 1rem; }
    main, .stack, .split, .pair { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 0; }
    h2 { font-size: 1rem; margin: 0 0 .4rem; }
    p { margin: .3rem 0; }
    section, #totals div { background: var(--panel); border: 1px solid var(--line);
      border-radius: 8px; padding: .7rem 1rem; min-width: 0; }
    small, .quiet, dt, caption, label { color: var(--quiet); }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .notice { padding: .5rem .8rem; border-radius: 6px; background: var(--warn); }
    #error { border: 2px solid var(--bad); }
    .away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

    #totals { display: grid; gap: .6rem; margin: 0;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 10.5rem), 1fr)); }
    #totals dd { display: grid; }
    #totals b { font-size: 1.7rem; line-height: 1.2; }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem;
      margin: .4rem 0; font-variant-numeric: tabular-nums; }
    dl > div { display: block; }
    dd { margin: 0; }
    dd small { display: block; }
    dd ol { margin: 0; padding-left: 1.4rem; }
    .kind { font-weight: 600; }

    .controls { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: end; }
    .controls label { display: grid; }
    #sliders { display: contents; }
    #sliders label { display: block; }
    select, input, button { font: inherit; color: var(--text); background: var(--page);
      border: 1px solid #7d8792; border-radius: 6px; padding: .2rem .5rem; min-height: 2rem;
      max-width: 100%; accent-color: var(--accent); }
    input[type=range] { padding: 0; width: 11rem; }
    input[type=checkbox] { min-height: 0; }
    button { cursor: pointer; }
    button:hover { border-color: var(--accent); }
    button[aria-pressed=true] { background: var(--chosen); font-weight: 600; }
    .link { all: unset; cursor: pointer; color: var(--accent); text-decoration: underline; }
    .link:focus-visible, #grid button:focus-visible { outline: 2px solid var(--accent); }
    .bar { display: flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: center;
      margin-bottom: .4rem; }
    .bar h2 { margin: 0 auto 0 0; }

    canvas { display: block; width: 100%; touch-action: pan-y; cursor: pointer; }
    .path, #kinds { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .5rem;
      margin: .3rem 0; padding: 0; }
    .path li + li::before { content: '› '; color: var(--quiet); }
    #kinds i { display: inline-block; width: .8rem; height: .8rem; margin: 0 .3rem 0 .4rem;
      border: 1px solid var(--quiet); }
    .conv { background: var(--conv); } .matrix { background: var(--matrix); }
    .norm { background: var(--norm); } .pool { background: var(--pool); }
    .other { background: var(--other); }
    #tip { position: fixed; z-index: 9; pointer-events: none; max-width: 26rem;
      padding: .3rem .6rem; background: var(--page);
      border: 1px solid var(--quiet); border-radius: 6px; }
    #field { display: block; width: 100%; height: 14rem; }
    #field rect { fill: none; stroke: var(--text); stroke-width: 1.5;
      vector-effect: non-scaling-stroke; }
    #field .seen { fill: var(--conv); stroke: none; }
    #field .reach { stroke: var(--bad); stroke-dasharray: 5 3; }

    .wide { overflow: auto; max-height: 24rem; }
    .pair { grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
    .pair:not(:has(> :not([hidden]))) { display: none; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { text-align: left; }
    th, td { text-align: left; font-weight: 400; padding: .15rem .5rem; vertical-align: top;
      border-bottom: 1px solid var(--line); }
    thead th { font-weight: 600; }
    .n { text-align: right; white-space: nowrap; }
    #rows { overflow: auto; max-height: 70vh; background: var(--page);
      border: 1px solid var(--line); }
    #grid { table-layout: fixed; }
    #grid th, #grid td { white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
      height: 27px; padding: 0 .5rem; vertical-align: middle; }
    #grid tbody th { padding-left: calc(.5rem + 1rem * var(--d)); }
    #grid thead th, #grid .total > * { position: sticky; top: 0; z-index: 3;
      background: var(--panel); font-weight: 600; }
    #grid .total > * { top: 27px; z-index: 2; border-bottom-color: var(--quiet); }
    :where(#grid tr > :first-child) { position: sticky; left: 0; z-index: 1;
      background: var(--page); }
    #grid .total > :first-child { z-index: 3; }
    #grid thead th:first-child { z-index: 4; }
    #grid button { all: unset; cursor: pointer; max-width: 100%; }
    [aria-sort=descending] button::after { content: ' ↓'; }
    [aria-sort=ascending] button::after { content: ' ↑'; }
    #grid tbody tr { cursor: pointer; }
    #grid tr:focus-visible { outline-offset: -2px; }
    #grid tr[aria-selected=true] > * { background: var(--chosen); }
    #grid tr[data-item]:hover > :first-child { box-shadow: inset 3px 0 var(--accent); }
    .twist { display: inline-block; width: 1.1rem; color: var(--quiet); }
    #columns { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }

    @media (max-width: 899px) { #totals div:last-child { grid-column: 1 / -1; } }
    @media (min-width: 900px) {
      .split { grid-template-columns: minmax(0, 1.8fr) minmax(19rem, 1fr); }
      .right { grid-area: 1 / 2; }
    }
    @media print {
      .controls, .bar button, .bar label, details, #tip { display: none !important; }
      main, .split, .pair { display: block; }
      section { break-inside: avoid; margin-bottom: 1rem; }
      #table-part { break-inside: auto; }
      .wide, #rows { max-height: none; overflow: visible; }
      #grid { min-width: 0 !important; font-size: 7pt; }
      #grid tr > * { position: static !important; }
    }
    """#
}
