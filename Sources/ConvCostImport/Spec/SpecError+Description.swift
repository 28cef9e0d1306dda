import ConvCostJSON
import ConvCostText

extension SpecError: CustomStringConvertible {
  /// One line: the line and column, the place in the tree, what was found and what was expected.
  package var description: String {
    let place = [position?.text, path.isEmpty ? nil : path].compactMap { $0 }
    return (place + [problem.description]).joined(separator: ": ")
  }
}

extension SpecError.Problem: CustomStringConvertible {
  /// The problem in English, without the place.
  package var description: String {
    switch self {
    case .json(let problem): problem.description
    case .unexpected(let found, let expected):
      "found \(TerminalText.shortened(found, to: 100)), expected \(expected)"
    case .unknownKey(let key, let known):
      "unknown key \"\(key)\"\(UnknownName(key, among: known).suggestion(orSee: "the README"))"
    case .unknownName(let name, let known):
      "unknown name \"\(name)\"\(UnknownName(name, among: known).suggestion(orSee: "the README"))"
    case .noKind(let known):
      "an object without a layer, expected a key such as \(known.prefix(5).joined(separator: ", "))"
    case .twoKinds(let first, let second):
      "both \"\(first)\" and \"\(second)\", expected one of them"
    case .missingKey(let key): "\"\(key)\" is missing"
    case .noEffect(let key, let reason): "\"\(key)\" has no effect: \(reason)"
    case .expression(let text, let problem):
      "'\(TerminalText.shortened(text, to: 100))': \(problem)"
    case .layer(let problem): problem.description
    case .tooManyLayers(let limit): "more than \(limit) layers"
    }
  }
}

extension NoEffect: CustomStringConvertible {
  /// The reason, in English.
  package var description: String {
    switch self {
    case .groupsOfDepthwise: "each channel of a depthwise convolution is a group of its own"
    case .multiplierOfGrouped: "only a depthwise convolution has a multiplier"
    case .roundingOfTransposed:
      "the length of a transposed convolution's output is a whole number without rounding"
    case .ofLabel: "a label has no operation"
    case .ofTable: "a table gives several layers; each can have its own"
    case .ofUnexpanded: "\"expands\" is false"
    case .besides(let key): "\"\(key)\" already states it"
    case .without(let key): "it needs \"\(key)\""
    case .onlyOf(let kind): "only \(kind) has it"
    }
  }
}

extension ExpressionProblem: CustomStringConvertible {
  /// The problem in English.
  package var description: String {
    switch self {
    case .unexpected(let found, let expected): "found '\(found)', expected \(expected)"
    case .unknownName(let name, let known):
      "unknown name '\(name)'"
        + (known.isEmpty ? "" : UnknownName(name, among: known).suggestion(orSee: "the README"))
    case .arguments(let name, let expected, let found):
      "\(name) takes \(expected) argument\(expected == 1 ? "" : "s"), found \(found)"
    case .undefined: "the result, or a part of it, is not a number"
    case .tooDeep(let limit): "nested more than \(limit) deep"
    case .tooLong(let limit): "longer than \(limit) characters"
    }
  }
}
