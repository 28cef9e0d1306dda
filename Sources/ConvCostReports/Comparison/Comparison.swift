import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// Networks side by side: their totals, and where in each the cost sits.
///
///     let networks = [try Network(zoo: "resnet50"), try Network(zoo: "mobilenet_v2")]
///     print(Comparison(try networks.map { try $0.report() }))
///     print(Comparison(try networks.map { try $0.report() }).rendered(as: .markdown))
///
/// What `convcost compare` prints: a table of totals with ratios to the first network, and one for
/// each of MACs, parameters and activations by stage.
public struct Comparison: Sendable {
  /// The networks, in the order in which they were given.
  public let reports: [Report]
  private let stages: [Stages]
  /// Whether all layers of two networks are listed side by side.
  package var showsLayers = false
  /// The layers that differ, in a comparison of two networks.
  private let differences: LayerDifferences?

  /// Compares networks; the ratios are to the first.
  ///
  /// - Precondition: there is at least one, all were counted by one convention, and all are run in
  ///   the same way.
  public init(_ reports: [Report]) {
    precondition(!reports.isEmpty, "a comparison is of at least one network")
    let first = reports[0]
    precondition(
      reports.allSatisfy {
        $0.convention == first.convention
          && $0.efficiency.deployment == first.efficiency.deployment
      }, "a comparison is of networks that were counted and run alike")
    self.reports = reports
    stages = reports.map { Stages($0.analysis) }
    differences = reports.count == 2 ? LayerDifferences(reports[0], reports[1]) : nil
  }

  /// A layer in which two networks differ.
  public struct LayerDifference: Hashable, Sendable {
    /// The layer of the first network; nil if only the second has one.
    public let first: Report.Row?
    /// The layer of the second network, in its place; nil if only the first has one.
    public let second: Report.Row?
  }

  /// The layers with multiply-accumulates in which two networks differ, in order; empty for another
  /// number of networks. Of networks with very many layers only the first is known.
  public var layerDifferences: [LayerDifference] {
    let rows = reports.map(\.operations)
    return (differences?.differences ?? []).map { difference in
      LayerDifference(
        first: difference.first.map { rows[0][$0] }, second: difference.second.map { rows[1][$0] })
    }
  }

  /// The convention by which all of them were counted.
  private var convention: Convention { reports[0].convention }

  /// The comparison as a document: a table of totals, and one for each quantity by stage.
  package var document: Document {
    Document(
      title: reports.map(\.subject.reference).joined(separator: " and "),
      tables: [totals] + [convention.counts[0].metric, .parameters, .activations].map(byStage)
        + [showsLayers ? differences?.alignedTable : differences?.table].compactMap { $0 },
      facts: [
        Document.Fact("Marked", "the smallest number of the row"),
        Document.Fact("Ratio", "to \(reports[0].subject.reference)"),
        Document.Fact("Stage", "\(axes) as a fraction of the input's, approximately"),
        Document.Fact(
          "Convention", convention == .standard ? convention.name : convention.description),
      ] + deployment + (differences?.facts ?? []) + notes, charts: [.stages(chart)])
  }

  /// The names of the inputs' axes, of the input with the most axes.
  private var axes: String {
    Axis.list(of: reports.compactMap { $0.analysis.graph.inputs[0].rank }.max() ?? 2)
  }

  /// Notes on each of the networks.
  private var notes: [Document.Fact] {
    reports.flatMap { report in
      let regions = report.regionText.map { [(label: "Regions", text: $0)] } ?? []
      return (regions + report.subject.notes.map { ($0.label, $0.text) }).map {
        Document.Fact($0.label, "\(report.subject.reference): \($0.text)")
      }
    }
  }

  /// How the networks are run, if that differs from the default.
  private var deployment: [Document.Fact] {
    let deployment = reports[0].efficiency.deployment
    let format = deployment.dataType
    return (format == .fp32 ? [] : [Document.Fact("Bytes", "numbers as \(format.rawValue)")])
      + deployment.facts
  }

  /// The networks as columns of their stages, by the convention's main count.
  private var chart: StageChart {
    let metric = convention.counts[0].metric
    return StageChart(
      names: reports.map { report in
        "\(report.analysis.isLowerBound(metric) ? "≥ " : "")\(report.subject.reference)"
      }, kinds: kinds.map(\.name),
      counts: stages.map { stages in
        kinds.map { kind in stages.stages[kind].map { Double(metric.value(of: $0.cost)) } }
      }, label: heading(metric))
  }

  /// The comparison as `convcost.compare/1`.
  package var json: JSONNode {
    [
      "schema": "convcost.compare/1", "networks": .list(reports.map(\.summary)),
      "stages": .list(kinds.map(json)),
    ] + .object(differences.map { [("layers", $0.json)] } ?? [])
  }

