import ConvCostCore
import ConvCostText

/// The user's options for the network of a file: lengths and parameters.
package struct ModelOptions: Equatable, Sendable {
  /// The lengths of the first input; nil for the file's.
  package var input: [Int]?
  /// The lengths of other inputs, by their names.
  package var inputs: [String: [Int]]
  /// Lengths that a file leaves open, by their names.
  package var dimensions: [String: Int]
  /// Values of parameters, by their names.
  package var parameters: [String: Double]

  /// Creates options; the others are the file's.
  package init(
    input: [Int]? = nil, inputs: [String: [Int]] = [:], dimensions: [String: Int] = [:],
    parameters: [String: Double] = [:]
  ) {
    self.input = input
    self.inputs = inputs
    self.dimensions = dimensions
    self.parameters = parameters
  }

  /// Checks the values that no network can have.
  func validate() throws(ModelFileError.Cause) {
    let named = inputs.sorted { $0.key < $1.key }.map { ("input \($0.key)", $0.value) }
    let open = dimensions.sorted { $0.key < $1.key }.map { ($0.key, [$0.value]) }
    for (name, lengths) in (input.map { [("input", $0)] } ?? []) + named + open {
      for length in lengths where !(1...Shape.longestDimension).contains(length) {
        throw .badLength(name, length)
      }
      guard !lengths.isEmpty else { throw .noLengths(name) }
    }
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) where !value.isFinite {
      throw .badParameter(name)
    }
  }

  /// The options as they can be written on a command line, in the order of their names.
  var list: [Subject.Option] {
    func text(_ lengths: [Int]) -> String { lengths.map(String.init).joined(separator: "x") }
    func text(_ number: Double) -> String {
      Digits.whole(number).map(String.init) ?? "\(number)"
    }
    var options = input.map { [Subject.Option(key: "input", value: text($0))] } ?? []
    options += inputs.map { Subject.Option(key: "input=\($0.key)", value: text($0.value)) }
      .sorted { $0.key < $1.key }
    options += dimensions.map { Subject.Option(key: $0.key, value: "\($0.value)") }
      .sorted { $0.key < $1.key }
    options += parameters.map { Subject.Option(key: $0.key, value: text($0.value)) }
      .sorted { $0.key < $1.key }
    return options
  }
}
