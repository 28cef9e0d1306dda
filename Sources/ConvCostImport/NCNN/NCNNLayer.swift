/// A line of an ncnn file: a layer with the names of what it reads and gives, and its values, whose
/// keys are numbers.
struct NCNNLayer: Sendable {
  /// What follows a key.
  enum Value: Equatable, Sendable {
    case integer(Int)
    case real(Double)
    case array([Double])
    case text(String)
  }

  /// The line in the file, counted from one.
  var line: Int
  /// The kind of the layer, such as `ConvolutionDepthWise`.
  var type: String
  /// Its name.
  var name: String
  /// The names of what it reads.
  var inputs: [String]
  /// The names of what it gives.
  var outputs: [String]
  /// The values, by their keys.
  var values: [Int: Value]
}

extension NCNNLayer {
  /// A key with the name that ncnn's documentation gives it.
  struct Key {
    var number: Int
    var name: String

    init(_ number: Int, _ name: String) {
      self.number = number
      self.name = name
    }
  }

  /// Stands for "not given" in many keys.
  static let absent: RawInteger = -233
  /// The key of the shapes of the results, which optimised files state.
  private static let shapeHints = 30

  /// Whether a key is given.
  func has(_ key: Int) -> Bool { values[key] != nil }

  /// Returns a whole number.
  func integer(_ key: Key, default standard: Int) throws(OperatorProblem) -> RawInteger {
    try integer(key) ?? RawInteger(standard)
  }

  /// Returns a whole number; nil if the key is not given.
  func integer(_ key: Key) throws(OperatorProblem) -> RawInteger? {
    switch values[key.number] {
    case nil: return nil
    case .integer(let number)?: return RawInteger(number)
    case .real(let number)?:
      if let whole = Self.whole(number) { return RawInteger(whole) }
    case .array?, .text?: break
    }
    throw problem(key, expected: "a whole number")
  }

  /// Returns a length.
  func length(
    _ key: Key, default standard: Int, from least: Int = 0
  ) throws(OperatorProblem) -> Int {
    let number = try integer(key, default: standard)
    do throws(OperatorProblem) {
      return try number.length(from: least)
    } catch {
      throw problem(key, found: "\(number)", expected: "\(least) to \(RawInteger.longest)")
    }
  }

  /// Returns how many numbers a key says that the file of the weights has; these may be more than a
  /// length can be.
  func count(_ key: Key) throws(OperatorProblem) -> Int {
    let number = try integer(key, default: 0)
    guard number >= 0 else { throw problem(key, found: "\(number)", expected: "a count from 0") }
    return number.clamped(to: 0...Int.max)
  }

  /// Returns whether a key is given and not zero.
  func flag(_ key: Key, default standard: Bool = false) throws(OperatorProblem) -> Bool {
    try integer(key, default: standard ? 1 : 0) != 0
  }

  /// Returns a number; nil if the key is not given.
  func real(_ key: Key) throws(OperatorProblem) -> Double? {
    switch values[key.number] {
    case nil: return nil
    case .integer(let number)?: return Double(number)
    case .real(let number)?: return number
    case .array?, .text?: throw problem(key, expected: "a number")
    }
  }

  /// Returns how many numbers a list has.
  func size(_ key: Key) throws(OperatorProblem) -> Int {
    switch values[key.number] {
    case nil: return 0
    case .array(let list)?: return list.count
    case .integer?, .real?, .text?: throw problem(key, expected: "a list")
    }
  }

  /// Returns a list of whole numbers; empty if it is not given.
  func integers(_ key: Key) throws(OperatorProblem) -> [RawInteger] {
    guard let value = values[key.number] else { return [] }
    guard case .array(let list) = value else { throw problem(key, expected: "a list") }
    var numbers: [RawInteger] = []
    for number in list {
      guard let whole = Self.whole(number) else {
        throw problem(key, expected: "whole numbers")
      }
      numbers.append(RawInteger(whole))
    }
    return numbers
  }

  /// The lengths of a result that the file states, outermost first; nil if it does not.
  ///
  /// Each result has four numbers: how many dimensions there are, then width, height and channels.
  func hint(of output: Int) -> [Int]? {
    guard case .array(let list)? = values[Self.shapeHints], list.count >= 4 * (output + 1) else {
      return nil
    }
    let numbers = list[(4 * output)..<(4 * output + 4)].compactMap(Self.whole)
    guard numbers.count == 4, (1...3).contains(numbers[0]) else { return nil }
    let lengths = Array(numbers[1...numbers[0]].reversed())
    return lengths.allSatisfy { (1...RawInteger.longest).contains($0) } ? lengths : nil
  }

  func problem(
    _ key: Key, found: String? = nil, expected: String
  ) -> OperatorProblem {
    .other(
      "key \(key.number) (\(key.name)): " + (found.map { "found \($0), " } ?? "")
        + "expected \(expected)")
  }

  private static func whole(_ number: Double) -> Int? {
    guard number.magnitude < 0x1p53 else { return nil }
    let whole = Int(number)
    return Double(whole) == number ? whole : nil
  }
}
