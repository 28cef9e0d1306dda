import ConvCostCore
import ConvCostImport
import ConvCostJSON
import ConvCostReports
import ConvCostText

extension LockFile {
  /// Reads a lock file; nil if it does not exist.
  ///
  /// - Throws: `Failure` with the line of the error. An unknown key is an error too, because an
  ///   update would lose it.
  static func read(_ path: String) throws(Failure) -> LockFile? {
    guard let bytes = try Files.read(path) else { return nil }
    do throws(JSONStructureError) {
      return try LockFile(JSONReader.structure(bytes, strictly: true))
    } catch {
      throw .malformed(file: path, .structure(error))
    }
  }

  private init(_ value: JSONValue) throws(JSONStructureError) {
    let file = try JSONFields(value, at: "the file", known: ["schema", "networks"])
    let schema = try file.require("schema")
    guard schema.string == Self.schema else {
      throw schema.unexpected(at: "schema", expected: "\"\(Self.schema)\"")
    }
    let networks = try file.require("networks")
    let elements = try networks.requireElements(at: "networks")
    guard !elements.isEmpty else {
      throw networks.unexpected(at: "networks", expected: "at least one network")
    }
    entries = []
    var names: Set<String> = []
    for element in elements {
      let entry = try Entry(element)
      guard names.insert(entry.canonicalName).inserted else {
        throw .contradiction(element.position, "duplicate network '\(entry.network)'")
      }
      entries.append(entry)
    }
  }
}

extension LockFile.Entry {
  fileprivate init(_ value: JSONValue) throws(JSONStructureError) {
    let fields = try JSONFields(
      value, at: "a network",
      known: [
        "network", "convention", "expected", "memory", "tolerance", "max", "lowerBound", "blocks",
      ])
    position = value.position
    let name = try fields.require("network")
    network = try name.requireString(at: "network")
    guard !NetworkReference.isStandardInput(network) else {
      throw .contradiction(
        name.position, "'\(network)' is standard input, expected a network's name or a file")
    }

    if let value = fields["convention"] {
      let name = try value.requireString(at: "convention")
      guard ConventionArguments.isKnown(name) else {
        throw .unknownName(value.position, name, known: Convention.all.map(\.name))
      }
      convention = name
    }

    expected = [:]
    if let value = fields["expected"] {
      let totals = try JSONFields(value, at: "expected", known: Figure.allCases.map(\.rawValue))
      for metric in Figure.allCases {
        guard let value = totals[metric.rawValue] else { continue }
        expected[metric] = try value.requireCount(at: metric.rawValue)
      }
    }
    if let value = fields["memory"] { memory = try LockFile.MemoryRules(value) }
    if let value = fields["tolerance"] { tolerance = try LockFile.Tolerance(value) }
    if let value = fields["max"] {
      let limits = try JSONFields(value, at: "max", known: Figure.allCases.map(\.rawValue))
      for metric in Figure.allCases {
        guard let value = limits[metric.rawValue] else { continue }
        budgets[metric] = try LockFile.Quantity(value, of: metric)
      }
    }

    if let value = fields["lowerBound"] {
      guard let accepts = value.bool else {
        throw value.unexpected(at: "lowerBound", expected: "true or false")
      }
      acceptsLowerBounds = accepts
    }

    blocks = []
    guard !expected.isEmpty || !budgets.isEmpty else {
      throw .contradiction(
        value.position,
        "'\(network)' has neither \"expected\" nor \"max\", expected at least one")
    }
    guard let list = fields["blocks"] else { return }
    for element in try list.requireElements(at: "blocks") {
      blocks.append(try LockFile.Block(element))
    }
  }
}

extension LockFile.Block {
  fileprivate init(_ value: JSONValue) throws(JSONStructureError) {
    let fields = try JSONFields(
      value, at: "a block", known: ["path", "parameters", "macs", "flops", "activations"])
    path = try fields.require("path").requireString(at: "path")
    parameters = try fields.require("parameters").requireCount(at: "parameters")
    metric = fields["flops"] == nil ? .macs : .flops
    operations = try fields.require(metric.rawValue).requireCount(at: metric.rawValue)
    activations = try fields.require("activations").requireCount(at: "activations")
  }
}

extension LockFile.Quantity {
  /// Reads a count, or a text such as `600M`; for bytes also `512KiB`.
  fileprivate init(_ value: JSONValue, of figure: Figure) throws(JSONStructureError) {
    if let count = value.integer, count >= 0 {
      self.init(count: count, json: .number(count))
    } else if let text = value.string,
      let count = figure.isBytes ? WrittenNumber.bytes(text) : WrittenNumber.count(text)
    {
      self.init(count: count, json: .text(text))
    } else {
      throw value.unexpected(
        at: figure.rawValue,
        expected: figure.isBytes
          ? "a number of bytes, such as 524288 or \"512KiB\""
          : "a count, such as 600000000 or \"600M\"")
    }
  }
}

extension LockFile.MemoryRules {
  /// Reads `{"as": "tflm", "dtype": "int8", "batch": 1}`.
  fileprivate init(_ value: JSONValue) throws(JSONStructureError) {
    let fields = try JSONFields(value, at: "memory", known: ["as", "dtype", "batch"])
    if let value = fields["as"] {
      let name = try value.requireString(at: "as")
      guard let known = MemoryDialect.named(name) else {
        throw .unknownName(value.position, name, known: MemoryDialect.all.map(\.name))
      }
      dialect = known
    }
    if let value = fields["dtype"] {
      let name = try value.requireString(at: "dtype")
      guard let known = DataType(rawValue: name) else {
        throw .unknownName(value.position, name, known: DataType.allCases.map(\.rawValue))
      }
      dataType = known
    }
    if let value = fields["batch"] {
      let count = try value.requireCount(at: "batch")
      guard count > 0 else {
        throw .contradiction(value.position, "batch is 0, expected a number from 1")
      }
      batch = count
    }
  }
}

extension LockFile.Tolerance {
  /// Reads a percentage such as `1%`, or a count.
  fileprivate init(_ value: JSONValue) throws(JSONStructureError) {
    // A percentage is stored exactly, in millionths of a percent.
    if let count = value.integer, count >= 0 {
      self.init(bound: .count(count), json: .number(count))
    } else if let text = value.string, text.hasSuffix("%"),
      let millionths = WrittenNumber(text.dropLast())?.multiple(of: -6), millionths <= 100_000_000
    {
      self.init(bound: .millionthsOfPercent(millionths), json: .text(text))
    } else {
      throw value.unexpected(
        at: "tolerance", expected: "a percentage, such as \"1%\", or a count")
    }
  }
}
