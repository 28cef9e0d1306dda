import ConvCostCore

/// Finds how the source of a network writes each operator, by the modules around it.
///
/// | the innermost module is | the operator is |
/// |---|---|
/// | a layer of PyTorch, such as `nn.Conv2d` | a module |
/// | a layer of somebody else | a custom module |
/// | a block or the network | a function, a method or an operator of Python, as it was called |
///
/// A layer of somebody else calls no module, and the operator is its only one or reads one of its
/// parameters.
struct ModuleForms {
  /// The calls of modules that call modules themselves.
  private var containers: Set<String> = []
  /// The number of operators of each call.
  private var counts: [String: Int] = [:]

  /// - Parameter steps: the operators that depend on the network's input.
  init(_ steps: some Sequence<ProgramStep>) {
    for step in steps {
      for call in step.modules.calls.dropLast() { containers.insert(call.key) }
      if let call = step.modules.calls.last { counts[call.key, default: 0] += 1 }
    }
  }

  /// Returns the form of an operator; nil for the usual one.
  ///
  /// - Parameter parameters: the names of the parameters that it reads.
  func form(of step: ProgramStep, reading parameters: [String]) -> SourceForm? {
    guard let call = step.modules.calls.last else { return nil }
    if Self.isLayer(call.type) { return .module }
    // A mean is this operator, not that of a pool, wherever it is.
    if step.meaning == .mean { return .method }
    if !call.path.isEmpty, !containers.contains(call.key), !Self.isOwn(call.type),
      counts[call.key] == 1 || parameters.contains(where: { Self.module(of: $0) == call.path })
    {
      return .customModule
    }
    return Self.form(of: step.function, step.meaning)
  }

  private static let layers = "torch.nn.modules."

  /// Whether a class is PyTorch's own.
  private static func isOwn(_ type: String) -> Bool { type.hasPrefix(layers) }

  /// Whether a class is a layer of PyTorch and not a block of several.
  private static func isLayer(_ type: String) -> Bool {
    guard isOwn(type) else { return false }
    let name = type.dropFirst(layers.count)
    return !name.hasPrefix("container.") && !name.hasPrefix("transformer.")
      && name != "activation.MultiheadAttention"
  }

  /// Returns the path of the module that a parameter belongs to.
  private static func module(of parameter: String) -> Substring {
    parameter.lastIndex(of: ".").map { parameter[..<$0] } ?? ""
  }

  /// Returns the form by the kind of function that was called, such as
  /// `conv2d_1;builtin_function_or_method.conv2d`.
  private static func form(of function: String, _ meaning: TorchOperator?) -> SourceForm? {
    let bytes = function.utf8
    let place = bytes.lastIndex(of: UInt8(ascii: ";")).map(bytes.index(after:))
    let called = Substring(bytes[(place ?? bytes.startIndex)...])
    if called.hasPrefix("wrapper_descriptor.") { return .operator }
    if called.hasPrefix("method_descriptor.") {
      // PyTorch records `a + b` as it does `a.add(b)`, which is rare.
      switch meaning {
      case .merge(.add), .merge(.multiply), .function, .product: return .operator
      default: return .method
      }
    }
    return called.isEmpty ? nil : .function
  }
}
