import ConvCostCore
import ConvCostText

/// A network as papers draw it: its maps as boxes, in the order of execution.
///
/// A box is as high and as deep as the logarithm of the map's sides, and as wide as that of its
/// channels. Features without positions are thin and high.
package struct BoxDiagram: Equatable, Sendable {
  /// The result of a block or of an operation.
  private struct Box: Equatable, Sendable {
    /// The block, or the operation.
    var label: String
    /// The number of equal operations that follow each other.
    var count = 1
    /// The shape of its result.
    var shape: String
    /// The size on the page: channels, and the sides.
    var width: Double
    var height: Double
    var depth: Double
    /// The number of the resolution, for the colour.
    var stage: Int

    /// The label with the number of operations.
    var name: String { count > 1 ? "\(count) × \(label)" : label }
  }

  private let title: String
  private let boxes: [Box]

  /// The pixels of a doubling of the sides and of the channels.
  private static let perSide = 16.0
  private static let perChannel = 5.0

  /// Creates the diagram of a report's blocks, as far as a table of them stays readable. Operations
  /// that neither multiply nor change the shape are left out.
  package init(_ report: Report) {
    title = "\(report.subject.reference) · input \(report.analysis.graph.inputsText)"
    var boxes = [Self.box("input", report.input, stage: 0)]
    var last: Shape? = report.input
    var stage = 0
    for row in Report.innermost(report.rows(folding: .readable)) {
      let isNew = row.output.extent != last?.extent
      guard row.cost.macs > 0 || isNew else { continue }
      if isNew { stage += 1 }
      if !row.isBlock, row.output == last, boxes[boxes.count - 1].label == row.operation {
        boxes[boxes.count - 1].count += 1
      } else {
        boxes.append(Self.box(row.operation, row.output, stage: stage))
      }
      last = row.output
    }
    self.boxes = boxes
  }

  private static func box(_ label: String, _ shape: Shape, stage: Int) -> Box {
    func length(_ count: Int, _ scale: Double) -> Double { scale * logarithm(count) + scale }
    let lengths = shape.extent?.lengths ?? []
    guard let height = lengths.dropLast().last ?? lengths.last, height > 1 || lengths.count > 1
    else {
      return Box(
        label: label, shape: shape.description, width: perChannel,
        height: length(shape.count, perSide / 2), depth: 0, stage: stage)
    }
    return Box(
      label: label, shape: shape.description, width: length(shape.channels, perChannel),
      height: length(height, perSide), depth: 0.3 * length(lengths.last ?? 1, perSide),
      stage: stage)
  }

  /// Returns the binary logarithm, on a line between powers of two.
  private static func logarithm(_ count: Int) -> Double {
    guard count > 1 else { return 0 }
    let power = Int.bitWidth - 1 - count.leadingZeroBitCount
    return Double(power) + Double(count - 1 << power) / Double(1 << power)
  }

  /// The places of the boxes from left to right, and the height of the tallest.
  private var layout: (lefts: [Double], width: Double, height: Double) {
    var x = 20.0
    var lefts: [Double] = []
    for box in boxes {
      lefts.append(x)
      x += max(box.width + box.depth + 12, 7 * Double(box.shape.count) + 8)
    }
    return (lefts, x + 8, boxes.map { $0.height + $0.depth }.max() ?? 0)
  }

  /// The diagram as a picture.
  package func svg(identifier: String = "chart") -> String {
    let (lefts, width, height) = layout
    let base = 130 + height
    var svg = SVG(width: max(width, 300), height: base + 34)
    svg.text(title, 20, 22, class: "t h")
    for (box, x) in zip(boxes, lefts) {
      let (top, color) = (base - box.height, "c\(box.stage % 8)")
      let (right, up) = (x + box.width, top - box.depth * 0.6)
      svg.area(
        [(x, top), (x + box.depth, up), (right + box.depth, up), (right, top)], class: color)
      svg.area(
        [
          (right, top), (right + box.depth, up), (right + box.depth, base - box.depth * 0.6),
          (right, base),
        ], class: color)
      svg.rectangle(
        x, top, box.width, box.height, class: "o \(color)", tooltip: "\(box.name): \(box.shape)")
      svg.text(box.name, x + box.width / 2 + 4, up - 6, turned: -50)
      svg.text(box.shape, x, base + 18, class: "t m")
    }
    return svg.text(
      title: title,
      description: boxes.map { "\($0.name): \($0.shape)" }.joined(separator: "; ") + ".",
      identifier: identifier)
  }

  /// The diagram for LaTeX, as a TikZ picture.
  package var tikz: String {
    let colors = ["blue", "olive", "teal", "red", "violet", "magenta", "cyan", "gray"]
    func points(_ pixels: Double) -> String { Digits.shortest(pixels / 28, digits: 2) }
    let (lefts, _, _) = layout
    var text = "% \(title.printable)\n% \\usepackage{tikz}\n\\begin{tikzpicture}[font=\\tiny]\n"
    for (box, x) in zip(boxes, lefts) {
      let fill = "fill=\(colors[box.stage % colors.count])"
      let (left, right) = (points(x), points(x + box.width))
      let (back, far) = (points(x + box.depth), points(x + box.width + box.depth))
      let (top, up) = (points(box.height), points(box.height + box.depth * 0.6))
      let low = points(box.depth * 0.6)
      text += "  \\draw[\(fill)!25] (\(left),\(top)) -- (\(back),\(up)) -- (\(far),\(up)) --"
      text += " (\(right),\(top)) -- cycle;\n"
      text += "  \\draw[\(fill)!40] (\(right),\(top)) -- (\(far),\(up)) -- (\(far),\(low)) --"
      text += " (\(right),0) -- cycle;\n"
      text += "  \\draw[\(fill)!30] (\(left),0) rectangle (\(right),\(top));\n"
      text += "  \\node[anchor=west, rotate=50] at (\(left),\(up)) {\(box.name.latex)};\n"
      text += "  \\node[anchor=north west] at (\(left),0) {\(box.shape.latex)};\n"
    }
    return text + "\\end{tikzpicture}\n"
  }
}
