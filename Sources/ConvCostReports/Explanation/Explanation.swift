package import ConvCostCore

/// An explanation of a count: a layer's formulas with their numbers, or the terms of a whole
/// network.
package struct Explanation: Sendable {
  /// A number and how it is computed.
  struct Line: Sendable {
    /// The name of the number.
    var name: String
    /// The number of layers of which it is the sum.
    var layers = 1
    var formula: String
    var numbers: String
    var value: Int
  }

  /// The network.
  package let subject: Subject
  /// The path of the layer or block, empty for the whole network.
  package let path: String
  /// The convention by which it is counted.
  package let convention: Convention

  /// The standard counts of the network as it is written.
  let analysis: Analysis
  /// The standard counts of the network as the convention's tool sees it.
  let seen: Analysis
  let nodes: Range<Int>
  let isLayer: Bool
  private let paths: Paths

  /// Explains a layer, a block, or for an empty path the whole network.
  ///
  /// Nil if the network has nothing at this path; `paths(of:)` lists its paths.
  ///
  /// - Throws: `NetworkError` if a number does not fit.
  package init?(
    _ subject: Subject, _ graph: Graph, path: String, by convention: Convention
  ) throws(NetworkError) {
    let paths = Paths(graph)
    if path.isEmpty {
      nodes = graph.nodes.indices
      isLayer = false
    } else if let node = paths.nodes.firstIndex(of: path) {
      nodes = node..<node + 1
      isLayer = true
    } else if let scope = paths.scopes.firstIndex(of: path) {
      nodes = graph.scopes[scope].nodes
      isLayer = false
    } else {
      return nil
    }
    self.subject = subject
    self.path = path
    self.convention = convention
    self.paths = paths
    analysis = try Analysis(graph.asWritten(for: convention.framework))
    seen = try Analysis(graph.asSeen(by: convention))
    for count in convention.counts {
      // Each line sums parts of many layers, so the sum of all parts must fit.
      var sum = 0
      for index in nodes {
        do throws(ShapeError) {
          let site = seen.site(index)
          _ = try count.value(at: site)
          for term in count.terms(for: site.operation.kind, as: site.form, axes: site.input.rank)
            ?? []
          {
            let value = try term.quantity.value(at: site)
            let (part, first) = Int(clamping: value.magnitude).multipliedReportingOverflow(
              by: 2 * abs(term.factor))
            let (total, second) = sum.addingReportingOverflow(part)
            guard !first, !second else { throw .totalOverflow(quantity: "counts") }
            sum = total
          }
        } catch {
          throw NetworkError(
            path: paths.nodes[index], operation: graph.nodes[index].operation,
            inputs: graph.inputShapes(of: graph.nodes[index]), problem: error)
        }
      }
    }
  }

  /// Returns the paths of a network's layers and blocks.
  package static func paths(of graph: Graph) -> [String] {
    let paths = Paths(graph)
    return paths.nodes + paths.scopes.filter { !$0.isEmpty }
  }

  var graph: Graph { analysis.graph }

  /// The blocks around the layer or block, the outermost first, and its own type.
  var definition: String {
    var scope = isLayer ? graph.nodes[nodes.lowerBound].scope : 0
    if !isLayer, let block = paths.scopes.firstIndex(of: path) { scope = block }
    var steps: [String] = []
    if isLayer {
      steps.append(
        "\(paths.nodeNames[nodes.lowerBound]) (\(graph.operationName(nodes.lowerBound)))")
    }
    // A layer outside of all blocks has no block to show.
    if isLayer, scope == 0 { return "" }
    while scope != 0 {
      steps.append("\(paths.scopeNames[scope]) (\(graph.scopes[scope].type))")
      scope = graph.scopes[scope].parent
    }
    return steps.reversed().joined(separator: " › ")
  }

  /// The lines for the output's lengths, with a window's formula.
  var shapeLines: [Line] {
    let node = graph.nodes[nodes.lowerBound]
    guard isLayer, let input = graph.inputShapes(of: node).first?.extent,
      let output = node.output.extent
    else { return [] }
    let window: Window
    switch node.operation {
    case .convolution(let convolution): window = convolution.window
    case .pool(let pool): window = pool.window
    default: return []
    }
    return output.axes.map { axis in
      Line(
        name: "Output \(axis.rawValue)", formula: "(n + before + after − d·(K − 1) − 1)/s + 1",
        numbers: WindowArithmetic(input: input[axis], window: window[axis]).description,
        value: output[axis])
    }
  }

  /// The lines for stored numbers and activations.
  var storedLines: [Line] {
    [
      line("Weights", \.weights) { try? Quantity.weights.derivation(at: $0) },
      line("Biases", \.biases) { try? Quantity.biases.derivation(at: $0) },
      line("Scales and shifts", \.normalization) { .perChannel($0.cost.normalization, of: $0) },
      line("Buffers", \.buffers) { .perChannel($0.cost.buffers, of: $0) },
      line("Activations", \.activations) { try? Quantity.output.derivation(at: $0) },
    ].compactMap { $0 }
  }

  /// Returns the line for a part of the cost; nil if it is zero.
  private func line(
    _ name: String, _ part: KeyPath<Cost, Int>, _ derivation: (Site) -> Derivation?
  ) -> Line? {
    let layers = nodes.filter { analysis.costs[$0][keyPath: part] > 0 }
    guard !layers.isEmpty else { return nil }
    // A file may store other numbers than the operation's rule says, such as a part of another's.
    let derivations = layers.compactMap { index -> Derivation? in
      let site = analysis.site(index)
      let cost = try? site.operation.cost(input: site.input, output: site.output)
      return cost?[keyPath: part] == site.cost[keyPath: part] ? derivation(site) : nil
    }
    var formulas: [String] = []
    for derivation in derivations where !formulas.contains(derivation.formula) {
      formulas.append(derivation.formula)
    }
    return Line(
      name: name, layers: layers.count, formula: formulas.joined(separator: ", "),
      numbers: isLayer ? derivations.first?.numbers ?? "" : "",
      value: layers.reduce(0) { $0 + analysis.costs[$1][keyPath: part] })
  }

  /// The terms of a count: for a layer each term with its numbers, otherwise the sum for each kind
  /// of layer.
  func lines(of count: Count) -> [Line] {
    var lines: [Line] = []
    for index in nodes {
      for line in terms(of: count, at: seen.site(index)) {
        if let known = lines.firstIndex(where: {
          $0.name == line.name && $0.formula == line.formula
        }) {
          lines[known].value += line.value
          lines[known].layers += 1
        } else {
          lines.append(line)
        }
      }
    }
    return lines
  }

  /// The terms of one layer; equal products are joined.
  private func terms(of count: Count, at site: Site) -> [Line] {
    let kind = site.operation.kind
    let times = site.form == .module && count.countedTwice.contains(kind) ? 2 : 1
    var products: [(factor: Int, derivation: Derivation)] = []
    for term in count.terms(for: kind, as: site.form, axes: site.input.rank) ?? [] {
      guard let derivation = try? term.quantity.derivation(at: site), derivation.value != 0 else {
        continue
      }
      if let known = products.firstIndex(where: { $0.derivation == derivation }) {
        products[known].factor += times * term.factor
      } else {
        products.append((times * term.factor, derivation))
      }
    }
    return products.map { factor, derivation in
      let sign = factor == 1 ? "" : "\(factor < 0 ? "−" : "")\(factor.magnitude)·"
      return Line(
        name: kind.name(on: site.input), formula: sign + derivation.formula,
        numbers: isLayer ? sign + derivation.numbers : "", value: factor * derivation.value)
    }
  }

  /// The work that the convention leaves out in the explained layers.
  var uncounted: [Uncounted] {
    seen.uncounted(by: convention.counts[0], in: nodes)
  }

  /// The receptive fields on the first input and on a few more, each computed in a pass of its own.
  var receptiveFields: [(input: Int, field: ReceptiveField)] {
    let value = graph.inputs.count + nodes.upperBound - 1
    let fields = ReceptiveFields(graph)
    let first = fields.inputs[value]
    return [(first, fields.values[value])]
      + graph.inputs.indices.dropFirst(first + 1).prefix(7).compactMap { input in
        let fields = ReceptiveFields(graph, of: input)
        return fields.inputs[value] == input ? (input, fields.values[value]) : nil
      }
  }
}

extension Derivation {
  /// Returns the derivation of a count of numbers for each channel of the input, and perhaps one
  /// more; nil for another count.
  fileprivate static func perChannel(_ value: Int, of site: Site) -> Derivation? {
    let (each, rest) = value.quotientAndRemainder(dividingBy: site.input.channels)
    guard rest == 0 || rest == 1 && each > 0 else { return nil }
    let more = rest == 1 ? " + 1" : ""
    return Derivation(
      formula: "\(each)·C_in\(more)", numbers: "\(each)·\(site.input.channels)\(more)",
      value: value)
  }
}
