extension ExplorerPage {
  /// The controls and the places of the totals, without names from the network.
  static let controls = #"""
    <main id="app" hidden>
    <div class="stack">
    <p id="error" class="notice" role="alert" hidden></p>
    <p id="warning" class="notice" hidden></p>
    <dl id="totals"></dl>
    </div>
    <section aria-labelledby="controls-title">
    <h2 id="controls-title" class="away">What is counted</h2>
    <div class="controls">
    <label>Measure <select id="measure">
    <option value="count">MACs</option>
    <option value="parameters">Parameters</option>
    <option value="activations">Activations</option>
    <option value="traffic">Traffic</option>
    <option value="time">Time at least</option>
    </select></label>
    <label>Convention <select id="count"></select></label>
    <label>Device <select id="device"></select></label>
    <label>Numbers <select id="type"></select></label>
    <label>Batch <input id="batch" type="number" min="1" max="65536" step="1"></label>
    <div id="sliders" hidden>
    <div><label for="input">Input <output id="input-value"></output></label>
    <input id="input" type="range" min="0" step="1" aria-describedby="slider-note"></div>
    <div><label for="width">Width <output id="width-value"></output></label>
    <input id="width" type="range" min="0" step="1" aria-describedby="slider-note"></div>
    </div>
    <button id="reset" type="button">Start again</button>
    </div>
    <p id="slider-note" class="quiet"></p>
    <p id="note" class="quiet"></p>
    </section>
    """#

  /// The places of the charts and of the detail of the chosen block or operation.
  static let charts = #"""
    <section aria-labelledby="icicle-title">
    <h2 id="icicle-title">Blocks</h2>
    <nav aria-label="Zoomed blocks"><ol id="crumbs" class="path"></ol></nav>
    <canvas id="icicle" tabindex="0" role="application" aria-describedby="icicle-help">
    The table below has the same contents.</canvas>
    <ul id="kinds" aria-label="Colours of operations">
    <li><i class="conv"></i>Convolution</li><li><i class="matrix"></i>Matrix product</li>
    <li><i class="norm"></i>Normalisation</li><li><i class="pool"></i>Pooling</li>
    <li><i class="other"></i>Other</li>
    </ul>
    <p id="icicle-help" class="quiet">Widths are shares. A click or Enter zooms in, Escape zooms
    out, arrows move. What is chosen here is chosen in every part.</p>
    </section>
    <div class="split">
    <div class="right stack">
    <section aria-labelledby="detail-title">
    <h2 id="detail-title">Detail</h2>
    <div id="detail"></div>
    </section>
    <section aria-labelledby="field-title">
    <h2 id="field-title">Receptive field</h2>
    <svg id="field" role="img" aria-labelledby="field-text"></svg>
    <p id="field-text"></p>
    </section>
    </div>
    <div class="left stack">
    <section aria-labelledby="depth-title">
    <div class="bar">
    <h2 id="depth-title">Along the depth</h2>
    <button id="by-blocks" type="button" aria-pressed="true">Blocks</button>
    <button id="by-operations" type="button" aria-pressed="false">Operations</button>
    </div>
    <canvas id="depth" tabindex="0" role="slider" aria-labelledby="depth-title"></canvas>
    <p id="depth-range" class="quiet"></p>
    </section>
    <section aria-labelledby="timeline-title">
    <div class="bar">
    <h2 id="timeline-title">Memory step by step</h2>
    <button id="peak" type="button">Go to the peak</button>
    </div>
    <canvas id="timeline" tabindex="0" role="slider"
    aria-labelledby="timeline-title"></canvas>
    <p id="step"></p>
    <div id="alive"></div>
    </section>
    </div>
    </div>
    """#

  /// The places of the tables, the facts and the texts that follow the mouse or are read aloud.
  static let tables = #"""
    <div class="pair">
    <section id="roofline-part" aria-labelledby="roofline-title" hidden>
    <h2 id="roofline-title">Roofline</h2>
    <canvas id="roofline" tabindex="0" role="slider" aria-valuemin="1"
    aria-labelledby="roofline-title" aria-describedby="roofline-text"></canvas>
    <p id="roofline-text" class="quiet"></p>
    </section>
    <section id="alternatives-part" aria-labelledby="alternatives-title" hidden>
    <h2 id="alternatives-title">Alternatives with the same output</h2>
    <div id="alternatives"></div>
    </section>
    </div>
    <section id="table-part" aria-labelledby="table-title">
    <div class="bar">
    <h2 id="table-title">Table</h2>
    <label>Filter <input id="filter" type="search"></label>
    <button id="fold" type="button">Fold all</button>
    <button id="unfold" type="button">Unfold all</button>
    <button id="copy-csv" type="button">Copy as CSV</button>
    <button id="copy-markdown" type="button">Copy as Markdown</button>
    <span id="row-count" class="quiet" role="status"></span>
    </div>
    <details><summary>Columns</summary>
    <div id="columns" role="group" aria-label="Columns">
    <label><input type="checkbox" value="op"> Operation</label>
    <label><input type="checkbox" value="input"> Input</label>
    <label><input type="checkbox" value="output"> Output</label>
    <label><input type="checkbox" value="parameters"> Parameters</label>
    <label><input type="checkbox" value="count"> Count</label>
    <label><input type="checkbox" value="share"> Share</label>
    <label><input type="checkbox" value="activations"> Activations</label>
    <label><input type="checkbox" value="live"> Memory</label>
    <label><input type="checkbox" value="traffic"> Traffic</label>
    <label><input type="checkbox" value="time"> Time at least</label>
    <label><input type="checkbox" value="field"> Receptive field</label>
    </div></details>
    <div id="rows">
    <table id="grid" role="treegrid" aria-labelledby="table-title">
    <colgroup></colgroup><thead><tr></tr></thead><tbody></tbody>
    </table>
    </div>
    </section>
    <section aria-labelledby="facts-title">
    <h2 id="facts-title">Facts</h2>
    <dl id="facts"></dl>
    </section>
    </main>
    <div id="tip" aria-hidden="true" hidden></div>
    <p id="live" class="away" role="status" aria-live="polite"></p>
    """#
}
