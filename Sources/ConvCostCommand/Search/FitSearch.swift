import ConvCostCore
import ConvCostReports
import ConvCostText
import ConvCostZoo

/// Looks for the largest batch, input and width of a network that fit in a memory.
struct FitSearch {
  let family: NetworkFamily
  let budget: MemoryBudget
  /// What a network needs with a number of samples.
  let need: (ChosenNetwork, Int) throws(Failure) -> MemoryNeed

  private static let mostSamples = 1 << 20
  /// Sides are multiples of 32, as most networks halve their maps five times.
  private static let sides = stride(from: 32, through: 4096, by: 32).map { $0 }
  private static let widths = (1...80).map { Double($0) / 20 }

  /// Returns a row for each quantity that the network has.
  ///
  /// - Throws: `Failure` for a network that cannot be built.
  func rows(batch: Int) throws(Failure) -> [FitReport.Row] {
    let network = try family.network()
    var rows = [try largestBatch(of: network)]
    let graph = try network.graph()
    if graph.inputs[0].extent != nil {
      rows.append(
        row("input", Self.sides, tried: "squares of 32 to 4096, by 32") { side in
          let shape = try? family.network(adding: [family.input(side: side)])
          return ("\(side)×\(side)", shape.flatMap { try? need($0, batch) })
        })
    }
    if network.tree != nil {
      rows.append(
        row("width", Self.widths, tried: "0.05 to 4, by 0.05") { width in
          let written = WrittenSetting(.width, "\(width)")
          let variant = (try? family.setting(written)).flatMap { try? family.network(adding: [$0]) }
          return ("\(width)", variant.flatMap { try? need($0, batch) })
        })
    }
    return rows
  }

  /// Memory grows with the batch, so the largest is found by halving.
  private func largestBatch(of network: ChosenNetwork) throws(Failure) -> FitReport.Row {
    func fits(_ count: Int) -> MemoryNeed? {
      (try? need(network, count)).flatMap { budget.holds($0) ? $0 : nil }
    }
    var (low, high) = (0, 1)
    while high <= Self.mostSamples, fits(high) != nil { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if fits(middle) != nil { low = middle } else { high = middle }
    }
    return FitReport.Row(
      quantity: "batch", largest: low > 0 ? "\(low)" : nil, range: "1 to \(Self.mostSamples)",
      need: low > 0 ? fits(low) : nil)
  }

  /// Returns the largest of some values that fits.
  private func row<Value>(
    _ quantity: String, _ values: [Value], tried: String,
    _ attempt: (Value) -> (text: String, need: MemoryNeed?)
  ) -> FitReport.Row {
    for value in values.reversed() {
      let (text, need) = attempt(value)
      if let need, budget.holds(need) {
        return FitReport.Row(quantity: quantity, largest: text, range: tried, need: need)
      }
    }
    return FitReport.Row(quantity: quantity, largest: nil, range: tried, need: nil)
  }
}

extension MemoryBudget {
  /// Reads a number of bytes, `ram=512K,flash=1M` or the name of a device; nil for another text.
  init?(_ text: String) {
    if let device = Device.known(named: text), let memory = device.memory {
      self.init(ram: memory, flash: device.flash, device: device.name)
      return
    }
    if let bytes = WrittenNumber.bytes(text) {
      self.init(ram: bytes)
      return
    }
    var parts: [String: Int] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", maxSplits: 1).map { $0.lowercased() }
      guard words.count == 2, ["ram", "flash"].contains(words[0]), parts[words[0]] == nil,
        let bytes = WrittenNumber.bytes(String(part.split(separator: "=", maxSplits: 1)[1]))
      else { return nil }
      parts[words[0]] = bytes
    }
    guard let ram = parts["ram"] else { return nil }
    self.init(ram: ram, flash: parts["flash"])
  }
}
