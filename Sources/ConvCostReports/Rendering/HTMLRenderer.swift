import ConvCostText

/// Writes a document as one HTML file that loads no other files and is readable without scripts.
///
/// With scripts, blocks fold, columns sort and a field filters the rows.
package struct HTMLRenderer: Sendable {
  private let style: Style

  package init(style: Style = Style()) {
    self.style = style
  }

  /// Returns the document as HTML5, with a newline at the end.
  package func render(_ document: Document) -> String {
    """
    \(Self.head(title: heading(document).xml, sheet: Self.sheet))
    <body>
    <main>
    \(fragment(document))</main>
    <script>
    \(Self.script)
    </script>
    </body>
    </html>

    """
  }

  private func heading(_ document: Document) -> String {
    document.title.isEmpty ? "convcost" : document.title
  }

  /// Returns the contents of the document's page.
  func fragment(_ document: Document) -> String {
    var body = "<h1>\(heading(document).xml)</h1>\n"
    for (number, chart) in document.charts.enumerated() {
      body += "<figure>\n\(chart.svg(identifier: "chart\(number + 1)"))</figure>\n"
    }
    for (number, table) in document.tables.enumerated() { body += render(table, number + 1) }
    if !document.facts.isEmpty {
      let facts = document.facts.map { "<dt>\($0.name.xml)</dt><dd>\($0.value.xml)</dd>\n" }
      body += "<dl>\n\(facts.joined())</dl>\n"
    }
    return body + document.notes.map { "<p>\($0.xml)</p>\n" }.joined()
  }

  /// Returns the beginning of a page that loads nothing, up to its body.
  static func head(title: String, sheet: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="convcost">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
    <title>\(title)</title>
    <style>
    \(sheet)
    </style>
    </head>
    """
  }

  private func render(_ table: Table, _ number: Int) -> String {
    let isTree = table.rows.contains { row in row.cells.contains { $0.depth > 0 } }
    let caption = table.title.isEmpty ? "" : "<caption>\(table.title.xml)</caption>\n"
    let heads = table.columns.map { column in
      "<th scope=\"col\"\(column.isNumeric ? " class=\"n\"" : "")>\(column.title.xml)</th>"
    }
    let body = table.rows.indices.map { row(table, $0, isTree) }.joined()
    let filter =
      table.rows.count < 8
      ? ""
      : "<p class=\"s\"><label>Filter rows <input type=\"search\" "
        + "data-for=\"table\(number)\"></label></p>\n"
    return """
      \(filter)<div class="w"><table id="table\(number)"\
      \(isTree ? " role=\"treegrid\" class=\"tree\"" : "")>
      \(caption)<thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(body)</tbody>
      </table></div>

      """
  }

  private func row(_ table: Table, _ index: Int, _ isTree: Bool) -> String {
    let row = table.rows[index]
    let depth = row.cells.map(\.depth).max() ?? 0
    let next = index + 1 < table.rows.count ? table.rows[index + 1] : nil
    let hasChildren = !row.isTotal && (next.map { $0.cells.map(\.depth).max() ?? 0 } ?? 0) > depth
    var attributes = row.isTotal ? " class=\"total\"" : ""
    if isTree, !row.isTotal {
      attributes += " aria-level=\"\(depth + 1)\""
      if hasChildren { attributes += " aria-expanded=\"true\"" }
    }
    let cells = zip(row.cells, table.columns).enumerated().map { position, pair in
      cell(pair.0, pair.1, isFirst: position == 0)
    }
    return "<tr\(attributes)>\(cells.joined())</tr>\n"
  }

  private func cell(_ cell: Table.Cell, _ column: Table.Column, isFirst: Bool) -> String {
    let text = column.dashesZeros && cell.isZero ? "–" : cell.words(style.units)
    var attributes = column.isNumeric ? " class=\"n\"" : ""
    if let number = cell.sortingNumber { attributes += " data-v=\"\(number)\"" }
    switch cell {
    case .layer(let path, let name, let depth):
      return "<th scope=\"row\" style=\"--d:\(depth)\" title=\"\(path.xml)\">"
        + "<span>\(name.xml)</span></th>"
    case .share(let share) where share > 0:
      let width = Percent.number(share, digits: 2)
      return "<td\(attributes)><i style=\"width:\(width)%\"></i>\(text)</td>"
    case .contested(_, isLeast: true):
      return "<td\(attributes)><strong>\(text)</strong></td>"
    default:
      return isFirst
        ? "<th scope=\"row\"\(attributes)>\(text.xml)</th>" : "<td\(attributes)>\(text.xml)</td>"
    }
  }
}

extension Table.Cell {
  /// The depth of a layer in the tree.
  fileprivate var depth: Int {
    if case .layer(_, _, let depth) = self { depth } else { 0 }
  }

  /// The number that rows are sorted by in this column; nil for texts.
  fileprivate var sortingNumber: Double? {
    switch self {
    case .count(let count), .atLeast(let count), .contested(let count, _): Double(count)
    case .number(let number, _), .share(let number), .ratio(let number): number
    case .change(let old, let new): old == 0 ? nil : Double(new - old) / Double(old)
    case .empty, .text, .layer: nil
    }
  }
}

extension HTMLRenderer {
  /// The style sheet: light, dark and print.
  private static let sheet = """
    :root{color-scheme:light dark;--fg:#24292f;--mu:#57606a;--li:#d0d7de;--bg:#fff;--ba:#ddf4ff;\
    --ho:#f6f8fa}
    @media (prefers-color-scheme:dark){:root{--fg:#e6edf3;--mu:#9198a1;--li:#3d444d;--bg:#0d1117;\
    --ba:#0c2d6b;--ho:#151b23}}
    body{margin:0;background:var(--bg);color:var(--fg);font:14px/1.5 system-ui,-apple-system,\
    'Segoe UI',Roboto,sans-serif}
    main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font-size:1.35rem;margin:0 0 1rem}
    figure{margin:1rem 0;overflow-x:auto}
    figure svg{max-width:100%;height:auto}
    .w{overflow-x:auto;margin:.5rem 0 1.5rem}
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:.4rem 0}
    th,td{padding:.22rem .6rem;text-align:left;font-weight:400;border-bottom:1px solid var(--li);\
    white-space:nowrap;position:relative}
    thead th{font-weight:600;position:sticky;top:0;background:var(--bg)}
    .n{text-align:right}
    tbody tr:hover{background:var(--ho)}
    .total th,.total td{font-weight:600;border-top:2px solid var(--fg)}
    .tree th[style]{padding-left:calc(.6rem + 1.1rem*var(--d) + 1.1rem)}
    .tree th[style] button{position:absolute;margin-left:-1.25rem;border:0;background:none;\
    color:var(--mu);font:inherit;cursor:pointer;padding:0 .3rem}
    td i{position:absolute;right:0;top:15%;height:70%;background:var(--ba);z-index:-1;\
    border-radius:2px}
    td{z-index:0}
    thead button{all:unset;cursor:pointer}
    thead button::after{content:" ⇅";color:var(--mu)}
    [aria-sort=descending] button::after{content:" ↓"}\
    [aria-sort=ascending] button::after{content:" ↑"}
    button:focus-visible,input:focus-visible{outline:2px solid #0969da;outline-offset:2px}
    .s{display:none;margin:.5rem 0}.js .s{display:block}
    input{font:inherit;padding:.15rem .4rem}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:1rem 0}
    dt{color:var(--mu)}dd{margin:0}
    @media print{.s,thead button::after,.tree th button{display:none!important}\
    tr[hidden]{display:table-row!important}thead th{position:static}body{font-size:9pt}}
    """

  /// Folding, sorting and filtering.
  private static let script = """
    document.documentElement.classList.add('js');
    for (const table of document.querySelectorAll('table')) {
      const body = table.tBodies[0];
      const rows = [...body.rows].filter(r => !r.classList.contains('total'));
      const total = body.querySelector('.total');
      const level = r => +r.getAttribute('aria-level') || 1;
      const isTree = table.classList.contains('tree');
      let order = null, query = '';
      const parents = new Map();
      const open = [];
      for (const r of rows) {
        while (open.length && level(open.at(-1)) >= level(r)) open.pop();
        if (open.length) parents.set(r, open.at(-1));
        open.push(r);
      }
      const isOpen = r => {
        for (let p = parents.get(r); p; p = parents.get(p))
          if (p.getAttribute('aria-expanded') === 'false') return false;
        return true;
      };
      const show = () => {
        const matches = r => !query || r.textContent.toLowerCase().includes(query) ||
          (r.cells[0].title || '').toLowerCase().includes(query);
        const kept = new Set();
        for (const r of rows) if (matches(r)) for (let p = r; p; p = parents.get(p)) kept.add(p);
        for (const r of rows) {
          r.hidden = order ? (r.hasAttribute('aria-expanded') || !matches(r))
            : query ? !kept.has(r) : !isOpen(r);
        }
      };
      for (const r of rows) {
        if (!r.hasAttribute('aria-expanded')) continue;
        const button = document.createElement('button');
        const set = open => {
          r.setAttribute('aria-expanded', open);
          button.textContent = open ? '▾' : '▸';
          button.setAttribute('aria-label', (open ? 'Fold ' : 'Unfold ') + r.cells[0].title);
        };
        button.type = 'button';
        button.onclick = () => { set(r.getAttribute('aria-expanded') === 'false'); show(); };
        r.cells[0].prepend(button);
        set(rows.length <= 60 || level(r) < 2);
      }
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, column) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = head.textContent;
        if (!head.textContent) button.setAttribute('aria-label', 'Sort by name');
        head.replaceChildren(button);
        head.setAttribute('aria-sort', 'none');
        button.onclick = () => {
          const before = head.getAttribute('aria-sort');
          const isNumber = head.classList.contains('n');
          const cycle = isNumber ? ['none', 'descending', 'ascending'] \
    : ['none', 'ascending', 'descending'];
          order = cycle[(cycle.indexOf(before) + 1) % 3];
          for (const h of heads) h.setAttribute('aria-sort', 'none');
          head.setAttribute('aria-sort', order);
          if (order === 'none') order = null;
          const value = r => r.cells[column].dataset.v !== undefined
            ? +r.cells[column].dataset.v : isNumber ? -Infinity : r.cells[column].textContent;
          const sorted = order ? [...rows].sort((a, b) => {
            const x = value(a), y = value(b);
            return (x < y ? -1 : x > y ? 1 : 0) * (order === 'ascending' ? 1 : -1);
          }) : rows;
          body.append(...sorted, ...(total ? [total] : []));
          table.classList.toggle('tree', isTree && !order);
          show();
        };
      });
      const field = document.querySelector(`input[data-for="${table.id}"]`);
      if (field) field.oninput = () => { query = field.value.trim().toLowerCase(); show(); };
      show();
    }
    """
}
