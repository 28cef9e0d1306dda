/// The name of an operator, taken apart: `torch.ops.aten.relu_.default` is `relu` in place.
struct TorchTarget: Equatable {
  /// The name with its namespace, unless that is PyTorch's own.
  let name: String
  /// The name with its namespace.
  let fullName: String
  /// The variant for some types of arguments, such as `Tensor`; empty without one.
  let variant: String
  /// Whether the result takes the place of the first argument.
  let isInPlace: Bool
  /// What the operator does; nil for an unknown one.
  let meaning: TorchOperator?

  private static let operators = "torch.ops."
  private static let usualNamespace = "aten"

  init(_ text: String) {
    guard text.hasPrefix(Self.operators) else {
      // Arithmetic of lengths: `_operator.mul`, `math.ceil`, `torch.sym_max`.
      (name, fullName, variant, isInPlace, meaning) = (text, text, "", false, .nothing)
      return
    }
    var parts = text.dropFirst(Self.operators.count).split(
      separator: ".", omittingEmptySubsequences: false)
    let isOwn = parts.first == Self.usualNamespace[...]
    let isHigher = parts.first == "higher_order"
    fullName = parts.dropLast(parts.count > 2 && !isHigher ? 1 : 0).joined(separator: ".")
    if isOwn { parts.removeFirst() }
    variant = !isHigher && parts.count > (isOwn ? 1 : 2) ? String(parts.removeLast()) : ""
    var name = parts.joined(separator: ".")
    isInPlace = name.utf8.last == UInt8(ascii: "_") && !name.hasSuffix("__")
    if isInPlace { name.removeLast() }
    self.name = name
    meaning = TorchOperator.all[name] ?? TorchOperator.all["\(name).\(variant)"]
  }

  /// The operator's name in reports.
  var label: String { meaning == nil ? fullName : isInPlace ? name + "_" : name }
}
