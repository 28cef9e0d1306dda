/// The values of the named lengths of a program.
///
/// A program states each length as a number or as an expression of names, with an example: the
/// value that the expression had when the program was exported.
struct SymbolBinding {
  /// The values by their names.
  private(set) var values: [String: Int] = [:]
  /// The names that the user has given a value, directly or by an input's shape.
  private(set) var given: Set<String> = []
  /// Those that the user has given directly, which take precedence over the shapes of inputs.
  private var named: Set<String> = []
  /// The names in the shapes of inputs.
  private var inputNames: Set<String> = []
  private let ranges: [String: ExportedProgram.Range]
  /// The expressions that have been read; nil for one that cannot be.
  private var expressions: [String: SymbolExpression?] = [:]
  private var isAsExported = true

  /// Gives every name in the shapes of inputs its example.
  init(_ sizes: [SymbolicLength], _ ranges: [String: ExportedProgram.Range]) {
    self.ranges = ranges
    var open: [(SymbolExpression, Int)] = []
    for size in sizes {
      guard case .expression(let text, let hint) = size, let expression = expression(text) else {
        continue
      }
      inputNames.formUnion(expression.names)
      guard let hint = try? hint?.length() else { continue }
      if let name = expression.name {
        values[name] = values[name] ?? hint
      } else {
        open.append((expression, hint))
      }
    }
    // A name may occur only in an expression, such as 32·h.
    for (expression, hint) in open {
      let unknown = expression.names.filter { values[$0] == nil }
      guard unknown.count == 1, let name = unknown.first else { continue }
      values[name] = expression.solution(for: name, value: hint, values)
    }
  }

  /// The names that can be given a value.
  var names: [String] { inputNames.union(ranges.keys).sorted() }

  /// Gives a name a value.
  ///
  /// - Throws: `PyTorchError.outOfRange` for a value that was not exported.
  mutating func bind(_ name: String, to value: Int) throws(PyTorchError) {
    if let range = ranges[name] {
      // Programs state a least length of two only because their example was at least that long.
      let least = range.least <= 2 ? 1 : range.least
      guard value >= least, value <= range.most else {
        throw .outOfRange(name, value, least: least, most: range.most)
      }
    }
    isAsExported = isAsExported && values[name] == value
    values[name] = value
    given.insert(name)
  }

  /// Gives a name the value that the user states for it.
  ///
  /// - Throws: `PyTorchError.outOfRange` for a value that was not exported.
  mutating func name(_ name: String, _ value: Int) throws(PyTorchError) {
    named.insert(name)
    try bind(name, to: value)
  }

  /// Gives the names in an expression values so that it has a value.
  ///
  /// - Throws: `PyTorchError.unreachable` if there are none.
  mutating func bind(
    _ text: String, to value: Int, of input: String
  ) throws(PyTorchError) {
    guard let expression = expression(text) else {
      throw .unreachable(value, expression: text, input: input)
    }
    let names = expression.names
    let free = names.subtracting(given)
    guard let name = free.first else {
      guard named.isDisjoint(with: names), expression.value(values) != value else { return }
      throw .unreachable(value, expression: text, input: input)
    }
    if expression.name == name { return try bind(name, to: value) }
    guard free.count == 1, let number = expression.solution(for: name, value: value, values) else {
      throw .unreachable(value, expression: text, input: input)
    }
    try bind(name, to: number)
  }

  /// Gives a name a value if the user has not done so and the value was exported.
  mutating func prefer(_ name: String, _ value: Int) -> Bool {
    guard !given.contains(name), values[name] != value else { return false }
    guard (try? bind(name, to: value)) != nil else { return false }
    given.remove(name)
    return true
  }

  /// Returns the name of a length that is nothing else.
  mutating func name(of size: SymbolicLength) -> String? {
    guard case .expression(let text, hint: _) = size else { return nil }
    return expression(text)?.name
  }

  /// Returns a number; nil for one that depends on the data.
  ///
  /// - Throws: `PyTorchError.expression` for an expression without a value.
  mutating func value(
    of size: SymbolicLength, in tensor: String
  ) throws(PyTorchError) -> RawInteger? {
    switch size {
    case .fixed(let length): return length
    case .expression(let text, let hint):
      guard let expression = expression(text) else {
        // It is not known how the length depends on others, only what it was.
        guard let hint, isAsExported else { throw .expression(text, tensor: tensor) }
        return hint
      }
      if let value = expression.value(values) { return RawInteger(value) }
      guard expression.names.allSatisfy({ values[$0] != nil }) else { return nil }
      throw .expression(text, tensor: tensor)
    }
  }

  private mutating func expression(_ text: String) -> SymbolExpression? {
    if let known = expressions[text] { return known }
    let expression = SymbolExpression(text)
    expressions[text] = .some(expression)
    return expression
  }
}
