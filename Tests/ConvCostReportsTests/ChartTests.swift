import ConvCostCore
import Testing

@testable import ConvCostReports

struct ChartTests {
  private static func report(_ network: Network) throws -> Report {
    try Report(Subject(name: "n", source: "", citation: ""), network.analysis())
  }

  /// Axes with a margin of a tenth of a single number, or of 8 % of what lies between two; their
  /// steps are the smallest of 1, 2, 5 and 10 that leave at most six.
  @Test(
    arguments: [
      ([300.0], false, 270.0, 330.0, [270.0, 280, 290, 300, 310, 320, 330]),
      ([130], false, 117, 143, [120, 125, 130, 135, 140]),
      ([225], false, 202.5, 247.5, [210, 220, 230, 240]),
      ([50], false, 45, 55, [46, 48, 50, 52, 54]), ([50], true, 0, 55, [0, 10, 20, 30, 40, 50]),
      ([0, 100], false, 0, 108, [0, 20, 40, 60, 80, 100]),
      ([100, 200], false, 92, 208, [100, 120, 140, 160, 180, 200]),
      // From a factor above twenty on, equal steps are equal factors: 10^±0.08 is the margin.
      ([1, 20], false, 0, 21.52, [0, 5, 10, 15, 20]),
      ([1, 21], true, 0, 22.6, [0, 5, 10, 15, 20]),
      ([1, 21], false, 0.831_764, 25.247_559, [1, 2, 5, 10, 20]),
      ([1, 1000], false, 0.831_764, 1_202.264, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]),
      ([1, 1200], false, 0.831_764, 1_442.717, [1, 10, 100, 1000]),
      ([], false, 0, 1.08, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ] as [([Double], Bool, Double, Double, [Double])])
  func `axes have round numbers`(
    values: [Double], fromZero: Bool, low: Double, high: Double, ticks: [Double]
  ) {
    let scale = Scale(showing: values, fromZero: fromZero, start: 100, end: 300)
    #expect(abs(scale.low - low) < 1e-3 && abs(scale.high - high) < 1e-3, "\(scale)")
    #expect(
      scale.ticks.count == ticks.count
        && zip(scale.ticks, ticks).allSatisfy { abs($0 - $1) < 1e-9 }, "\(scale.ticks)")
    #expect(scale.position(scale.low) == 100)
    #expect(scale.position(scale.high) == 300)
    let middle =
      scale.isLogarithmic
      ? (scale.low * scale.high).squareRoot() : (scale.low + scale.high) / 2
    #expect(abs(scale.position(middle) - 200) < 1e-9)
  }

  /// Circles at the values do not reach beyond the ends: the usual margin is too small for the
  /// first, and enough for the last of each pair.
  @Test(arguments: [([100.0, 200], 20.0, 20.0), ([100, 200], 1, 16), ([1, 1000], 20, 20)])
  func `values keep clear of the ends`(values: [Double], clearance: Double, distance: Double) {
    for (start, end) in [(100.0, 340.0), (340, 100)] {
      let scale = Scale(showing: values, clearance: clearance, start: start, end: end)
      let least = abs(scale.position(values[0]) - start)
      let most = abs(scale.position(values[1]) - end)
      #expect(abs(least - most) < 1e-9)
      #expect(least > distance - 1e-9 && least < distance + 1.0, "\(least)")
    }
  }

  /// A bar takes 44 to 11 pixels, and all of them together 820 where that is possible; with 94 at
  /// the sides a picture has at least 480.
  @Test(arguments: [
    (1, "480"), (8, "480"), (9, "490"), (18, "886"), (19, "914"), (74, "914"), (75, "919"),
    (76, "930"),
  ])
  func `bars share the width of a picture`(count: Int, width: String) throws {
    let chart = DepthChart(
      try Self.report(
        Network(input: .map(1, 1)) {
          for _ in 0..<count { Convolution(1, kernel: 1) }
        }))
    #expect(chart.bars.count == count)
    #expect(chart.svg().contains(" width=\"\(width)\" "))
  }

  /// Of 360 numbers on 360 of 396 pixels, 15 take 13.6 and 16 take 14.5 pixels.
  @Test func `a stage has its name inside where there is room`() {
    let chart = StageChart(
      names: ["n", "m"], kinds: (0..<9).map { "k\($0)" },
      counts: [
        [15, 16, 327, 0, nil, nil, 1, nil, 1], [nil, nil, 1, nil, nil, nil, nil, nil, nil],
      ],
      label: "MACs")
    let svg = chart.svg()
    #expect(!svg.contains(">k0: 15<"))
    #expect(svg.contains(">k1: 16<"))
    #expect(svg.contains("<rect x=\"64\" y=\"410.4\" width=\"130\" height=\"13.6\" class=\"c0\">"))
    #expect(svg.contains("<title>n, k6: 1 MACs</title>"))
    #expect(svg.contains("class=\"c0\"><title>n, k8: 1 MACs</title>"))
    #expect(svg.contains("<title>m, k2: 1 MACs</title>"))
    #expect(svg.matches(of: #/<rect /#).count == 6)
    #expect(svg.matches(of: #/<polygon /#).count == 1)
    #expect(
      svg.contains(
        "n: k0 15, k1 16, k2 327, k3 0, k6 1, k8 1; m: k2 1.</desc>"))
  }

  @Test(arguments: [(0.0, 0), (1, 6)])
  func `an axis needs something to show`(count: Double, lines: Int) {
    let svg = StageChart(names: ["n"], kinds: ["k"], counts: [[count]], label: "MACs").svg()
    #expect(svg.matches(of: #/<line /#).count == lines)
  }

  /// Steps of four pixels have no gap between them, longer ones have one of a pixel, and the
  /// narrowest bar is 0.6 wide. The first of equal peaks is marked.
  @Test(arguments: [(1, "819"), (204, "3"), (205, "4"), (1640, "0.6")])
  func `steps share the width of a timeline`(count: Int, width: String) throws {
    let network = Network(input: .map(1, 1)) {
      for _ in 0..<count { Activation.relu }
    }
    let report = try Self.report(network)
    let svg = TimelineChart(try MemoryReport(report.subject, MemoryPlan(network.graph()))).svg()
    let bars = svg.matches(of: #/<rect x="([^"]*)" y="[^"]*" width="([^"]*)" [^>]*class="(c\d)"/#)
    #expect(bars.count == count)
    #expect(bars.allSatisfy { $0.2 == width })
    #expect(bars.map { $0.3 == "c3" } == [true] + Array(repeating: false, count: count - 1))
  }

  /// Circles of which the largest has a radius of 26, or of 9 where there are more than sixty; none
  /// is smaller than a sixth of that.
  @Test(arguments: [(60, "26", "13", "4.3"), (61, "9", "4.5", "1.5")])
  func `many circles are small`(count: Int, first: String, second: String, least: String) {
    let areas: [Double] = [100, 25] + Array(repeating: 1, count: count - 2)
    let points = areas.enumerated().map { index, area in
      ScatterChart.Point(
        name: "", family: "f\(index)", across: Double(index + 1), height: 3,
        area: area, isLowerBound: false)
    }
    let svg = ScatterChart(points, axis: "MACs").svg()
    let circles = svg.matches(of: #/<circle [^>]* r="([^"]*)" class="([^"]*)"><title>: (\d+) /#)
    var radii = [Substring](repeating: "", count: count)
    var classes = radii
    for circle in circles {
      let place = (Int(circle.3) ?? 0) - 1
      radii[place] = circle.1
      classes[place] = circle.2
    }
    #expect(Array(radii.prefix(3)) == [Substring(first), Substring(second), Substring(least)])
    // Eight colours, then as many rings.
    #expect(classes[0] == "o c0" && classes[7] == "o c7" && classes[8] == "o c0 r")
    #expect(classes[15] == "o c7 r" && classes[16] == "o c0" && classes[24] == "o c0 r")
  }

  /// A map of one axis is a box as high as its length, and one of a single place is as thin as
  /// features without positions. Heights are 16·log₂ + 16, those of features half of it, widths
  /// 5·log₂ + 5 of the channels; three lies half way between two and four.
  @Test func `boxes have the logarithms of lengths`() throws {
    func rectangles(_ network: Network) throws -> [String] {
      BoxDiagram(try Self.report(network)).svg()
        .matches(of: #/<rect x="[^"]*" y="[^"]*" (width="[^"]*" height="[^"]*")/#)
        .map { $0.1.filter { "0123456789. ".contains($0) } }
    }
    #expect(
      try rectangles(
        Network(input: .map(4, Extent(length: 3))) {
          Convolution(8, kernel: 2)
          Convolution(2, kernel: 2)
          Flatten()
          Linear(16)
        }) == ["15 40", "20 32", "5 16", "5 16", "5 40"])
    #expect(
      try rectangles(
        Network(input: .map(1, 1)) { Convolution(8, kernel: 1) }) == ["5 16", "20 16"])
    #expect(
      try rectangles(
        Network(input: .map(1, Extent(2, 4, 8))) { Convolution(2, kernel: 1) })
        == ["5 48", "10 48"])
  }

  /// Nothing is drawn but the three lines at the bottom: 80 + 3·118 + 2·34 + 24 pixels.
  @Test func `a network without cost has an empty chart`() throws {
    let svg = DepthChart(try Self.report(Network(input: .map(1, 1)) { Activation.relu })).svg()
    #expect(svg.contains(" width=\"480\" height=\"526\" "))
    #expect(svg.matches(of: #/<line /#).count == 3)
    #expect(!svg.contains("<rect "))
    #expect(svg.contains("0 blocks; in total 0 MACs, 0 Parameters, 0 Activations."))
  }

  @Test func `a chart without networks has a legend`() {
    let svg = ScatterChart([], axis: "MACs").svg()
    #expect(svg.contains(">0.1</text>"))
    #expect(svg.contains(" r=\"13\" "))
    #expect(svg.contains("MACs against parameters of 0 networks"))
  }

  /// Of equal parameters the higher one counts; a point as high as the last is beaten.
  @Test(arguments: [
    ("a1:0.5 b2:0.8 c3:0.7", "a, b"), ("a1:0.5 d1:0.6 b2:0.8", "d, b"),
    ("a1:0.5 b2:0.5 c3:0.9 d4:0.9", "a, c"), ("c3:0.9 a1:0.5", "a, c"),
    ("z1:0 a2:0.5 b3:1", "a, b"),
    ("a1:0.9 b2:0.8", ""),
  ])
  func `the front is not beaten`(points: String, front: String) {
    let points = points.split(separator: " ").map { point in
      let parts = point.dropFirst().split(separator: ":").compactMap { Double($0) }
      return ScatterChart.Point(
        name: String(point.prefix(1)), family: "", across: parts[0], height: parts[1], area: 1,
        isLowerBound: false)
    }
    let svg = ScatterChart(points, axis: "Top-1", unit: "%").svg()
    #expect(svg.contains("No network beats") == !front.isEmpty)
    #expect(front.isEmpty || svg.contains(". No network beats \(front).</desc>"))
    #expect(svg.contains("not beaten") == !front.isEmpty)
    let counts = ScatterChart(points, axis: "MACs").svg()
    #expect(!counts.contains("No network beats"))
  }
}
