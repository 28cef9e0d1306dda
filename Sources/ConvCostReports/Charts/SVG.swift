/// Collects the elements of an SVG image in the order in which they are written.
struct SVG {
  /// The size of the image in pixels.
  let width: Double
  let height: Double
  private var elements: [String] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Colours for light and for dark pages; text has the page's own colour.
  static let style = """
    .t{font:11px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;fill:#24292f}\
    .h{font-weight:600;font-size:13px}.n{paint-order:stroke;stroke:#fff;stroke-width:3px}\
    .w{fill:#fff}.m{fill:#57606a}\
    .g{stroke:#d0d7de;stroke-width:1}.d{stroke:#8c959f;stroke-width:1;stroke-dasharray:3 3}\
    .l{stroke:#57606a;stroke-width:1;fill:none}\
    .c0{fill:#0969da}.c1{fill:#9a6700}.c2{fill:#1a7f37}.c3{fill:#cf222e}.c4{fill:#8250df}\
    .c5{fill:#bf3989}.c6{fill:#0e7490}.c7{fill:#57606a}.o{fill-opacity:.45;stroke-width:1.5}\
    .r{fill-opacity:.08;stroke-width:2.5}.a{fill:none;stroke:#cf222e;stroke-width:2.5}\
    .f{stroke:#cf222e;stroke-width:1.5;fill:none;\
    stroke-dasharray:6 3}\
    .o.c0{stroke:#0969da}.o.c1{stroke:#9a6700}.o.c2{stroke:#1a7f37}.o.c3{stroke:#cf222e}\
    .o.c4{stroke:#8250df}.o.c5{stroke:#bf3989}.o.c6{stroke:#0e7490}.o.c7{stroke:#57606a}\
    @media (prefers-color-scheme:dark){.t{fill:#e6edf3}.m{fill:#9198a1}.w{fill:#0d1117}\
    .n{stroke:#0d1117}.g{stroke:#3d444d}\
    .d{stroke:#656c76}.l{stroke:#9198a1}.c0{fill:#4493f8}.c1{fill:#d29922}.c2{fill:#3fb950}\
    .c3{fill:#f85149}.c4{fill:#ab7df8}.c5{fill:#db61a2}.c6{fill:#39c5cf}.c7{fill:#9198a1}}
    """

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String,
    tooltip: String = ""
  ) {
    let title = tooltip.isEmpty ? "/>" : "><title>\(tooltip.xml)</title></rect>"
    elements.append(
      "<rect x=\"\(x.svg)\" y=\"\(y.svg)\" width=\"\(max(0, width).svg)\" "
        + "height=\"\(max(0, height).svg)\" class=\"\(name)\"\(title)")
  }

  mutating func circle(
    _ x: Double, _ y: Double, radius: Double, class name: String, tooltip: String
  ) {
    elements.append(
      "<circle cx=\"\(x.svg)\" cy=\"\(y.svg)\" r=\"\(radius.svg)\" class=\"\(name)\">"
        + "<title>\(tooltip.xml)</title></circle>")
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String = "g"
  ) {
    elements.append(
      "<line x1=\"\(x1.svg)\" y1=\"\(y1.svg)\" x2=\"\(x2.svg)\" y2=\"\(y2.svg)\" "
        + "class=\"\(name)\"/>"
    )
  }

  mutating func curve(_ points: [(x: Double, y: Double)], class name: String = "l") {
    let list = points.map { "\($0.x.svg),\($0.y.svg)" }.joined(separator: " ")
    elements.append("<polyline points=\"\(list)\" class=\"\(name)\"/>")
  }

  mutating func area(_ points: [(x: Double, y: Double)], class name: String) {
    let list = points.map { "\($0.x.svg),\($0.y.svg)" }.joined(separator: " ")
    elements.append("<polygon points=\"\(list)\" class=\"\(name)\" fill-opacity=\".15\"/>")
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", class name: String = "t",
    turned: Double = 0
  ) {
    let turn = turned == 0 ? "" : " transform=\"rotate(\(turned.svg) \(x.svg) \(y.svg))\""
    elements.append(
      "<text x=\"\(x.svg)\" y=\"\(y.svg)\" text-anchor=\"\(anchor)\" class=\"\(name)\"\(turn)>"
        + "\(text.xml)</text>")
  }

  /// Returns the image with a title and a description for screen readers.
  func text(title: String, description: String, identifier: String = "chart") -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.svg) \(height.svg)" \
    width="\(width.svg)" height="\(height.svg)" role="img" \
    aria-labelledby="\(identifier)-title \(identifier)-desc">
    <title id="\(identifier)-title">\(title.xml)</title>
    <desc id="\(identifier)-desc">\(description.xml)</desc>
    <style>\(Self.style)</style>
    \(elements.joined(separator: "\n"))
    </svg>

    """
  }
}

extension Double {
  /// The number with one decimal, which is a tenth of a pixel.
  var svg: String {
    let tenths = Int(self * 10 + (self < 0 ? -0.5 : 0.5))
    guard tenths % 10 != 0 else { return "\(tenths / 10)" }
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}
