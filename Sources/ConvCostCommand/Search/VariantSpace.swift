import ConvCostCore
import ConvCostReports
import ConvCostZoo
import Dispatch

/// The variants of a network over ranges of its keys, each counted.
struct VariantSpace: Sendable {
  /// A variant that was counted.
  struct Point: Sendable {
    /// The network with its options.
    var subject: Subject
    /// The values of the ranges as written, in the order of the ranges.
    var values: [String]
    /// The shape of the input.
    var input: Shape
    /// The sum over all operations.
    var total: Cost
    /// The measures of memory that were requested.
    var bytes: [Measure: Int] = [:]
    /// The figures that are lower bounds.
    var lowerBounds: Set<Figure> = []
  }

  /// A variant that cannot be built, and the reason.
  struct Impossible: Sendable {
    /// The network with its options.
    var reference: String
    /// The reason.
    var failure: Failure
  }

  /// The outcome of a variant.
  enum Outcome: Sendable {
    case counted(Point)
    case impossible(Impossible)
  }

  /// The limit of variants in one search.
  static let mostVariants = 1_000_000

  let ranges: [SettingRange]
  private let operand: String
  private let family: NetworkFamily

  /// Creates the space of a network and the ranges of its keys.
  ///
  /// - Parameters:
  ///   - family: the source of the network.
  ///   - operand: the name of the network on the command line.
  /// - Throws: `Failure` for a key or a value that the network does not take, or for too many
  ///   variants.
  init(
    _ family: NetworkFamily, calledAs operand: String, _ ranges: [SettingRange]
  ) throws(Failure) {
    self.operand = operand
    self.family = family
    self.ranges = ranges
    var count = 1
    for range in ranges {
      count = count.multipliedReportingOverflow(by: range.settings.count).partialValue
      guard count <= Self.mostVariants else { throw .usage(.tooManyVariants(Self.mostVariants)) }
    }
    // A key or a value that the network does not take is the user's mistake, not an impossible
    // network. But a file may be invalid at some values only, such as a width that is not a whole
    // number.
    for range in ranges {
      var problem: Failure?
      var isPossible = false
      for setting in range.settings {
        do throws(Failure) {
          _ = try family.network(
            adding: ranges.map { $0.key == range.key ? setting : $0.settings[0] })
          isPossible = true
        } catch {
          guard case .malformed(_, .model) = error else { throw error }
          problem = problem ?? error
        }
      }
      if let problem, !isPossible { throw problem }
    }
  }

  /// The number of variants.
  var count: Int { ranges.reduce(1) { $0 * $1.settings.count } }

  /// Returns the settings of the variant with a number; the last range varies fastest.
  private func settings(_ number: Int) -> [NetworkSetting] {
    var rest = number
    var settings: [NetworkSetting] = []
    for range in ranges.reversed() {
      settings.append(range.settings[rest % range.settings.count])
      rest /= range.settings.count
    }
    return settings.reversed()
  }

  /// Counts variants, over all cores, and returns them in order.
  ///
  /// Variants that differ only in the input share one prepared network.
  ///
  /// - Parameter question: the requested measures of memory.
  func outcomes(
    _ numbers: Range<Int>, _ question: MemoryQuestion = .none, inParallel: Bool = true
  ) -> [Outcome] {
    let groups = grouped(numbers)
    let count = groups.count
    let results = Results(count: numbers.count)
    @Sendable func work(_ index: Int) {
      for (number, outcome) in outcomes(of: groups[index], question) {
        results.set(number - numbers.lowerBound, outcome)
      }
    }
    if inParallel {
      DispatchQueue.concurrentPerform(iterations: count) { work($0) }
    } else {
      for index in 0..<count { work(index) }
    }
    return results.all
  }

  /// Counts all variants, one batch after another.
  func batches(_ question: MemoryQuestion = .none) -> some Sequence<[Outcome]> {
    stride(from: 0, to: count, by: Self.batch).lazy.map { start in
      outcomes(start..<min(count, start + Self.batch), question)
    }
  }

  /// The number of variants that are counted before their outcomes are used.
  private static let batch = 4_096

  /// Divides variants into groups that differ only in the input.
  private func grouped(_ numbers: Range<Int>) -> [[Int]] {
    guard let place = ranges.firstIndex(where: { $0.key == .input() }) else {
      return numbers.map { [$0] }
    }
    let step = ranges[(place + 1)...].reduce(1) { $0 * $1.settings.count }
    let length = ranges[place].settings.count
    var groups: [Int: [Int]] = [:]
    var order: [Int] = []
    for number in numbers {
      // The number without the input's digit.
      let key = number / (step * length) * step + number % step
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(number)
    }
    return order.map { groups[$0] ?? [] }
  }

  private func outcomes(
    of group: [Int], _ question: MemoryQuestion
  ) -> [(Int, Outcome)] {
    var prepared: PreparedNetwork?
    var workspace = PreparedNetwork.Workspace()
    return group.map { number in
      let settings = settings(number)
      let values = settings.map(\.text)
      do throws(Failure) {
        let network = try family.network(adding: settings)
        let point: Point
        if let tree = network.tree {
          if prepared == nil, group.count > 1 { prepared = try? PreparedNetwork(tree) }
          point = try self.point(tree, network, values, prepared, &workspace, question)
        } else {
          let report = try network.report()
          point = Point(
            subject: network.subject, values: values, input: report.input, total: report.total,
            bytes: try question.answer(network),
            lowerBounds: Set(report.lowerBounds))
        }
        return (number, .counted(point))
      } catch {
        let settings = settings.map { "\($0.key.text)=\($0.text)" }.joined(separator: ",")
        let separator = operand.contains(":") ? "," : ":"
        return (
          number,
          .impossible(Impossible(reference: operand + separator + settings, failure: error))
        )
      }
    }
  }

  private func point(
    _ tree: Network, _ network: ChosenNetwork, _ values: [String],
    _ prepared: PreparedNetwork?, _ workspace: inout PreparedNetwork.Workspace,
    _ question: MemoryQuestion
  ) throws(Failure) -> Point {
    let total = try network.working { () throws(NetworkError) in
      if let prepared {
        return try prepared.total(
          on: tree.input, sideInputs: tree.sideInputs.map(\.shape), using: &workspace)
      }
      return try tree.analysis().total
    }
    return Point(
      subject: network.subject, values: values, input: tree.input, total: total,
      bytes: try question.answer(network))
  }
}

/// Places for results; each thread fills its own.
private final class Results: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<VariantSpace.Outcome?>

  init(count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }

  /// Fills a place. Each place belongs to one thread.
  func set(_ index: Int, _ outcome: VariantSpace.Outcome) { places[index] = outcome }

  var all: [VariantSpace.Outcome] { places.compactMap { $0 } }
}
