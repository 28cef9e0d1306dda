package import ConvCostCore
package import ConvCostJSON

/// Reads conventions that users have written: `convcost conventions NAME --format json` shows the form.
package enum ConventionFile {
  /// What the file says it is.
  package static let schema = "convention/1"

  /// Reads a convention from JSON, in which comments and trailing commas are allowed.
  ///
  /// - Throws: `JSONStructureError` with the line of what is wrong.
  package static func read(_ bytes: [UInt8]) throws(JSONStructureError) -> Convention {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.read(bytes)
    } catch {
      throw .json(error)
    }
    let file = try JSONFields(
      value, at: "the file",
      known: [
        "convcost", "name", "summary", "source", "framework", "foldsNorms", "counts", "parameters",
      ])
    let schema = try file.require("convcost")
    guard schema.string == Self.schema else {
      throw schema.unexpected(at: "convcost", expected: "\"\(Self.schema)\"")
    }
    let list = try file.require("counts")
    var counts: [Count] = []
    for element in try list.requireElements(at: "counts") {
      let count = try self.count(element, at: "a count", metrics: [.macs, .flops])
      guard !counts.contains(where: { $0.metric == count.metric }) else {
        throw element.unexpected(at: "counts", expected: "one count of each metric")
      }
      counts.append(count)
    }
    guard !counts.isEmpty else {
      throw list.unexpected(at: "counts", expected: "at least one count")
    }
    let name = try file.require("name")
    guard name.string != Convention.standard.name else {
      throw .contradiction(name.position, "the name \"standard\" is taken, expected another")
    }
    var convention = Convention(
      try nonEmpty(name, at: "name"),
      summary: try file["summary"]?.requireString(at: "summary") ?? "",
      source: try file["source"]?.requireString(at: "source") ?? "", counts: counts)
    if let value = file["framework"] {
      convention.framework = try Self.name(value, among: Framework.allCases)
    }
    if let value = file["foldsNorms"] {
      guard let folds = value.bool else {
        throw value.unexpected(at: "foldsNorms", expected: "true or false")
      }
      convention.foldsNorms = folds
    }
    if let value = file["parameters"] {
      convention.parameters = try count(value, at: "parameters", metrics: [.parameters])
    }
    return convention
  }

  private static func count(
    _ value: JSONValue, at place: String, metrics: [Metric]
  ) throws(JSONStructureError) -> Count {
    let fields = try JSONFields(
      value, at: place,
      known: ["metric", "label", "sees", "rules", "exceptions", "axes", "countedTwice"])
    var metric = metrics[0]
    if metrics.count > 1 || fields["metric"] != nil {
      metric = try Self.name(fields.require("metric"), among: metrics)
    }
    var count = Count(
      metric, try fields["label"].map(label) ?? metric.name,
      try rules(fields.require("rules"), at: "rules"))
    if let list = fields["sees"] {
      count.sees = []
      for element in try list.requireElements(at: "sees") {
        count.sees.insert(try name(element, among: SourceForm.allCases))
      }
    }
    if let list = fields["countedTwice"] {
      for element in try list.requireElements(at: "countedTwice") {
        count.countedTwice.insert(try name(element, among: OperationKind.allCases))
      }
    }
    if let value = fields["exceptions"] {
      let exceptions = try JSONFields(
        value, at: "exceptions", known: SourceForm.allCases.map(\.rawValue))
      for form in SourceForm.allCases {
        guard let value = exceptions[form.rawValue] else { continue }
        count.exceptions[form] = try rules(value, at: form.rawValue)
      }
    }
    if let value = fields["axes"] {
      let axes = try JSONFields(value, at: "axes", known: ["1", "3"])
      for rank in [1, 3] {
        guard let value = axes["\(rank)"] else { continue }
        count.axes[rank] = try rules(value, at: "\(rank)")
      }
    }
    return count
  }

  private static func label(_ value: JSONValue) throws(JSONStructureError) -> String {
    try nonEmpty(value, at: "label")
  }

  private static func nonEmpty(
    _ value: JSONValue, at place: String
  ) throws(JSONStructureError) -> String {
    let text = try value.requireString(at: place)
    guard !text.isEmpty else { throw value.unexpected(at: place, expected: "a name") }
    return text
  }

  private static func rules(
    _ value: JSONValue, at place: String
  ) throws(JSONStructureError) -> Count.Rules {
    let fields = try JSONFields(value, at: place, known: OperationKind.allCases.map(\.rawValue))
    var rules: Count.Rules = [:]
    for kind in OperationKind.allCases {
      guard let value = fields[kind.rawValue] else { continue }
      let quantities = Quantity.allCases.map(\.rawValue)
      _ = try JSONFields(value, at: kind.rawValue, known: quantities)
      var terms: [Count.Term] = []
      for member in value.members ?? [] {
        guard let quantity = Quantity(rawValue: member.key) else { continue }
        let largest = Count.Term.largestFactor
        guard let factor = member.value.integer, (-largest...largest).contains(factor) else {
          throw member.value.unexpected(
            at: member.key, expected: "a whole number of at most \(largest)")
        }
        terms.append(factor * quantity)
      }
      rules[kind] = terms
    }
    return rules
  }

  /// Returns the case that a text names.
  private static func name<Name: RawRepresentable<String>>(
    _ value: JSONValue, among names: [Name]
  ) throws(JSONStructureError) -> Name {
    let known = names.map(\.rawValue)
    guard let text = value.string else {
      throw value.unexpected(at: "a name", expected: "one of \(known.joined(separator: ", "))")
    }
    guard let name = names.first(where: { $0.rawValue == text }) else {
      throw .unknownName(value.position, text, known: known)
    }
    return name
  }
}
