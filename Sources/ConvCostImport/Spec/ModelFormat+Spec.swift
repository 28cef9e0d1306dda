import ConvCostCore

extension ModelFormat {
  /// The project's own files, which people write as JSON.
  static let spec = ModelFormat(
    name: "spec", recognizes: NetworkSpec.isSpec,
    read: { bytes, options throws(ModelFileError.Cause) in
      guard bytes.count <= longestSpec else { throw .file(.tooLong(limit: longestSpec)) }
      if let name = options.dimensions.keys.min() { throw .noDimensions(name) }
      let text = bytes.withBytes(in: 0..<bytes.count) { Array($0) }
      let spec = try reading { () throws(SpecError) in try NetworkSpec(text) }
      let known = spec.parameters.map(\.name)
      for name in options.parameters.keys.sorted() where !known.contains(name) {
        throw .unknownParameter(name, known: known)
      }
      var network = try reading { () throws(SpecError) in try spec.network(options.parameters) }
      try network.resizeInputs(options)
      do throws(NetworkError) {
        return ModelContent(graph: try network.graph(), network: network, about: spec.about)
      } catch {
        throw .network(error)
      }
    })

  /// The longest spec, in bytes.
  private static let longestSpec = 64 << 20

  private static func reading<Result>(
    _ work: () throws(SpecError) -> Result
  ) throws(ModelFileError.Cause) -> Result {
    do throws(SpecError) {
      return try work()
    } catch {
      throw .spec(error)
    }
  }
}

extension Network {
  /// Gives the inputs the lengths that the options say.
  fileprivate mutating func resizeInputs(
    _ options: ModelOptions
  ) throws(ModelFileError.Cause) {
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
