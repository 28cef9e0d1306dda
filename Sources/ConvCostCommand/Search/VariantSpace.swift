import ConvCostCore
import ConvCostReports
import ConvCostZoo

/// The variants of a network over ranges of its keys, each counted.
struct VariantSpace: Sendable {
  /// The limit of variants that may be numbered.
  static let mostVariants = 1_000_000_000_000

  let ranges: [SettingRange]
  let family: NetworkFamily
  /// The name of the network on the command line.
  let operand: String

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
          _ = try family.network(adding: [setting])
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
  func settings(_ number: Int) -> [NetworkSetting] {
    var rest = number
    var settings: [NetworkSetting] = []
    for range in ranges.reversed() {
      settings.append(range.settings[rest % range.settings.count])
      rest /= range.settings.count
    }
    return settings.reversed()
  }

  /// Returns a variant as results show it.
  ///
  /// - Throws: `Failure` for a variant that cannot be built, which was not counted.
  func details(of variant: VariantCounts) throws(Failure) -> VariantDetails {
    if let details = variant.details { return details }
    let network = try family.network(adding: settings(variant.number))
    return VariantDetails(network.subject, on: network.inputs[0].dimensions)
  }

  /// Returns a variant that cannot be built.
  func impossible(_ number: Int, _ failure: Failure) -> ImpossibleVariant {
    let settings = settings(number).map { "\($0.key.text)=\($0.text)" }.joined(separator: ",")
    let separator = operand.contains(":") ? "," : ":"
    return ImpossibleVariant(
      reference: operand + separator + settings, reason: failure.description)
  }
}
