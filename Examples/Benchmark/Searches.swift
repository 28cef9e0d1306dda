import ConvCostCore
import ConvCostZoo
import Dispatch

/// Prints how many sizes of MobileNetV2 are counted per second on all cores, compared with building
/// each from its definition.
func searches() throws {
  let entry = try Zoo.entry(named: "mobilenet_v2")
  let prepared = try PreparedNetwork(entry.network())
  var sizes: [(width: Double, side: Int)] = []
  for number in 0..<4_096 {
    sizes.append((0.35 + Double(number % 64) / 64, 96 + 32 * (number / 64 % 5)))
  }

  let all = sizes

  /// Counts a size of the prepared network.
  @Sendable func reused(_ index: Int, _ workspace: inout PreparedNetwork.Workspace) -> Int {
    let (width, side) = all[index]
    let cost = try? prepared.total(
      on: .map(3, Extent(side)), scaledBy: Scaling(width: width), using: &workspace)
    return cost?.macs ?? 0
  }
  /// Builds a size from its definition and counts it.
  @Sendable func rebuilt(_ index: Int) -> Int {
    let (width, side) = all[index]
    var options = NetworkOptions()
    options.width = width
    options.input = InputSize(side: side)
    return (try? entry.network(options).analysis().total.macs) ?? 0
  }

  let alone = fastest { all.indices.reduce(0) { $0 &+ rebuilt($1) } }
  print("Sizes of MobileNetV2, \(all.count) of them")
  rate("rebuilt one by one", alone, over: alone, all.count)
  rate(
    "rebuilt, all cores", fastest { parallel(all.count) { $0.reduce(0) { $0 &+ rebuilt($1) } } },
    over: alone, all.count)
  rate(
    "prepared, one by one",
    fastest {
      var workspace = PreparedNetwork.Workspace()
      return all.indices.reduce(0) { $0 &+ reused($1, &workspace) }
    }, over: alone, all.count)
  rate(
    "prepared, all cores",
    fastest {
      parallel(all.count) { range in
        var workspace = PreparedNetwork.Workspace()
        return range.reduce(0) { $0 &+ reused($1, &workspace) }
      }
    }, over: alone, all.count)
  print("")

  try grids(entry)

  print("Length: a count of a prepared DenseNet of growing depth")
  try lengths { network in
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    return try fastest { try prepared.total(using: &workspace).macs }
  }
}

/// Prints how many variants of a grid of widths and inputs are counted per second, by passes over
/// prepared networks and as products of what channels and what the input give.
private func grids(_ entry: ZooEntry) throws {
  let widths = (0..<256).map { 0.35 + Double($0) / 128 }
  let inputs = (0..<256).map { [Shape.map(3, 32 + 4 * $0)] }

  @Sendable func network(_ row: Int) throws -> Network {
    var options = NetworkOptions()
    options.width = widths[row]
    options.input = InputSize(side: 32)
    return try entry.network(options)
  }
  @Sendable func passes(_ row: Int) throws -> Int {
    let prepared = try PreparedNetwork(network(row))
    var workspace = PreparedNetwork.Workspace()
    return try inputs.reduce(0) { try $0 &+ prepared.total(on: $1[0], using: &workspace).macs }
  }
  @Sendable func products(_ row: Int, _ form: InputFactors) throws -> Int {
    guard let channels = form.channels(of: try network(row).graph()) else { return try passes(row) }
    return inputs.indices.reduce(0) { $0 &+ (form.total(of: channels, on: $1)?.macs ?? 0) }
  }
  func factored() throws -> Int {
    guard let form = InputFactors(try PreparedNetwork(network(255)), on: inputs, own: 0) else {
      return 0
    }
    return parallel(widths.count) { rows in
      rows.reduce(0) { $0 &+ ((try? products($1, form)) ?? 0) }
    }
  }

  let count = widths.count * inputs.count
  print("A grid of 256 widths and 256 inputs of MobileNetV2")
  let byPasses = fastest {
    parallel(widths.count) { rows in rows.reduce(0) { $0 &+ ((try? passes($1)) ?? 0) } }
  }
  rate("by passes, all cores", byPasses, over: byPasses, count)
  rate("as products, all cores", try fastest(factored), over: byPasses, count)
  print("")
}

/// Runs a body on 64 parts of a range, over all cores, and returns the sum.
private func parallel(_ count: Int, _ body: @Sendable (Range<Int>) -> Int) -> Int {
  let parts = 64
  let sums = Sums(parts)
  DispatchQueue.concurrentPerform(iterations: parts) { part in
    sums.set(part, body(count * part / parts..<count * (part + 1) / parts))
  }
  return sums.total
}

/// A place for each part's sum.
private final class Sums: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<Int>

  init(_ count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: 0)
  }

  deinit { places.deallocate() }

  func set(_ index: Int, _ sum: Int) { places[index] = sum }

  var total: Int { places.reduce(0, &+) }
}

private func rate(_ name: String, _ time: Duration, over baseline: Duration, _ count: Int) {
  let each = Double(count) * 1e9 / time.nanoseconds
  let ratio = baseline.nanoseconds / time.nanoseconds
  print("  \(pad(name, 40)) \(pad("\(Int(each)) a second", 24)) \(ratio.short) ×")
}
