import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostText
import ConvCostZoo

/// A network scaled by a compound rule.
struct ScalingTable {
  private let base: ChosenNetwork
  /// The side of the network's input.
  private let side: Int
  private let macs: Int

  /// Creates the table of a network.
  ///
  /// - Throws: `Failure` for a network that cannot be read, or is not a tree of layers on an image.
  init(_ reference: NetworkReference) throws(Failure) {
    base = try NetworkArguments().network(reference)
    guard let tree = base.tree, let extent = tree.input.extent, extent.rank == 2 else {
      throw .usage(.notScalable(reference.text))
    }
    side = extent.height
    macs = try base.analysis().total.macs
  }

  /// A row: the origin of the network's size, the size, and the cost.
  struct Row {
    var origin: String
    var depth: Double
    var width: Double
    var resolution: Int
    var total: Cost
  }

  /// Rows with a title and notes.
  struct Result {
    var network: String
    /// The rule; nil for a grid of rules.
    var rule: CompoundScaling?
    var rows: [Row]
    var title: String
    var first: String
    var facts: [Document.Fact]
    var macs: Int
  }

  /// Returns the network scaled by the rule, and the released networks of the same names.
  func scaled(by rule: CompoundScaling, _ exponents: [Double]) throws(Failure) -> Result {
    var rows: [Row] = []
    for phi in exponents {
      rows.append(
        try row(
          "φ = \(Self.text(phi))", rule.depth(phi), rule.width(phi),
          rule.resolution(phi, from: side)))
      // B0 to B7 are the paper's φ of 0 to 7.
      if let index = Int(exactly: phi), let release = release(index) {
        rows.append(
          try row(
            "\(release.name.uppercased()) released", release.depth, release.width,
            release.resolution))
      }
    }
    return Result(
      network: base.subject.reference, rule: rule, rows: rows,
      title: "\(base.subject.reference) by compound scaling", first: "Rule",
      facts: [
        Document.Fact(
          "Constants",
          "α \(Self.text(rule.alpha)), β \(Self.text(rule.beta)), γ \(Self.text(rule.gamma)):"
            + " α·β²·γ² = \(Self.text(rule.growth))")
      ], macs: macs)
  }

  /// Returns the constants that double the FLOPs by the rule, with the costs at φ = 1.
  func fitted() throws(Failure) -> Result {
    var rows: [Row] = []
    for rule in CompoundScaling.grid() {
      rows.append(
        try row(
          "α \(Self.text(rule.alpha)), β \(Self.text(rule.beta)), γ \(Self.text(rule.gamma)):"
            + " \(Self.text(rule.growth))", rule.depth(1), rule.width(1),
          rule.resolution(1, from: side)))
    }
    return Result(
      network: base.subject.reference, rule: nil, rows: rows,
      title: "\(base.subject.reference) at φ = 1", first: "α·β²·γ²",
      facts: [
        Document.Fact("Grid", "steps of 0.05 from 1, α·β²·γ² within 0.05 of 2"),
        Document.Fact(
          "Paper", "α 1.2, β 1.1, γ 1.15, chosen by the accuracy of trained networks"),
      ], macs: macs)
  }

  /// Returns the released network with a number; nil if the base is not EfficientNet.
  private func release(_ index: Int) -> EfficientNet.Release? {
    guard case .zoo(let selection) = base.origin, selection.options.settings.isEmpty,
      ["paper/efficientnet", "torchvision/efficientnet_b0", "paper/efficientnet_b0"]
        .contains(selection.entry.fullName), (0..<8).contains(index)
    else { return nil }
    return EfficientNet.releases[index]
  }

  private func row(
    _ origin: String, _ depth: Double, _ width: Double, _ resolution: Int
  ) throws(Failure) -> Row {
    let total = try scaledNetwork(depth, width, resolution).analysis().total
    return Row(
      origin: origin, depth: depth, width: width, resolution: resolution, total: total)
  }

  /// Returns the network of a size, by its family's rule if there is one, otherwise by the general
  /// rule.
  private func scaledNetwork(
    _ depth: Double, _ width: Double, _ resolution: Int
  ) throws(Failure) -> ChosenNetwork {
    let input = Shape.map(base.tree?.input.channels ?? 3, resolution)
    if case .zoo(let selection) = base.origin, selection.entry.name.hasPrefix("efficientnet"),
      let entry = try? Zoo.entry(named: "efficientnet"), release(0) != nil
    {
      var options = NetworkOptions()
      options.depth = depth
      options.width = width
      options.input = InputSize(side: resolution)
      let scaled: Zoo.Selection
      do throws(ZooError) {
        scaled = try Zoo.Selection(entry: entry, options: options)
      } catch {
        throw .zoo(error)
      }
      return ChosenNetwork(subject: base.subject, origin: .zoo(scaled))
    }
    var network = base.tree ?? Network(input: input) {}
    network = try base.working { () throws(NetworkError) in
      try network.scaled(by: Scaling(width: width, depth: depth))
    }
    network.input = input
    // The other inputs grow in proportion to the first.
    for index in network.sideInputs.indices {
      let shape = network.sideInputs[index].shape
      let lengths = shape.extent?.lengths.map {
        max(1, ($0 * resolution + side / 2) / side)
      }
      guard let extent = lengths.flatMap({ Extent($0) }) else { continue }
      network.sideInputs[index].shape = .map(shape.channels, extent)
    }
    return ChosenNetwork(subject: base.subject, origin: .spec(network))
  }

  /// Returns a number with at most three digits after the point.
  fileprivate static func text(_ number: Double) -> String {
    Digits.shortest(number, digits: 3)
  }
}

extension ScalingTable.Result: Presentable {
  /// The rows as a document.
  var document: Document {
    Document(
      title: title,
      tables: [
        Table(
          columns: [
            Table.Column(first, key: "rule", isNumeric: false),
            Table.Column("Depth", key: "depth"), Table.Column("Width", key: "width"),
            Table.Column("Input", key: "input"), Table.Column("Parameters", key: "parameters"),
            Table.Column("MACs", key: "macs"), Table.Column("ratio", key: "ratio"),
            Table.Column("Activations", key: "activations"),
          ],
          rows: rows.map { row in
            Table.Row([
              .text(row.origin), .number(row.depth, digits: 3), .number(row.width, digits: 3),
              .count(row.resolution), .count(row.total.parameters), .count(row.total.macs),
              .ratio(Double(row.total.macs) / Double(macs)), .count(row.total.activations),
            ])
          })
      ], facts: facts)
  }

  /// The rows as `convcost.scale/1`.
  var json: JSONNode {
    [
      "schema": "convcost.scale/1", "network": .text(network),
      "constants": rule.map { rule in
        .line([
          "alpha": .decimal(rule.alpha), "beta": .decimal(rule.beta),
          "gamma": .decimal(rule.gamma),
        ])
      } ?? .null,
      "rows": .list(
        rows.map { row in
          .line([
            "rule": .text(row.origin), "depth": .decimal(row.depth), "width": .decimal(row.width),
            "input": .number(row.resolution), "parameters": .number(row.total.parameters),
            "macs": .number(row.total.macs), "flops": .number(row.total.flops),
            "activations": .number(row.total.activations),
          ])
        }),
    ]
  }
}
