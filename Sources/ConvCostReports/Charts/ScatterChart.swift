import ConvCostCore
import ConvCostText

/// Networks as circles: two quantities along the axes, a third as the area.
///
/// Networks of one family are joined by a curve. After Canziani et al., "An Analysis of Deep Neural
/// Network Models for Practical Applications", 2016, Figure 2.
package struct ScatterChart: Equatable, Sendable {
  /// A network.
  package struct Point: Equatable, Sendable {
    /// The name.
    package var name: String
    /// The curve that the network is on; a network that is alone on it has no curve.
    package var family: String
    /// The value on the horizontal axis.
    package var across: Double
    /// The value on the vertical axis.
    package var height: Double
    /// The value that the circle's area shows.
    package var area: Double

    /// Creates a point.
    ///
    /// - Parameter isLowerBound: whether a count is a lower bound, which is then added to the name.
    package init(
      name: String, family: String, across: Double, height: Double, area: Double,
      isLowerBound: Bool
    ) {
      self.name = isLowerBound ? "≥ \(name)" : name
      self.family = family
      self.across = across
      self.height = height
      self.area = area
    }
  }

  /// Limits of a search, drawn as lines, and its answer.
  package struct Limits: Equatable, Sendable {
    /// The limit along the horizontal axis; nil for none.
    package var across: Double?
    /// The limit along the vertical axis; nil for none.
    package var height: Double?
    /// The place of the answer among the points; nil for none.
    package var answer: Int?

    package init(across: Double? = nil, height: Double? = nil, answer: Int? = nil) {
      self.across = across
      self.height = height
      self.answer = answer
    }
  }

  private let points: [Point]
  private let horizontal: String
  private let axis: String
  private let area: String
  private let unit: String
  /// The limits that are drawn as lines.
  private let limits: Limits
  /// The front: the points that no other beats, from left to right; empty where small is not
  /// compared with large.
  private let front: [Int]

  /// Creates a chart.
  ///
  /// - Parameters:
  ///   - horizontal: what the horizontal axis shows, such as `Parameters`.
  ///   - axis: what the vertical axis shows, such as `MACs`.
  ///   - area: what the areas show.
  ///   - unit: the unit of the vertical axis, such as `%`, of which more is better: the front is
  ///     drawn. Empty for counts.
  package init(
    _ points: [Point], against horizontal: String = "Parameters", axis: String,
    area: String = "activations", unit: String = "", limits: Limits = Limits()
  ) {
    self.limits = limits
    self.points = points
    self.horizontal = horizontal
    self.axis = axis
    self.area = area
    self.unit = unit
    var front: [Int] = []
    if !unit.isEmpty {
      let order = points.indices.sorted {
        (points[$0].across, -points[$0].height) < (points[$1].across, -points[$1].height)
      }
      for index in order where points[index].height > front.last.map({ points[$0].height }) ?? 0 {
        front.append(index)
      }
    }
    self.front = front
  }

  /// The chart as a picture.
  package func svg(identifier: String = "chart") -> String {
    var svg = SVG(width: 860, height: 560)
    let (left, right, top, bottom) = (74.0, 834.0, 46.0, 506.0)
    let largest = points.map { radius($0.area) }.max() ?? 0
    let across = Scale(
      showing: points.map(\.across) + [limits.across].compactMap(\.self), clearance: largest,
      start: left, end: right)
    let up = Scale(
      showing: points.map(\.height) + [limits.height].compactMap(\.self), clearance: largest,
      start: bottom, end: top)
    svg.text("\(axis) against \(lowered(horizontal))", left, 22, class: "t h")
    legend(&svg, right)
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
      "\(horizontal)\(across.isLogarithmic ? ", logarithmic" : "")", (left + right) / 2,
      bottom + 38,
      anchor: "middle")
    svg.text(
      "\(axis)\(up.isLogarithmic ? ", logarithmic" : "")", 16, (top + bottom) / 2,
      anchor: "middle", turned: -90)

    var families: [String] = []
    for point in points where !families.contains(point.family) { families.append(point.family) }
    let circles = points.map { point in
      Circle(
        x: across.position(point.across), y: up.position(point.height),
        radius: radius(point.area))
    }
    for family in families {
      let members = points.indices.filter { points[$0].family == family }
        .sorted { points[$0].across < points[$1].across }
      if members.count > 1 { svg.curve(members.map { (circles[$0].x, circles[$0].y) }) }
    }
    if front.count > 1 { svg.curve(front.map { (circles[$0].x, circles[$0].y) }, class: "f") }
    // Large circles first, so that small ones stay visible.
    for index in points.indices.sorted(by: { circles[$0].radius > circles[$1].radius }) {
      let (point, circle) = (points[index], circles[index])
      // Eight colours; the families after them are rings.
      let family = families.firstIndex(of: point.family) ?? 0
      let style = "o c\(family % 8)" + (family / 8 % 2 == 1 ? " r" : "")
      let height = unit.isEmpty ? Digits.grouped(Int(point.height)) : "\(point.height) \(unit)"
      svg.circle(
        circle.x, circle.y, radius: circle.radius, class: style,
        tooltip: "\(point.name): \(Digits.grouped(Int(point.across))) \(lowered(horizontal)), "
          + "\(height) \(axis), \(Digits.grouped(Int(point.area))) \(area)")
    }
    if let limit = limits.across.map(across.position) {
      svg.curve([(limit, top), (limit, bottom)], class: "f")
    }
    if let limit = limits.height.map(up.position) {
      svg.curve([(left, limit), (right, limit)], class: "f")
    }
    if let answer = limits.answer.map({ circles[$0] }) {
      svg.circle(
        answer.x, answer.y, radius: answer.radius + 5, class: "a", tooltip: "the answer")
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
      svg.text(label.text, label.box.x, label.box.y + 10, class: "t n")
    }
    return svg.text(
      title: "\(axis) against \(lowered(horizontal)) of \(points.count) "
        + (points.count == 1 ? "network" : "networks"),
      description: points.map { point in
        let height = unit.isEmpty ? Digits.compact(point.height) : "\(point.height) \(unit)"
        return "\(point.name): \(Digits.compact(point.across)) \(lowered(horizontal)), "
          + "\(height) \(axis)"
      }.joined(separator: "; ")
        + (front.count > 1
          ? ". No network beats \(front.map { points[$0].name }.joined(separator: ", "))." : "."),
      identifier: identifier)
  }

  private func radius(_ value: Double) -> Double {
    let most = points.map(\.area).max() ?? 1
    // Many circles are smaller, so that they do not hide each other.
    let largest = points.count > 60 ? 9.0 : 26
    return max(largest / 6, largest * (value / max(most, 1)).squareRoot())
  }

  /// Draws what the areas mean: the largest, and a tenth of it; and the front's line.
  private func legend(_ svg: inout SVG, _ right: Double) {
    let most = points.map(\.area).max() ?? 1
    var x = right
    for value in [most, most / 10] {
      let text = Digits.compact(value)
      x -= Double(text.count) * 6.3
      svg.text(text, x, 26, class: "t m")
      x -= radius(value) / 2 + 8
      svg.circle(
        x, 22, radius: radius(value) / 2, class: "o c7", tooltip: "\(text) \(area), at half size")
      x -= radius(value) / 2 + 10
    }
    svg.text("\(area), half as wide:", x, 26, anchor: "end", class: "t m")
    guard front.count > 1 else { return }
    x -= Double(area.count + 15) * 6.3 + 16
    svg.text("not beaten", x, 26, anchor: "end", class: "t m")
    svg.curve([(x - 96, 22), (x - 70, 22)], class: "f")
  }

  /// A heading inside a sentence: `Parameters` but `MACs`.
  private func lowered(_ heading: String) -> String {
    heading.dropFirst().contains(where: \.isUppercase) ? heading : heading.lowercased()
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
    for index in names.indices where !names[index].isEmpty {
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
