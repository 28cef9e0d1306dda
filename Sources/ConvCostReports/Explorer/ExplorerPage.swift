/// The explorer page: one HTML file that shows a network's costs by block and operation, and loads
/// no other files.
enum ExplorerPage {
  /// Returns the page.
  ///
  /// - Parameters:
  ///   - title: the network's name, escaped for XML.
  ///   - data: the network as JSON, in which `<` is written as `\u003c`, so that no text in it can
  ///     end its element.
  ///   - fallback: an HTML table for readers without scripts.
  static func html(title: String, data: String, fallback: String) -> String {
    """
    \(HTMLRenderer.head(title: title, sheet: ExplorerStyle.sheet))
    <body>
    <header>
    <h1 id="name">\(title)</h1>
    <p id="shape" class="quiet"></p>
    </header>
    <noscript>
    \(fallback)
    </noscript>
    \(controls)
    \(charts)
    \(tables)
    <script type="application/json" id="data">\(data)</script>
    <script>
    \(ExplorerScript.text)
    </script>
    </body>
    </html>

    """
  }
}
