/// An operator of a program, with the graphs that operators run in its place and with the numbers
/// of its tensors.
struct ProgramStep {
  /// A value of an argument.
  enum Value {
    case tensor(Int)
    case tensors([Int?])
    case integers([RawInteger])
    case number(Double)
    case flag(Bool)
    case text(String)
    /// Nothing, or a value that does not matter or is unknown.
    case none
  }

  /// The operator's name.
  var target: TorchTarget
  /// What it does; nil for an unknown operator.
  var meaning: TorchOperator?
  /// The arguments with their names.
  var arguments: [(name: String, value: Value)]
  /// The numbers of the tensors that it gives.
  var outputs: [Int]
  /// The modules around it.
  var modules: ModuleStack
  /// The Python function that was called.
  var function: String
}

/// The modules around an operator, outermost first.
struct ModuleStack: Equatable {
  /// A call of a module.
  struct Call: Equatable {
    /// The name of the call, which tells several calls of one module apart.
    var key: String
    /// The module's path, such as `layer1.0`; empty for the network itself.
    var path: String
    /// The module's class, such as `torch.nn.modules.conv.Conv2d`.
    var type: String
  }

  var calls: [Call] = []

  /// Reads PyTorch's text: `key,path,class;…`.
  init(_ text: String) {
    for entry in text.utf8.split(separator: UInt8(ascii: ";")).prefix(Self.deepest) {
      let parts = Self.parts(entry)
      guard parts.count == 3 else { continue }
      calls.append(
        Call(
          key: String(Substring(parts[0])), path: Self.path(Substring(parts[1])),
          type: String(Substring(parts[2]))))
    }
  }

  /// The most modules around an operator.
  private static let deepest = 64

  /// Divides a text at its commas, but not at those in parentheses, as in `getattr(a, '0')`.
  private static func parts(_ text: Substring.UTF8View) -> [Substring.UTF8View] {
    var depth = 0
    return text.split(omittingEmptySubsequences: false) { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return byte == UInt8(ascii: ",") && depth == 0
    }
  }

  /// Returns the path of a module. Older versions write the Python expression for it:
  /// `getattr(L['self'].layer1, '0')`.
  private static func path(_ text: Substring) -> String {
    guard text.hasPrefix("L[") || text.hasPrefix("getattr(") else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    func drop(_ word: String) -> Bool {
      guard rest.starts(with: word.utf8) else { return false }
      rest = rest.dropFirst(word.utf8.count)
      return true
    }
    while let byte = rest.first {
      if drop("getattr(") || drop("L['self']") || drop("')") { continue }
      if drop(", '") {
        bytes.append(UInt8(ascii: "."))
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes.drop { $0 == UInt8(ascii: ".") }, as: UTF8.self)
  }
}