  /// The stages that any of the networks has, the largest maps first.
  private var kinds: [Stages.Kind] {
    Set(stages.flatMap(\.stages.keys)).sorted()
  }

  private var totals: Table {
    Table(
      columns: [Table.Column("", key: "metric", isNumeric: false)] + columns,
      rows: [
        Table.Row([.text("Input")] + shapes)
      ]
        + Figure.allCases.filter { $0.metric.map(convention.defines) ?? true }.compactMap {
          figure in
          let counts = reports.compactMap { Count($0, figure) }
          guard counts.count == reports.count else { return nil }
          let heading = figure.metric.map(heading) ?? figure.name.capitalizedHead
          return Table.Row([.text(heading)] + cells(counts))
        }, folds: true)
  }

  private func heading(_ metric: Metric) -> String { convention.label(of: metric).capitalizedHead }

  /// The inputs' shapes; the columns of ratios are empty.
  private var shapes: [Table.Cell] {
    reports.enumerated().flatMap { index, report -> [Table.Cell] in
      [.text(report.analysis.graph.inputsText)] + (index == 0 ? [] : [.empty])
    }
  }

  private func byStage(_ metric: Metric) -> Table {
    let rows = kinds.map { kind in
      let costs = zip(reports, stages).map { report, stages in
        stages.stages[kind].map {
          Count(
            value: metric.value(of: $0.cost), isLowerBound: report.analysis.isLowerBound(metric))
        }
      }
      return Table.Row([.text(kind.name), .text(extents(kind))] + cells(costs))
    }
    return Table(
      title: "\(heading(metric)) by stage",
      columns: [
        Table.Column("Stage", key: "stage", isNumeric: false),
        Table.Column("Maps", key: "maps", isNumeric: false, need: .output),
      ] + columns,
      rows: rows, folds: true)
  }

  /// A column for each network, and a column of ratios after each but the first.
  private var columns: [Table.Column] {
    zip(reports, names).enumerated().flatMap { index, report -> [Table.Column] in
      let key = report.0.subject.reference
      let column = Table.Column(report.1, key: key, need: .answer)
      return index == 0
        ? [column] : [column, Table.Column("ratio", key: "\(key) ratio", need: .ratio)]
    }
  }

  /// The networks' names without the source, if all have the same one.
  private var names: [String] {
    let names = reports.map(\.subject.reference)
    let prefix = "\(reports[0].subject.source)/"
    guard names.count > 1, prefix.count > 1, names.allSatisfy({ $0.hasPrefix(prefix) }) else {
      return names
    }
    return names.map { String($0.dropFirst(prefix.count)) }
  }

  /// A count of a network, which may be a lower bound.
  private struct Count {
    var value: Int
    var isLowerBound: Bool

    init(value: Int, isLowerBound: Bool) {
      self.value = value
      self.isLowerBound = isLowerBound
    }

    /// Creates the count of a network; nil for one that a report alone does not have.
    init?(_ report: Report, _ figure: Figure) {
      guard let value = figure.value(of: report) else { return nil }
      self.init(value: value, isLowerBound: report.isLowerBound(figure))
    }
  }

  /// A count for each network, and the ratio after each but the first. Lower bounds have no ratio,
  /// and if a row has one, its least count is unknown.
  private func cells(_ counts: [Count?]) -> [Table.Cell] {
    let known = counts.compactMap { $0 }
    let least = known.map(\.value).min()
    let areExact = known.count == counts.count && !known.contains(where: \.isLowerBound)
    let differ = areExact && known.contains { $0.value != least }
    return counts.enumerated().flatMap { index, count -> [Table.Cell] in
      let cell =
        count.map {
          $0.isLowerBound
            ? Table.Cell.atLeast($0.value)
            : .contested($0.value, isLeast: differ && $0.value == least)
        } ?? .empty
      guard index > 0 else { return [cell] }
      guard let count, let first = counts[0], first.value > 0, !count.isLowerBound,
        !first.isLowerBound
      else { return [cell, .empty] }
      return [cell, .ratio(Double(count.value) / Double(first.value))]
    }
  }

  /// The extents of a stage's last maps, each once for networks that differ.
  private func extents(_ kind: Stages.Kind) -> String {
    var texts: [String] = []
    for stages in stages {
      if let text = stages.stages[kind]?.extents.last?.description, !texts.contains(text) {
        texts.append(text)
      }
    }
    return texts.joined(separator: ", ")
  }

  private func json(_ kind: Stages.Kind) -> JSONNode {
    [
      "stage": .text(kind.name),
      "networks": .list(
        stages.map { stages in
          guard let stage = stages.stages[kind] else { return .null }
          let maps: JSONNode = [
            "maps": .list(stage.extents.map { .numbers($0.lengths) })
          ]
          return .line(maps + .object(stage.cost.members(by: convention)))
        }),
    ]
  }
}
