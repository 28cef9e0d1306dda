package import ConvCostCore

/// A network of layers that was read from a file and whose inputs and parameters can still be set.
package protocol LayerModel: Sendable {
  /// The file's own description; empty without one.
  var about: String { get }
  /// The names of the inputs; empty for a single unnamed one.
  var inputNames: [String] { get }
  /// The numbers that users can set.
  var parameters: [NetworkSpec.Parameter] { get }
  /// Returns the network.
  ///
  /// - Throws: `ModelFileError.Cause` for a file that is not a network with these options.
  func network(_ options: ModelOptions) throws(ModelFileError.Cause) -> Network
}

extension LayerModel {
  /// Returns the network with its graph.
  func content(_ options: ModelOptions) throws(ModelFileError.Cause) -> ModelContent {
    if let name = options.dimensions.keys.min() { throw .noDimensions(name) }
    let known = parameters.map(\.name)
    for name in options.parameters.keys.sorted() where !known.contains(name) {
      throw known.isEmpty && !(self is NetworkSpec)
        ? .noParameters(name) : .unknownParameter(name, known: known)
    }
    let network = try network(options)
    do throws(NetworkError) {
      let graph = try network.graph()
      return ModelContent(
        graph: graph, network: network, about: about, notes: network.subject.notes,
        warning: graph.lowerBoundWarning)
    } catch {
      throw .network(error)
    }
  }
}

extension Network {
  /// Gives the inputs the lengths that the options say.
  mutating func resizeInputs(_ options: ModelOptions) throws(ModelFileError.Cause) {
    if let lengths = options.input {
      input = try Self.resized(input, to: lengths, of: inputName?.text ?? "input")
    }
    for (name, lengths) in options.inputs.sorted(by: { $0.key < $1.key }) {
      if name == inputName?.text {
        input = try Self.resized(input, to: lengths, of: name)
      } else if let index = sideInputs.firstIndex(where: { $0.label.text == name }) {
        sideInputs[index].shape = try Self.resized(
          sideInputs[index].shape, to: lengths, of: name)
      } else {
        throw .unknownInput(
          name, known: ([inputName] + sideInputs.map(\.label)).compactMap(\.?.text))
      }
    }
  }

  private static func resized(
    _ shape: Shape, to lengths: [Int], of name: String
  ) throws(ModelFileError.Cause) -> Shape {
    guard let resized = shape.resized(to: lengths) else {
      throw .badInput(name, lengths, own: shape)
    }
    return resized
  }
}
