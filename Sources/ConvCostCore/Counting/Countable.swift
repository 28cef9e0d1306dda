/// What has operations that can be counted: a network, or what a model file holds.
///
/// What is said here of both, such as `report(by:on:)`, holds for whatever else conforms.
public protocol Countable: Sendable {
  /// What reports say of it beside its costs.
  var subject: Subject { get }

  /// Returns what each of its operations costs by a convention.
  ///
  /// - Throws: `NetworkError` for a layer that cannot work or a count that does not fit.
  func analysis(by convention: Convention) throws(NetworkError) -> Analysis
}
