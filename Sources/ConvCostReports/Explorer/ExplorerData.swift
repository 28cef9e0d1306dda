import ConvCostCore
import ConvCostJSON
import ConvCostText

/// What the page of a report shows, as compact JSON: lists of numbers, one for each operation.
struct ExplorerData {
  private let report: Report
  private let grid: ExplorerGrid?
  private var strings: [String] = []
  private var places: [String: Int] = [:]
  private var columns: [[Int]] = []
  private var columnPlaces: [[Int]: Int] = [:]

  /// The most different convolutions whose alternatives are listed.
  private static let mostStudies = 200

  init(_ report: Report, grid: ExplorerGrid?) {
    self.report = report
    self.grid = grid
  }

  private var graph: Graph { report.analysis.graph }

  /// Returns the place of a text in the list of texts.
  private mutating func place(of text: String) -> Int {
    if let known = places[text] { return known }
    places[text] = strings.count
    strings.append(text)
    return strings.count - 1
  }

  /// Returns the place of a column of numbers in the list of columns.
  private mutating func place(of column: [Int]) -> Int {
    if let known = columnPlaces[column] { return known }
    columnPlaces[column] = columns.count
    columns.append(column)
    return columns.count - 1
  }

  /// Returns the page's data.
  ///
  /// - Throws: `NetworkError` if a number of bytes does not fit in 64 bits.
  mutating func json() throws(NetworkError) -> JSONNode {
    let costs = report.analysis.costs
    let plan = try MemoryPlan(graph, in: .int8, looksForOrder: false)
    let measures: JSONNode = [
      "parameters": .number(place(of: costs.map(\.parameters))),
      "buffers": .number(place(of: costs.map(\.buffers))),
      "activations": .number(place(of: costs.map(\.activations))),
    ]
    let scopes = scopes()
    let nodes = nodes()
    let conventions = conventions()
    let explanations = explanations()
    let alternatives = alternatives()
    let storedPlace = place(of: report.analysis.storedNumbersRead)
    let grid = gridJSON()
    let head: JSONNode = [
      "name": .text(report.subject.reference), "input": .text(graph.inputsText),
      "warning": report.subject.warning.map(JSONNode.text) ?? .null,
      "facts": .list(
        report.document(ReportLayout()).facts.map { .list([.text($0.name), .text($0.value)]) }),
      "scopes": scopes, "nodes": nodes, "inputs": .number(graph.inputs.count),
      "elements": .numbers(
        (0..<graph.inputs.count + graph.nodes.count).map { graph.shape(ofValue: $0).count }),
      "measures": measures, "conventions": conventions, "stored": .number(storedPlace),
      "memory": [
        "spans": .list(
          plan.steps.map { $0.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null })
      ],
    ]
    return head + [
      "explain": explanations, "alternatives": alternatives, "devices": devices,
      "types": .list(
        DataType.allCases.map { .list([.text($0.rawValue), .number($0.bits)]) }),
      "grid": grid, "strings": .list(strings.map(JSONNode.text)),
      "columns": .list(columns.map(JSONNode.numbers)),
    ]
  }

  private mutating func scopes() -> JSONNode {
    let names = report.paths.scopeNames
    return .list(
      graph.scopes.enumerated().map { index, scope in
        .numbers([
          scope.parent, place(of: names[index]), place(of: scope.type), scope.nodes.lowerBound,
          scope.nodes.count,
        ])
      })
  }

  private mutating func nodes() -> JSONNode {
    var lists: [String: [JSONNode]] = [:]
    let keys = [
      "scope", "name", "op", "in", "out", "reads", "view", "field", "jump", "offset",
    ]
    for (index, node) in graph.nodes.enumerated() {
      let shapes = graph.inputShapes(of: node).map(\.description).joined(separator: ", ")
      let field = report.efficiency.fields.values[graph.inputs.count + index]
      func spans(_ part: KeyPath<ReceptiveField.Span, Double>) -> JSONNode {
        guard field.rank == 2 else { return .null }
        return .list(
          field.axes.map { axis in
            field[axis].map { span in
              let number = span[keyPath: part]
              return Digits.whole(number).map(JSONNode.number) ?? .decimal(number)
            } ?? .null
          })
      }
      let values: [JSONNode] = [
        .number(node.scope), .number(place(of: report.paths.nodeNames[index])),
        .number(place(of: graph.operationDescription(index))), .number(place(of: shapes)),
        .number(place(of: node.output.description)), .numbers(Array(graph.inputs(of: node))),
        .number(node.operation.isView ? 1 : 0), spans(\.size), spans(\.jump), spans(\.offset),
      ]
      for (key, value) in zip(keys, values) { lists[key, default: []].append(value) }
    }
    return .object(keys.map { ($0, .list(lists[$0] ?? [])) })
  }

