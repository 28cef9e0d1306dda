public import ConvCostCore

/// NASNet-A: cells that a search has found, each of which reads the results of the two cells before
/// it.
///
/// Zoph et al., "Learning Transferable Architectures for Scalable Image Recognition", 2017, Figures
/// 2 and 4; the paths are the names in keras/src/applications/nasnet.py. "NASNet-A (4 @ 1056)" has
/// 4 normal cells in each of its three stages and 1056 channels before the classifier.
public struct NASNet: Block {
  /// The normal cells of each stage.
  public var normalCells: Int
  /// The channels before the classifier, a multiple of 96.
  public var penultimate: Int
  /// The channels of the first convolution.
  public var stem: Int
  /// Whether the cell after a reduction reads the input of the cell before the reduction, in place
  /// of the reduction's input.
  public var skipsReduction: Bool
  /// The number of classes.
  public var classes: Int

  public init(
    normalCells: Int, penultimate: Int, stem: Int, skipsReduction: Bool, classes: Int = 1000
  ) {
    self.normalCells = normalCells
    self.penultimate = penultimate
    self.stem = stem
    self.skipsReduction = skipsReduction
    self.classes = classes
  }

  public var body: [Layer] {
    Convolution(stem, kernel: 3, stride: 2, bias: false).named("stem_conv1")
    BatchNorm().named("stem_bn1")
    Keep("stem_bn1")
    for cell in cells {
      cell.layer
      Keep(Label(cell.name))
    }
    Activation.relu
    AdaptivePool.globalAverage
    Flatten()
    Linear(classes).named("predictions")
  }

  /// The cells in order: two reductions, then three stages with a reduction between them.
  private var cells: [Cell] {
    let filters = penultimate / 24
    var cells: [Cell] = []
    /// Adds a cell, which also reads the result before the last, or with `skips` the one before
    /// that.
    func add(_ kind: Cell.Kind, _ name: String, _ filters: Int, skips: Bool = false) {
      let results = [Label("stem_bn1")] + cells.suffix(3).map { Label($0.name) }
      cells.append(
        Cell(
          kind: kind, name: name, filters: filters,
          previous: results.dropLast(skips ? 2 : 1).last,
          followsReduction: cells.last.map { $0.kind == .reduction } ?? true))
    }

    add(.reduction, "stem_1", filters / 4)
    add(.reduction, "stem_2", filters / 2)
    let count = max(0, normalCells)
    for stage in 0..<3 {
      let first = stage * count + (stage > 0 ? 1 : 0)
      if stage > 0 { add(.reduction, "reduce_\(stage * count)", filters << stage) }
      for index in first..<first + count {
        let skips = skipsReduction && stage > 0 && index == first
        add(.normal, "\(index)", filters << stage, skips: skips)
      }
    }
    return cells
  }

  /// A cell, with the label of its second input.
  private struct Cell {
    enum Kind { case normal, reduction }

    var kind: Kind
    var name: String
    var filters: Int
    /// The second result that the cell reads; nil for the first cell, which reads one only.
    var previous: Label?
    /// Whether the second result has twice the extent.
    var followsReduction: Bool

    var layer: Layer {
      let adjustment = previous.map {
        Adjustment($0, filters: filters, halvesExtent: followsReduction)
      }
      return switch kind {
      case .normal: NormalCell(filters: filters, adjustment: adjustment).named("normal_\(name)")
      case .reduction:
        ReductionCell(filters: filters, adjustment: adjustment).named("reduction_\(name)")
      }
    }
  }
}

extension ZooEntry {
  /// Keras' explicit padding before strided layers is part of these layers, as `SAME`.
  static let nasNets = [
    ("mobile", 224, NASNet(normalCells: 4, penultimate: 1056, stem: 32, skipsReduction: false)),
    ("large", 331, NASNet(normalCells: 6, penultimate: 4032, stem: 96, skipsReduction: true)),
  ].map { name, input, network in
    ZooEntry(
      "keras/nasnet_\(name)", family: "NASNet",
      citation: "keras/src/applications/nasnet.py; Zoph et al. 2017, Figure 4", input: input,
      keys: [.classes, .width, .depth]
    ) { options in
      let width = options.width ?? 1
      var scaled = network
      scaled.normalCells = repeats(network.normalCells, scaledBy: options.depth ?? 1)
      scaled.penultimate = roundedChannels(Double(network.penultimate) * width, divisor: 96)
      scaled.stem = roundedChannels(Double(network.stem) * width)
      scaled.classes = options.classes ?? 1000
      return scaled.body
    }
  }
}
