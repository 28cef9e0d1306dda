import ConvCostCore
import ConvCostZoo
import Dispatch

/// The rows of a space of variants.
///
/// A row whose counts are products needs one network. The rest of a variant is a short sum; see
/// `InputFactors`.
struct VariantRows: Sendable {
  /// What is known of a row.
  private enum Row: Sendable {
    case unknown
    /// Its variants are sums of products.
    case factored(InputFactors, ChannelFactors)
    /// Its variants have to be counted one by one.
    case single
  }

  private let space: VariantSpace
  private let inputs: InputAxis
  /// The input on which the networks of all rows are built.
  private let own: Int
  private let forms = Forms()
  /// The rows of the latest variants, from the first.
  private var rows: [Row] = []
  private var first = 0

  /// The limit of rows that are in memory at once.
  private static let mostRows = 1 << 16

  /// Creates the rows of a space; nil if the input does not vary.
  init?(_ space: VariantSpace) {
    guard let inputs = space.inputs, inputs.count > 1, inputs.step <= Self.mostRows,
      // Lengths that are not given are those of each network, the same on all inputs.
      Set(inputs.range.settings.map { $0.inputSize?.lengths.count }).count == 1
    else { return nil }
    self.space = space
    self.inputs = inputs
    // If a network is impossible on some inputs, it is mostly on the smallest.
    let places = [inputs.count - 1, 0, inputs.count / 2]
    own =
      places.first { place in
        let settings = space.settings(inputs.number(of: 0, on: place))
        return (try? space.family.network(adding: settings).tree?.graph()) != nil
      } ?? places[0]
  }

  /// Counts variants, over all cores, but for those that have to be counted one by one.
  mutating func count(_ numbers: Range<Int>, in outcomes: Places<VariantOutcome>) {
    let (step, block) = (inputs.step, inputs.block)
    let blocks = numbers.lowerBound / block..<(numbers.upperBound - 1) / block + 1
    // Rows before these variants are not needed any more.
    let kept = blocks.lowerBound * step
    rows = kept < first ? [] : Array(rows.dropFirst(kept - first))
    first = kept
    rows += Array(repeating: .unknown, count: max(0, blocks.count * step - rows.count))

    // The first variant of each row.
    let wanted = blocks.flatMap { index in
      numbers.clamped(to: index * block..<(index + 1) * block).prefix(step)
    }
    let found = Places<Row>(0..<wanted.count)
    DispatchQueue.concurrentPerform(iterations: wanted.count) { [self] index in
      let row = inputs.row(of: wanted[index])
      var content = rows[row - first]
      if case .unknown = content {
        content = self.row(row)
        found[index] = content
      }
      guard case .factored(let form, let channels) = content else { return }
      let end = min(numbers.upperBound, (wanted[index] / block + 1) * block)
      for number in stride(from: wanted[index], to: end, by: step) {
        let input = inputs.input(of: number)
        guard let total = form.total(of: channels, on: input) else { continue }
        outcomes[number] = .counted(
          VariantCounts(
            number: number, total: total,
            inputElements: form.inputElements(of: channels, on: input)))
      }
    }
    for (index, number) in wanted.enumerated() {
      if let content = found[index] { rows[inputs.row(of: number) - first] = content }
    }
  }

  /// Counts a row.
  private func row(_ row: Int) -> Row {
    func variant(_ input: Int) -> ChosenNetwork? {
      try? space.family.network(adding: space.settings(inputs.number(of: row, on: input)))
    }
    guard let tree = variant(own)?.tree, let graph = try? tree.graph() else { return .single }
    let form = forms.form(of: graph) {
      guard let prepared = try? PreparedNetwork(tree) else { return nil }
      var shapes: [[Shape]] = []
      for input in 0..<inputs.count {
        guard let variant = variant(input), variant.hasLayers(of: tree) else { return nil }
        shapes.append(variant.inputs)
      }
      return InputFactors(prepared, on: shapes, own: own)
    }
    guard let form, let channels = form.channels(of: graph) else { return .single }
    return .factored(form, channels)
  }
}

/// The forms that networks of a search have, which all threads find.
private final class Forms: @unchecked Sendable {
  private let queue = DispatchQueue(label: "forms")
  /// The factors of each form; nil for one without.
  private var forms: [NetworkForm: InputFactors?] = [:]

  /// The limit of forms that are in memory.
  private static let most = 64

  /// Returns the factors of a network's form, which are made once; nil if it has none.
  func form(of graph: Graph, _ make: () -> InputFactors?) -> InputFactors? {
    let form = NetworkForm(graph)
    if let known = queue.sync(execute: { forms[form] }) { return known }
    // Two threads may make the same factors; neither waits for the other.
    let factors = make()
    queue.sync {
      if forms.count == Self.most { forms = [:] }
      forms[form] = .some(factors)
    }
    return factors
  }
}

extension ChosenNetwork {
  /// Whether it consists of the layers of another variant, on another input.
  fileprivate func hasLayers(of tree: Network) -> Bool {
    switch origin {
    // The definitions of the zoo do not read the input.
    case .zoo: true
    case .spec(let network): network.layers == tree.layers
    case .model: false
    }
  }
}
