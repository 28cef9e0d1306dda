/// A length that a file writes as an expression of named ones, such as `s0` or `((s0 - 1)//2) + 1`.
///
/// PyTorch writes them with SymPy, newer versions as calls:
/// `Add(FloorDiv(Add(Symbol('s0', integer=True), Integer(-1)), Integer(2)), Integer(1))`.
struct SymbolExpression: Equatable {
  /// What is done one after the other with the numbers that were computed before.
  enum Step: Equatable {
    /// A number.
    case number(SymbolNumber)
    /// The number with a name.
    case name(String)
    /// A function of the last numbers.
    case call(SymbolFunction, arguments: Int)
  }

  /// The steps, at the end of which one number is left.
  private let steps: [Step]

  /// Reads an expression; nil for one that is not of this form.
  init?(_ text: String) {
    var parser = SymbolParser(text)
    guard let steps = parser.parse() else { return nil }
    self.steps = steps
  }

  /// The names in it.
  var names: Set<String> {
    Set(
      steps.compactMap {
        if case .name(let name) = $0 { name } else { nil }
      })
  }

  /// The name, if the expression is only that.
  var name: String? {
    guard steps.count == 1, case .name(let name) = steps[0] else { return nil }
    return name
  }

  /// Returns the value with the given numbers for the names; nil if there is none.
  func value(_ numbers: [String: Int]) -> Int? {
    var stack: [SymbolNumber] = []
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .name(let name):
        guard let number = numbers[name] else { return nil }
        stack.append(SymbolNumber(number))
      case .call(let function, let count):
        guard count <= stack.count, let result = function.value(Array(stack.suffix(count))) else {
          return nil
        }
        stack.removeLast(count)
        stack.append(result)
      }
    }
    return stack.count == 1 ? stack[0].whole : nil
  }

  /// Returns the number that a name must stand for so that the expression has a value; nil if there
  /// is no such number, or if the expression is not a multiple of the name and a constant.
  func solution(for name: String, value wanted: Int, _ numbers: [String: Int]) -> Int? {
    func value(at number: Int) -> Int? { self.value(numbers.merging([name: number]) { $1 }) }
    // Some expressions are only whole for even numbers, or for those of a power of two.
    let base = 1 << 10
    guard let first = value(at: base), let second = value(at: 2 * base), second > first,
      let ratio = SymbolNumber(base, over: second - first),
      let distance = wanted.subtracting(first).flatMap({ ratio.multiplied(by: SymbolNumber($0)) }),
      let number = distance.adding(SymbolNumber(base))?.whole, number > 0,
      value(at: number) == wanted
    else { return nil }
    return number
  }
}

extension Int {
  /// Returns the difference; nil if it does not fit in 64 bits.
  fileprivate func subtracting(_ other: Int) -> Int? {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? nil : difference
  }
}