  private mutating func conventions() -> JSONNode {
    var list: [JSONNode] = []
    for convention in Convention.all {
      guard let seen = try? Analysis(graph.asSeen(by: convention)) else { continue }
      for count in convention.counts {
        let values = seen.graph.nodes.indices.map { try? count.value(at: seen.site($0)) }
        guard let tally = try? Tally(count, of: seen), !values.contains(nil) else { continue }
        let column = values.compactMap(\.self)
        guard column.reduce(0, +) == tally.value else { continue }
        list.append([
          "name": .text(convention.name), "label": .text(count.label.capitalizedHead),
          "column": .number(place(of: column)), "total": .number(tally.value),
          "exact": .flag(graph.isExact(count, by: convention)),
          "note": .text(convention.summary),
        ])
      }
    }
    return .list(list)
  }

  /// The formulas of the multiply-accumulates, and the same with numbers.
  private mutating func explanations() -> JSONNode {
    let count = Convention.standard.counts[0]
    var (formulas, numbers): ([Int], [Int]) = ([], [])
    for index in graph.nodes.indices {
      let site = report.analysis.site(index)
      let terms = count.terms(for: site.operation.kind, as: site.form, axes: site.input.rank) ?? []
      let derivations = terms.compactMap { try? $0.quantity.derivation(at: site) }
        .filter { $0.value != 0 }
      guard !derivations.isEmpty else {
        formulas.append(-1)
        numbers.append(-1)
        continue
      }
      formulas.append(place(of: derivations.map(\.formula).joined(separator: " + ")))
      numbers.append(place(of: derivations.map(\.numbers).joined(separator: " + ")))
    }
    return ["formula": .numbers(formulas), "numbers": .numbers(numbers)]
  }

  /// The replacements of each convolution, once for equal ones.
  private mutating func alternatives() -> JSONNode {
    var known: [LayerNode: Int] = [:]
    var studies: [JSONNode] = []
    let places = graph.nodes.map { node -> Int in
      guard case .convolution(let convolution) = node.operation,
        let input = graph.inputShapes(of: node).first, input.rank == 2
      else { return -1 }
      let key = LayerNode(convolution: convolution, input: input)
      if let place = known[key] { return place }
      guard studies.count < Self.mostStudies,
        let study = try? LayerStudy("", [convolution.layer], on: input),
        study.alternatives.count > 1
      else { return -1 }
      known[key] = studies.count
      studies.append(Self.json(study))
      return studies.count - 1
    }
    return ["of": .numbers(places), "list": .list(studies)]
  }

  /// A convolution and its input.
  private struct LayerNode: Hashable {
    var convolution: Convolution
    var input: Shape
  }

  private static func json(_ study: LayerStudy) -> JSONNode {
    let whole = study.alternatives[0].cost
    func ratio(_ part: Int, _ all: Int) -> JSONNode {
      .text(all == 0 ? "" : Digits.fixed(Double(part) / Double(all), digits: 3))
    }
    return [
      "rows": .list(
        study.alternatives.map { alternative in
          let cost = alternative.cost
          return .list([
            .text(alternative.name), .number(cost.parameters), .number(cost.macs),
            ratio(cost.parameters, whole.parameters), ratio(cost.macs, whole.macs),
            .text(alternative.receptiveField.samples),
          ])
        })
    ]
  }

  private var devices: JSONNode {
    .list(
      Device.known.compactMap { device in
        guard let bandwidth = device.bandwidth, !device.peaks.isEmpty else { return nil }
        return .list([
          .text(device.name), .decimal(bandwidth),
          .object(
            DataType.allCases.compactMap { type in
              device.peaks[type].map { (type.rawValue, .decimal($0)) }
            }),
        ])
      })
  }

  private mutating func gridJSON() -> JSONNode {
    guard let grid else { return .null }
    func places(_ lists: [[Int]]) -> JSONNode { .numbers(lists.map { place(of: $0) }) }
    return [
      "inputs": .list(grid.inputs.map(JSONNode.text)),
      "widths": .list(grid.widths.map(JSONNode.text)),
      "own": .numbers([grid.own.input, grid.own.width]),
      "perPosition": places(grid.perPosition), "positions": places(grid.positions),
      "channels": places(grid.channels), "extents": places(grid.extents),
      "parameters": places(grid.parameters), "stored": places(grid.stored),
      "inputElements": .numbers(grid.inputElements),
      "totals": .list(
        grid.totals.map { row in
          .list(row.map { .numbers([$0.parameters, $0.macs, $0.activations]) })
        }),
    ]
  }
}
