import ConvCostCore
import ConvCostText

/// Networks as circles: parameters against a count or against accuracy, the area for activations.
///
/// Networks that differ only in their options are joined by a curve.
package struct ScatterChart: Hashable, Sendable {
  /// A network.
  package struct Point: Hashable, Sendable {
    /// The name.
    package var name: String
    /// The curve that the network is on; a network that is alone on it has no curve.
    package var family: String
    /// The parameters.
    package var parameters: Double
    /// The value on the vertical axis.
    package var height: Double
    /// The activations.
    package var activations: Double

    /// Creates a point.
    ///
    /// - Parameter isLowerBound: whether a count is a lower bound, which is then added to the name.
    package init(
      name: String, family: String, parameters: Double, height: Double, activations: Double,
      isLowerBound: Bool
    ) {
      self.name = isLowerBound ? "≥ \(name)" : name
      self.family = family
      self.parameters = parameters
      self.height = height
      self.activations = activations
    }
  }

  private let points: [Point]
  private let axis: String
  private let unit: String

  /// Creates a chart.
  ///
  /// - Parameters:
  ///   - axis: what the vertical axis shows, such as `MACs`.
  ///   - unit: the unit of its numbers, such as `%`; empty for counts.
  package init(_ points: [Point], axis: String, unit: String = "") {
    self.points = points
    self.axis = axis
    self.unit = unit
  }

  /// The chart as a picture.
  package func svg(identifier: String = "chart") -> String {
    var svg = SVG(width: 860, height: 560)
    let (left, right, top, bottom) = (74.0, 834.0, 46.0, 506.0)
    let across = Scale(showing: points.map(\.parameters), start: left, end: right)
    let up = Scale(showing: points.map(\.height), start: bottom, end: top)
    svg.text("\(axis) against parameters", left, 22, class: "t h")
    svg.text("area: activations", right, 22, anchor: "end", class: "t m")
    for tick in across.ticks {
      let x = across.position(tick)
      svg.line(x, top, x, bottom)
      svg.text(Digits.compact(tick), x, bottom + 16, anchor: "middle", class: "t m")
    }
    for tick in up.ticks {
      let y = up.position(tick)
      svg.line(left, y, right, y)
      svg.text(
        unit.isEmpty ? Digits.compact(tick) : "\(Digits.compact(tick)) \(unit)", left - 6, y + 4,
        anchor: "end", class: "t m")
    }
    svg.text(
      "Parameters\(across.isLogarithmic ? ", logarithmic" : "")", (left + right) / 2, bottom + 38,
      anchor: "middle")
    svg.text(
      "\(axis)\(up.isLogarithmic ? ", logarithmic" : "")", 16, (top + bottom) / 2,
      anchor: "middle", turned: -90)

    var families: [String] = []
    for point in points where !families.contains(point.family) { families.append(point.family) }
    let most = points.map(\.activations).max() ?? 1
    let circles = points.map { point in
      Circle(
        x: across.position(point.parameters), y: up.position(point.height),
        radius: max(4, 26 * (point.activations / max(most, 1)).squareRoot()))
    }
    for family in families {
      let members = points.indices.filter { points[$0].family == family }
        .sorted { points[$0].parameters < points[$1].parameters }
      if members.count > 1 { svg.curve(members.map { (circles[$0].x, circles[$0].y) }) }
    }
    // Large circles first, so that small ones stay visible.
    for index in points.indices.sorted(by: { circles[$0].radius > circles[$1].radius }) {
      let (point, circle) = (points[index], circles[index])
      let color = (families.firstIndex(of: point.family) ?? 0) % 8
      let height = unit.isEmpty ? Digits.grouped(Int(point.height)) : "\(point.height) \(unit)"
      svg.circle(
        circle.x, circle.y, radius: circle.radius, class: "o c\(color)",
        tooltip: "\(point.name): \(Digits.grouped(Int(point.parameters))) parameters, \(height) "
          + "\(axis), \(Digits.grouped(Int(point.activations))) activations")
    }
    let frame = Box(x: left, y: top, width: right - left, height: bottom - top)
    for label in Labels(points.map(\.name), at: circles, in: frame).placed {
      if let leader = label.leader {
        let end =
          leader.x < label.box.x
          ? label.box.x - 2 : min(leader.x, label.box.x + label.box.width + 2)
        let isBeside = leader.x < label.box.x || leader.x > label.box.x + label.box.width
        let height =
          isBeside
          ? label.box.middle : leader.y < label.box.y ? label.box.y : label.box.y + 13
        svg.line(leader.x, leader.y, end, height, class: "l")
      }
      svg.text(label.text, label.box.x, label.box.y + 10)
    }
    return svg.text(
      title: "\(axis) against parameters of \(points.count) networks",
      description: points.map { point in
        let height = unit.isEmpty ? Digits.compact(point.height) : "\(point.height) \(unit)"
        return "\(point.name): \(Digits.compact(point.parameters)) parameters, \(height) \(axis)"
      }.joined(separator: "; ") + ".",
      identifier: identifier)
  }
}

/// A point's circle.
struct Circle {
  var x: Double
  var y: Double
  var radius: Double
}

/// A rectangle that text occupies.
struct Box {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var middle: Double { y + height / 2 }

  func overlaps(_ other: Box) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  func overlaps(_ circle: Circle) -> Bool {
    let (dx, dy) = (
      max(x - circle.x, 0, circle.x - x - width), max(y - circle.y, 0, circle.y - y - height)
    )
    return dx * dx + dy * dy < circle.radius * circle.radius
  }

  func contains(_ other: Box) -> Bool {
    x <= other.x && y <= other.y && other.x + other.width <= x + width
      && other.y + other.height <= y + height
  }
}

/// Names next to circles, without overlaps: each takes the first free place around its circle, or a
/// place farther out with a line to the circle.
struct Labels {
  struct Label {
    var text: String
    var box: Box
    var leader: (x: Double, y: Double)?
  }

  private(set) var placed: [Label] = []

  init(_ names: [String], at circles: [Circle], in frame: Box) {
    // Circles at the edges have the least choice, and small ones less than large ones.
    for index in names.indices {
      let circle = circles[index]
      let width = Double(names[index].count) * 6.3 + 2
      var best: (label: Label, cost: Int)?
      search: for distance in stride(from: 2.0, through: 130, by: 9) {
        for (across, down) in [
          (1.0, 0.0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7),
        ] {
          let reach = circle.radius + distance
          let x = circle.x + across * reach - (across < 0 ? width : across == 0 ? width / 2 : 0)
          let y = circle.y + down * reach - (down < 0 ? 13 : down == 0 ? 6.5 : 0)
          let box = Box(x: x, y: y, width: width, height: 13)
          guard frame.contains(box) else { continue }
          let hits =
            placed.count { $0.box.overlaps(box) } * 4
            + circles.indices.count { $0 != index && box.overlaps(circles[$0]) }
          let leader = distance > 8 ? (x: circle.x, y: circle.y) : nil
          if best.map({ hits < $0.cost }) ?? true {
            best = (Label(text: names[index], box: box, leader: leader), hits)
          }
          if hits == 0 { break search }
        }
      }
      if let best { placed.append(best.label) }
    }
  }
}
