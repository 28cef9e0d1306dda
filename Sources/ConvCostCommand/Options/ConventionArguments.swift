import ConvCostCore
import ConvCostImport
import ConvCostJSON

/// The option that chooses the convention.
struct ConventionArguments: Sendable {
  private var reference: String?

  /// Creates the values for a convention's name or file; nil for none.
  init(_ reference: String? = nil) {
    self.reference = reference
  }

  static let options: [Option<Self>] = [
    .text(
      "convention", "NAME|FILE",
      "Count by another tool's rules, or by a file's; see convcost conventions."
    ) { $0.reference = $1 }.completed(by: .conventions)
  ]

  /// The file of the chosen convention, if it is a file.
  var files: [String] {
    guard let reference, Convention.named(reference) == nil else { return [] }
    return [reference]
  }

  /// The chosen convention; nil for none.
  ///
  /// - Throws: `Failure` for an unknown name or an invalid file.
  func chosen() throws(Failure) -> Convention? {
    guard let reference else { return nil }
    return try Self.convention(reference)
  }

  /// The name or file of the chosen convention, checked to be valid; nil for none.
  ///
  /// - Throws: `Failure` for an unknown name or an invalid file.
  func checkedReference() throws(Failure) -> String? {
    _ = try chosen()
    return reference
  }

  /// The chosen convention, or the standard one.
  ///
  /// - Throws: `Failure` for an unknown name or an invalid file.
  func convention() throws(Failure) -> Convention {
    try chosen() ?? .standard
  }

  /// Returns whether a text is the name of a convention, or a possible name of a file.
  static func isKnown(_ reference: String) -> Bool {
    Convention.named(reference) != nil || reference.contains("/") || reference.hasSuffix(".json")
  }

  /// Returns the convention with a name, or that of a file.
  ///
  /// - Parameter folder: the folder of the lock file that contains the reference; nil for the
  ///   command line.
  /// - Throws: `Failure` for an unknown name or an invalid file.
  static func convention(
    _ reference: String, in folder: LockFolder? = nil
  ) throws(Failure) -> Convention {
    if let convention = Convention.named(reference) { return convention }
    guard isKnown(reference) else {
      throw .usage(.unknownConvention(reference, known: Convention.all.map(\.name)))
    }
    let reference = folder?.path(ofWritten: reference) ?? reference
    let bytes = try Files.contents(of: reference)
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
  /// - Throws: `UsageError.notCounted` if it is not.
  func require(_ metric: Metric) throws(Failure) {
    guard defines(metric) else {
      throw .usage(
        .notCounted(metric: metric.name, convention: name, counted: counts.map(\.label)))
    }
  }
}
