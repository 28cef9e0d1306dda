import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostZoo

/// What a sweep was asked for, which determines its rows.
struct SweepHead: Equatable, Sendable {
  /// The values of a key.
  struct Range: Equatable, Sendable {
    var key: String
    var values: [String]
  }

  /// The networks as named.
  var networks: [String] = []
  /// The keys that vary, the last one fastest.
  var ranges: [Range] = []
  /// The limits of rows.
  var budget = Budget()
  /// The measures in which a variant is a row only if no other beats it; empty for all variants.
  var goals: [Goal] = []
  /// The measures of memory in rows, and how variants are run for them.
  var memory: [Measure] = []
  var run = ""
  /// The part of the variants; nil for all.
  var shard: Shard?

  /// The keys that vary.
  var keys: [String] { ranges.map(\.key) }

  /// The form of the first line of a sweep in JSON Lines.
  static var form: JSONForm<SweepHead> {
    .object(
      [
        JSONKey("schema", always: "convcost.rows/1"),
        JSONKey(
          "networks", \.networks, .list(of: "a network", { $0 }, text: { $0 }), isRequired: true),
        JSONKey("ranges", \.ranges, .ranges, isRequired: true),
        JSONKey("limits", \.budget.table, Budget.form, default: [:]),
        JSONKey(
          "pareto", \.goals, .list(of: "a measure", { Goal.list($0)?.first }, text: \.text),
          default: []),
        JSONKey(
          "memory", \.memory,
          .list(of: "a measure of memory", { Measure(ofMemory: $0) }, text: \.rawValue),
          default: []),
        JSONKey("run", \.run, .text, default: ""),
        JSONKey("shard", \.shard, .shard, default: nil),
      ], from: SweepHead())
  }
}

extension SweepHead {
  /// Creates the head of a sweep over ranges.
  init(_ ranges: [SettingRange]) {
    self.ranges = ranges.map { range in
      Range(key: range.key.text, values: range.settings.map(\.text))
    }
  }
}

extension JSONForm {
  /// A list of texts, of which each is read.
  fileprivate static func list<Element>(
    of expected: String, _ read: @escaping @Sendable (String) -> Element?,
    text: @escaping @Sendable (Element) -> String
  ) -> JSONForm where Value == [Element] {
    JSONForm { json, place throws(JSONStructureError) in
      var elements: [Element] = []
      for element in try json.requireElements(at: place) {
        guard let value = read(try element.requireString(at: place)) else {
          throw element.unexpected(at: place, expected: expected)
        }
        elements.append(value)
      }
      return elements
    } write: { elements in
      .list(elements.map { .text(text($0)) })
    }
  }
}

extension JSONForm<[SweepHead.Range]> {
  /// An object with a list of texts for each key.
  fileprivate static var ranges: JSONForm {
    let values = JSONForm<[String]>.list(of: "a value", { $0 }, text: { $0 })
    return JSONForm { json, place throws(JSONStructureError) in
      guard let members = json.members else {
        throw json.unexpected(at: place, expected: "an object")
      }
      var ranges: Value = []
      for member in members {
        ranges.append(
          SweepHead.Range(key: member.key, values: try values.read(member.value, member.key)))
      }
      return ranges
    } write: { ranges in
      .object(ranges.map { ($0.key, values.write($0.values)) })
    }
  }
}

extension JSONForm<Shard?> {
  /// A text such as `3/16`.
  fileprivate static var shard: JSONForm {
    JSONForm { json, place throws(JSONStructureError) in
      guard let shard = Shard(try json.requireString(at: place)) else {
        throw json.unexpected(at: place, expected: "a shard, such as \"3/16\"")
      }
      return shard
    } write: { shard in
      shard.map { .text($0.text) } ?? .null
    }
  }
}

extension Measure {
  /// Creates a measure of memory from its name; nil for another.
  fileprivate init?(ofMemory name: String) {
    guard let measure = Measure(rawValue: name), Self.ofMemory.contains(measure) else {
      return nil
    }
    self = measure
  }
}

extension MemoryQuestion {
  /// How variants are run, as text; empty if no measure depends on it.
  var run: String {
    guard !measures.isEmpty else { return "" }
    let bits = deployment.bits.map { bits in
      [
        bits.areThoseOfFile ? "file" : nil, bits.weights.map { "weights=\($0)" },
        bits.activations.map { "activations=\($0)" },
      ].compactMap(\.self) + bits.layers.map { "\($0.path)=\($0.bits)" }
    }
    let parts = [
      deployment.dataType.rawValue, "batch \(deployment.batch)", "as \(dialect.name)",
      deployment.inPlace ? "in place" : nil, deployment.foldsNorms ? "norms folded" : nil,
      bits.map { "bits \($0.joined(separator: ","))" },
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
