import ConvCostCore
import ConvCostReports

/// What was counted of a variant in a space of variants.
struct VariantCounts: Sendable {
  /// The number of the variant.
  let number: Int
  /// The sum over all operations.
  let total: Cost
  /// The elements of the input.
  let inputElements: Int
  /// What else is known; nil if the variant was counted without its network.
  var details: VariantDetails?

  /// The measures of memory that were requested.
  var bytes: [Measure: Int] { details?.bytes ?? [:] }

  /// The figures that are lower bounds.
  var lowerBounds: Set<Figure> { details?.lowerBounds ?? [] }
}

/// What is known of a variant beside its counts. It is an object, because most variants of a search
/// have none, and the others share it from place to place.
final class VariantDetails: Sendable {
  /// The network with its options, and the lengths of its input.
  let subject: Subject
  let input: [Int]
  /// The measures of memory that were requested.
  let bytes: [Measure: Int]
  /// The figures that are lower bounds.
  let lowerBounds: Set<Figure>

  init(
    _ subject: Subject, on input: [Int], bytes: [Measure: Int] = [:],
    lowerBounds: Set<Figure> = []
  ) {
    self.subject = subject
    self.input = input
    self.bytes = bytes
    self.lowerBounds = lowerBounds
  }
}

/// The outcome of counting a variant.
enum VariantOutcome: Sendable {
  case counted(VariantCounts)
  case impossible(ImpossibleVariant)
}

/// A variant that cannot be built, and the reason.
struct ImpossibleVariant: Equatable, Sendable {
  /// The network with its options.
  var reference: String
  /// The reason, in a line.
  var reason: String
  /// The number of rows before it in its result.
  var place = 0
}
