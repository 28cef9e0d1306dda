/// A section of a Darknet file: a layer, or the settings of the network.
struct DarknetSection: Sendable {
  /// The line of its name, counted from one.
  var line: Int
  /// The name between the brackets, such as `convolutional`.
  var name: String
  /// The values of its keys; the first one counts if a key is repeated, as in Darknet.
  var values: [String: String] = [:]
}

extension DarknetSection {
  /// Returns a whole number; nil if the key is missing.
  func integer(_ key: String) throws(OperatorProblem) -> RawInteger? {
    guard let text = values[key] else { return nil }
    guard let number = Int(text) else { throw problem(key, text, expected: "a whole number") }
    return RawInteger(number)
  }

  /// Returns a length.
  func length(
    _ key: String, default standard: Int, from least: Int = 0
  ) throws(OperatorProblem) -> Int {
    guard let number = try integer(key) else { return standard }
    guard number >= RawInteger(least), number <= RawInteger(RawInteger.longest) else {
      throw problem(key, "\(number)", expected: "\(least) to \(RawInteger.longest)")
    }
    return try number.length(from: least)
  }

  /// Returns whether a key is given and not zero.
  func flag(_ key: String) throws(OperatorProblem) -> Bool { try integer(key) ?? 0 != 0 }

  /// Returns a list of whole numbers; nil if the key is missing.
  func integers(_ key: String) throws(OperatorProblem) -> [RawInteger]? {
    guard let text = values[key] else { return nil }
    var numbers: [RawInteger] = []
    // A comma at the end is common.
    for part in text.split(separator: ",") {
      guard let number = Int(part) else {
        throw problem(key, text, expected: "whole numbers with commas between them")
      }
      numbers.append(RawInteger(number))
    }
    return numbers
  }

  /// The lengths of a step or a window, whose height and width may differ.
  func extent(_ key: String, default standard: Int) throws(OperatorProblem) -> [Int] {
    let both = try length(key, default: standard, from: 1)
    return [
      try length("\(key)_y", default: both, from: 1),
      try length("\(key)_x", default: both, from: 1),
    ]
  }

  func problem(_ key: String, _ found: String, expected: String) -> OperatorProblem {
    .other("\(key): found '\(found)', expected \(expected)")
  }
}
