extension NetworkError: CustomStringConvertible {
  /// One line: path, operation, inputs, problem.
  ///
  ///     features.3: MaxPool2d 3×3 s2 on 64×1×1: the window does not fit, output height …
  public var description: String {
    var place = path.isEmpty ? [] : [path]
    if let operation {
      let shapes = inputs.map(\.description).joined(separator: ", ")
      let text = operation.description(on: inputs.first ?? .map(1, 1))
      place.append(inputs.isEmpty ? text : "\(text) on \(shapes)")
    }
    return (place + [problem.description]).joined(separator: ": ")
  }
}
