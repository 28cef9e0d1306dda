import ConvCostCore
import ConvCostReports
import ConvCostText
import ConvCostZoo

/// `convcost plot`: networks as a picture.
struct PlotCommand: Command {
  /// The vertical axis of several networks.
  enum Axis: String, CaseIterable {
    case macs, flops, activations, parameters, top1
  }

  /// The formats of a picture. Only diagrams of boxes are written for LaTeX.
  static let formats = [
    OutputFormat<Chart>("svg", ["svg"]) { $0.svg() },
    OutputFormat<Chart>("tikz", ["tex"]) { $0.tikz ?? "" },
  ]

  static let name = "plot"
  static let summary = "Draw one network along its depth, or several against each other, as SVG."
  static let operandSyntax = "<network>…"
  static let operandCount = 1...Int.max
  static let discussion = """
    One network is drawn block by block: MACs, parameters, activations and resolutions. Several \
    networks are drawn as circles over their parameters and MACs, or what --x and --y name, with \
    an area for the activations, or what --area names. Networks of one family, such as vgg11 to \
    vgg19, are joined by a curve; over accuracy the front of the networks that no other beats is \
    drawn. --vary draws variants of each network.
    """
  static let examples = [
    "convcost plot resnet50 --output resnet50.svg",
    "convcost plot vgg16 --boxes --output vgg16.tex",
    "convcost plot resnet50 mobilenet_v2 efficientnet_b0 vgg16 -o networks.svg",
    "convcost plot alexnet resnet18 resnet50 --x macs --y top1 -o accuracy.svg",
    "convcost plot mobilenet_v2 mnasnet1_0 --vary width=0.35:1.4:0.35 -o widths.svg",
  ]
  static let options: [Option<Self>] =
    [
      .flag("boxes", "Draw one network as papers do, its maps as boxes; also as TikZ.") {
        $0.drawsBoxes = true
      },
      .choice(
        "x", "The horizontal axis of several networks, by default parameters.", into: \.across),
      .choice("y", "The vertical axis of several networks, by default MACs.", into: \.axis),
      .choice("area", "What the circles' areas show, by default activations.", into: \.area),
      .value(
        "vary", "KEY=VALUES", "Draw each network as a curve over a key: width=0.35:1.4:0.35.",
        expected: "a key with a list or a range, such as growth=12,24,32 or width=0.35:1.4:0.35",
        into: \.range, ValueRange.init),
    ]
    + InputArguments.allOptions.within(\.inputs, section: "Every network")
    + OutputArguments.options(formats).filter { ["output", "quiet", "format"].contains($0.name) }
    .within(\.output, section: "Output")

  private var inputs = InputArguments()
  private var output = OutputArguments(formats)
  private var drawsBoxes = false
  private var across: Metric?
  private var axis: Axis?
  private var area: Metric?
  private var range: ValueRange?

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let inputs = try inputs.read(operands, for: output)
    let format = try output.format()
    if !drawsBoxes, format.name == "tikz" { throw .usage(.needsBoxes) }
    if drawsBoxes {
      try Failure.require(
        "--boxes",
        without: [
          "several networks": operands.count > 1, "--x": across != nil, "--y": axis != nil,
          "--area": area != nil, "--vary": range != nil,
        ])
      let report = try inputs.reports(to: &console)[0]
      return try output.write(.boxes(BoxDiagram(report)), to: &console)
    }
    let hasAxes = across != nil || axis != nil || area != nil
    if operands.count == 1, !hasAxes, range == nil {
      let report = try inputs.reports(to: &console)[0]
      return try output.write(.depth(DepthChart(report)), to: &console)
    }
    let chart = try scatter(inputs, &console)
    return try output.write(.scatter(chart), to: &console)
  }

  private func scatter(
    _ inputs: Inputs, _ console: inout Console
  ) throws(Failure) -> ScatterChart {
    let convention = inputs.convention
    let usual: Axis = convention.counts[0].metric == .flops ? .flops : .macs
    let axis = axis ?? usual
    let metric = Metric(rawValue: axis.rawValue)
    let across = across ?? .parameters
    let area = area ?? .activations
    for metric in [across, area] + (metric.map { [$0] } ?? []) { try convention.require(metric) }
    var points: [ScatterChart.Point] = []
    let variants = try varied(inputs)
    let names = variants.map { shortName($0.network.subject.reference) }
    for (index, (network, label)) in variants.enumerated() {
      let (subject, analysis) = (network.subject, try network.analysis(by: convention))
      console.warn(about: subject)
      let height: Double
      if let metric {
        height = Double(metric.value(of: analysis.total))
      } else {
        // The published accuracy is that of the network without options.
        guard subject.options.isEmpty, let top1 = Accuracy.top1(of: subject.name) else {
          throw .usage(.noAccuracy(subject.reference))
        }
        height = top1
      }
      points.append(
        ScatterChart.Point(
          // Definitions of one network differ in what stands before its name.
          name: label
            ?? (names.count { $0 == names[index] } > 1 ? subject.reference : names[index]),
          // Networks of a family differ in their numbers; variants of one network in a key.
          family: range == nil ? subject.name.filter { !$0.isNumber } : subject.name,
          across: Double(across.value(of: analysis.total)), height: height,
          area: Double(area.value(of: analysis.total)),
          isLowerBound: ([across, area] + (metric.map { [$0] } ?? []))
            .contains(where: analysis.isLowerBound)))
    }
    let isAccuracy = metric == nil
    return ScatterChart(
      points, against: convention.label(of: across).capitalizedHead,
      axis: metric.map { convention.label(of: $0).capitalizedHead } ?? "Top-1 accuracy",
      area: convention.label(of: area), unit: isAccuracy ? "%" : "")
  }

  /// The networks of the command line, each with all values of the range, if any. The label of a
  /// curve's last point has the network's name, the labels of the others only their value.
  private func varied(
    _ inputs: Inputs
  ) throws(Failure) -> [(network: ChosenNetwork, label: String?)] {
    var all: [(ChosenNetwork, String?)] = []
    for reference in inputs.references {
      let family = try inputs.family(reference)
      guard let range else {
        all.append((try family.network(), nil))
        continue
      }
      let settings = try family.settings(of: range).settings
      for setting in settings {
        let isLast = setting == settings.last
        all.append(
          (
            try family.network(adding: [setting]),
            isLast ? "\(shortName(reference.text)) \(setting.text)" : setting.text
          ))
      }
    }
    return all
  }

  private func shortName(_ reference: String) -> String {
    reference.split(separator: "/").last.map(String.init) ?? reference
  }
}
