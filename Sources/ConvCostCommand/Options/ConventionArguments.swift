import ConvCostCore
import ConvCostImport
import ConvCostJSON

/// The option that says by which convention is counted.
struct ConventionArguments: Sendable {
  private var reference: String?

  /// Creates the values of a convention's name or file; nil for none.
  init(_ reference: String? = nil) {
    self.reference = reference
  }

  static let options: [Option<Self>] = [
    .text(
      "convention", "NAME|FILE",
      "Count as another tool does, or as a file says; see convcost conventions."
    ) { $0.reference = $1 }.completed(by: .conventions)
  ]

  /// The file that was asked for, if any.
  var files: [String] {
    guard let reference, Convention.named(reference) == nil else { return [] }
    return [reference]
  }

  /// The convention that was asked for; nil where none was.
  ///
  /// - Throws: `Failure` for a name that is not known, or a file that is not understood.
  func chosen() throws(Failure) -> Convention? {
    guard let reference else { return nil }
    return try Self.convention(reference)
  }

  /// The name or file that was asked for, which is checked to be a convention's; nil where none
  /// was.
  ///
  /// - Throws: `Failure` for a name that is not known, or a file that is not understood.
  func checkedReference() throws(Failure) -> String? {
    _ = try chosen()
    return reference
  }

  /// The convention that was asked for, or the standard one.
  ///
  /// - Throws: `Failure` for a name that is not known, or a file that is not understood.
  func convention() throws(Failure) -> Convention {
    try chosen() ?? .standard
  }

  /// Returns whether a text is the name of a convention, or can be that of a file.
  static func isKnown(_ reference: String) -> Bool {
    Convention.named(reference) != nil || reference.contains("/") || reference.hasSuffix(".json")
  }

  /// Returns the convention with a name, or that of a file.
  ///
  /// - Throws: `Failure` for a name that is not known, or a file that is not understood.
  static func convention(_ reference: String) throws(Failure) -> Convention {
    if let convention = Convention.named(reference) { return convention }
    guard isKnown(reference) else {
      throw .usage(.unknownConvention(reference, known: Convention.all.map(\.name)))
    }
    guard let bytes = try Files.read(reference) else {
      throw .unreadable(file: reference, reason: "there is no such file")
    }
    do throws(JSONStructureError) {
      return try ConventionFile.read(bytes)
    } catch {
      throw .malformed(file: reference, .structure(error))
    }
  }
}

extension Convention {
  /// Checks that a metric is counted.
  ///
  /// - Throws: `UsageError.notCounted` where it is not.
  func require(_ metric: Metric) throws(Failure) {
    guard defines(metric) else {
      throw .usage(
        .notCounted(metric: metric.name, convention: name, counted: counts.map(\.label)))
    }
  }
}
