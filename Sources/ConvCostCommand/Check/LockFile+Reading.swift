import ConvCostCore
import ConvCostImport
import ConvCostReports

extension LockFile {
  /// Reads a lock file; nil where it is not there.
  ///
  /// - Throws: `Failure` with the line of what is wrong. A key that is not known is an error too,
  ///   for an update would lose it.
  static func read(_ path: String) throws(Failure) -> LockFile? {
    guard let bytes = try Files.read(path) else { return nil }
    do throws(FileProblem) {
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONReader.read(bytes, strictly: true)
      } catch {
        throw FileProblem.json(error)
      }
      return try LockFile(value)
    } catch {
      throw .malformed(file: path, error)
    }
  }

  private init(_ value: JSONValue) throws(FileProblem) {
    let file = try Fields(value, at: "the file", known: ["schema", "networks"])
    let schema = try file.require("schema")
    guard schema.string == Self.schema else {
      throw schema.unexpected(at: "schema", expected: "\"\(Self.schema)\"")
    }
    let networks = try file.require("networks")
    guard let elements = networks.elements else {
      throw networks.unexpected(at: "networks", expected: "an array")
    }
    guard !elements.isEmpty else {
      throw networks.unexpected(at: "networks", expected: "at least one network")
    }
    entries = []
    var names: Set<String> = []
    for element in elements {
      let entry = try Entry(element)
      guard names.insert(canonicalName(entry.network)).inserted else {
        throw .duplicateNetwork(element.position, entry.network)
      }
      entries.append(entry)
    }
  }
}

extension LockFile.Entry {
  fileprivate init(_ value: JSONValue) throws(FileProblem) {
    let fields = try Fields(
      value, at: "a network", known: ["network", "expected", "tolerance", "max", "blocks"])
    position = value.position
    let name = try fields.require("network")
    guard let network = name.string else {
      throw name.unexpected(at: "network", expected: "a string")
    }
    self.network = network

    expected = [:]
    if let value = fields["expected"] {
      let totals = try Fields(value, at: "expected", known: Metric.allCases.map(\.rawValue))
      for metric in Metric.allCases {
        guard let value = totals[metric.rawValue] else { continue }
        expected[metric] = try value.count(at: metric.rawValue)
      }
    }
    if let value = fields["tolerance"] { tolerance = try LockFile.Tolerance(value) }
    if let value = fields["max"] {
      let limits = try Fields(value, at: "max", known: Metric.allCases.map(\.rawValue))
      for metric in Metric.allCases {
        guard let value = limits[metric.rawValue] else { continue }
        budgets[metric] = try LockFile.Quantity(value, at: metric.rawValue)
      }
    }

    blocks = []
    guard !expected.isEmpty || !budgets.isEmpty else {
      throw .nothingExpected(value.position, network)
    }
    guard let list = fields["blocks"] else { return }
    guard let elements = list.elements else {
      throw list.unexpected(at: "blocks", expected: "an array")
    }
    for element in elements { blocks.append(try LockFile.Block(element)) }
  }
}

extension LockFile.Block {
  fileprivate init(_ value: JSONValue) throws(FileProblem) {
    let fields = try Fields(
      value, at: "a block", known: ["path", "parameters", "macs", "activations"])
    let path = try fields.require("path")
    guard let text = path.string else { throw path.unexpected(at: "path", expected: "a string") }
    self.path = text
    parameters = try fields.require("parameters").count(at: "parameters")
    macs = try fields.require("macs").count(at: "macs")
    activations = try fields.require("activations").count(at: "activations")
  }
}

extension LockFile.Quantity {
  /// Reads a count, or a text such as `600M`.
  fileprivate init(_ value: JSONValue, at place: String) throws(FileProblem) {
    if let count = value.integer, count >= 0 {
      self.init(count: count, json: .integer(count))
    } else if let text = value.string, let count = scaledCount(text) {
      self.init(count: count, json: .string(text))
    } else {
      throw value.unexpected(at: place, expected: "a count, such as 600000000 or \"600M\"")
    }
  }
}

extension LockFile.Tolerance {
  /// Reads a percentage such as `1%`, or a count.
  fileprivate init(_ value: JSONValue) throws(FileProblem) {
    // A percentage is held exactly, in millionths of a percent.
    if let count = value.integer, count >= 0 {
      self.init(bound: .count(count), json: .integer(count))
    } else if let text = value.string, text.hasSuffix("%"),
      let millionths = scaledCount(text.dropLast() + "M"), millionths <= 100_000_000
    {
      self.init(bound: .millionthsOfPercent(millionths), json: .string(text))
    } else {
      throw value.unexpected(
        at: "tolerance", expected: "a percentage, such as \"1%\", or a count")
    }
  }
}

/// Reads a count with a decimal point and a unit, K, M, G or T: `600M`, `1.5G`.
func scaledCount(_ text: String) -> Int? {
  let units: [Character: Int] = ["K": 3, "M": 6, "G": 9, "T": 12]
  guard let last = text.last else { return nil }
  var digits = Substring(text)
  var power = 0
  if let unit = units[last] {
    power = unit
    digits = digits.dropLast()
  }
  let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) })
  else { return nil }
  // Whole numbers only: the digits behind the point are moved before it.
  let fraction = parts.count == 2 ? parts[1] : ""
  guard fraction.count <= power else { return nil }
  return Int(parts[0] + fraction + String(repeating: "0", count: power - fraction.count))
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

/// The members of an object, of which none is unknown.
private struct Fields {
  private let value: JSONValue
  private let place: String

  init(_ value: JSONValue, at place: String, known: [String]) throws(FileProblem) {
    guard let members = value.members else {
      throw value.unexpected(at: place, expected: "an object")
    }
    for member in members where !known.contains(member.key) {
      throw .unknownKey(member.position, key: member.key, known: known)
    }
    self.value = value
    self.place = place
  }

  subscript(key: String) -> JSONValue? { value[key] }

  func require(_ key: String) throws(FileProblem) -> JSONValue {
    guard let value = value[key] else {
      throw .missingKey(value.position, key: key, at: place)
    }
    return value
  }
}

extension JSONValue {
  fileprivate func unexpected(at place: String, expected: String) -> FileProblem {
    .unexpected(position, at: place, found: kind, expected: expected)
  }

  fileprivate func count(at place: String) throws(FileProblem) -> Int {
    guard let count = integer, count >= 0 else {
      throw unexpected(at: place, expected: "a count")
    }
    return count
  }
}
