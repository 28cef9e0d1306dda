import ConvCostText

extension PyTorchError: CustomStringConvertible {
  /// One line: the place, what was found, what was expected.
  package var description: String {
    switch self {
    case .other(let other): other.description
    case .zip(let error): error.description
    case .structure(let name, let error): "'\(name)': \(error)"
    case .version(let major, let minor, let known):
      "the program has version \(major).\(minor) of PyTorch's format, expected \(known); export it"
        + " with another version of PyTorch"
    case .tooManyOperators(let limit): "more than \(limit) operators"
    case .unknownValue(let value, let node):
      "\(node): reads '\(value)', which no earlier operator computes"
    case .badShape(let name, let shape):
      "the tensor '\(name)' has the shape \(shape), expected lengths from 0 to"
        + " \(RawInteger.longest) whose product fits in 64 bits"
    case .expression(let text, let tensor):
      "the tensor '\(tensor)': the length \(text) has no value"
    case .node(let name, let target, let problem): "\(name) (\(target)): \(problem)"
    case .openLengths(let names, let input):
      "the input '\(input)' leaves \(Self.quoted(names)) open"
    case .unknownInput(let name, let known):
      "no input is called '\(name)'" + UnknownName(name, among: known).suggestion()
    case .unknownLength(let name, let known):
      known.isEmpty
        ? "no length is called '\(name)': the file fixes all lengths; \(Self.dynamicExport)"
        : "no length is called '\(name)'" + UnknownName(name, among: known).suggestion()
    case .fixedInput(let input, let own, let axis, let given):
      "the input '\(input)' is \(Self.text(own)): found \(given) for axis \(axis), which the file"
        + " fixes; \(Self.dynamicExport)"
    case .badInput(let input, let own, let given):
      "input: found '\(Self.text(given))', expected a shape for \(Self.text(own)), the shape of"
        + " '\(input)'"
    case .unreachable(let length, let expression, let input):
      "the input '\(input)': a length of \(length) is not possible, expected \(expression)"
    case .outOfRange(let name, let length, let least, let most):
      "found \(length) for '\(name)', which was exported for "
        + (most == RawInteger.longest ? "\(least) and more" : "\(least) to \(most)")
    case .noInput: "no input of the program is a tensor"
    case .network(let error): "\(error)"
    }
  }

  private static let dynamicExport =
    "torch.export.export with dynamic_shapes leaves lengths open"

  private static func text(_ lengths: [some CustomStringConvertible]) -> String {
    lengths.map(\.description).joined(separator: "×")
  }

  /// Returns names in quotes, as `'a', 'b' and 'c'`.
  private static func quoted(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(lastBy: "and")
  }
}

extension OtherArchive: CustomStringConvertible {
  /// What the archive is, and the line of Python that writes a program.
  package var description: String {
    let export = #"torch.export.save(torch.export.export(model.eval(), (x,)), "net.pt2")"#
    return switch self {
    case .pickled:
      "a PyTorch checkpoint, which has parameters but no operators; in Python, \(export) writes the"
        + " network"
    case .torchScript:
      "a TorchScript program, whose shapes are known only while it runs; in Python, \(export)"
        + " writes the network of the original model"
    case .compiled:
      "a program compiled by AOTInductor, which has no operators left; in Python, \(export) writes"
        + " the network"
    case .empty: "an archive without a network; in Python, \(export) writes one"
    }
  }
}
