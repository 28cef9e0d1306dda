package import ConvCostCore
package import ConvCostJSON

/// The file of a convention: users write it, and `convcost conventions NAME --format json` prints
/// it.
package enum ConventionFile {
  /// Reads a convention from JSON; comments and trailing commas are allowed.
  ///
  /// - Throws: `JSONStructureError` with the line of what is wrong.
  package static func read(_ bytes: [UInt8]) throws(JSONStructureError) -> Convention {
    try convention.read(JSONReader.structure(bytes), "the file")
  }

  /// Returns the file of a convention, which reads as the same convention.
  package static func json(_ convention: Convention) -> JSONNode {
    self.convention.write(convention)
  }

  /// Returns conventions as `convcost.conventions/1`.
  package static func json(_ conventions: [Convention]) -> JSONNode {
    ["schema": "convcost.conventions/1", "conventions": .list(conventions.map(convention.write))]
  }

  /// The keys of the file.
  private static var convention: JSONForm<Convention> {
    .object(
      [
        JSONKey("convcost", always: "convention/1"),
        JSONKey("name", \.name, name, isRequired: true),
        JSONKey("summary", \.summary, .text),
        JSONKey("source", \.source, .text),
        JSONKey("framework", \.framework, .name(of: Framework.allCases), default: .pytorch),
        JSONKey("foldsNorms", \.foldsNorms, .flag, default: false),
        JSONKey("counts", \.counts, counts, isRequired: true),
        JSONKey("parameters", \.parameters, count(of: [.parameters]), default: .parameters),
      ],
      from: Convention("", summary: "", source: "", counts: [Count(.macs, "", [:])]))
  }

  /// The keys of a count of one of some metrics. A count with only one possible metric need not
  /// name it.
  private static func count(of metrics: [Metric]) -> JSONForm<Count> {
    .object(
      [
        JSONKey(
          "metric", \.metricWithLabel, .name(of: metrics), isRequired: metrics.count > 1),
        JSONKey("label", \.label, .name),
        JSONKey("sees", \.sees, .names(of: SourceForm.allCases)),
        JSONKey("rules", \.rules, rules, isRequired: true),
        JSONKey(
          "exceptions", \.exceptions, .table(SourceForm.allCases, named: \.rawValue, rules),
          default: [:]),
        JSONKey("axes", \.axes, .table([1, 3], named: \.description, rules), default: [:]),
        JSONKey(
          "countedTwice", \.countedTwice, .names(of: OperationKind.allCases), default: []),
      ],
      from: Count(metrics[0], metrics[0].name, [:]))
  }

  /// A name other than that of the standard convention.
  private static var name: JSONForm<String> {
    JSONForm { json, place throws(JSONStructureError) in
      guard json.string != Convention.standard.name else {
        throw .contradiction(json.position, "the name \"standard\" is taken, expected another")
      }
      return try JSONForm.name.read(json, place)
    } write: { name in
      .text(name)
    }
  }

  /// At least one count, and at most one of each metric.
  private static var counts: JSONForm<[Count]> {
    let count = count(of: [.macs, .flops])
    return JSONForm { json, place throws(JSONStructureError) in
      var counts: [Count] = []
      for element in try json.requireElements(at: place) {
        let count = try count.read(element, "a count")
        guard !counts.contains(where: { $0.metric == count.metric }) else {
          throw element.unexpected(at: place, expected: "at most one count of each metric")
        }
        counts.append(count)
      }
      guard !counts.isEmpty else {
        throw json.unexpected(at: place, expected: "at least one count")
      }
      return counts
    } write: { counts in
      .list(counts.map(count.write))
    }
  }

  /// The terms of each operation.
  private static var rules: JSONForm<Count.Rules> {
    .table(OperationKind.allCases, named: \.rawValue, terms)
  }

  /// Quantities and their factors, in the file's order.
  private static var terms: JSONForm<[Count.Term]> {
    JSONForm { json, place throws(JSONStructureError) in
      _ = try JSONFields(json, at: place, known: Quantity.allCases.map(\.rawValue))
      var terms: [Count.Term] = []
      for member in json.members ?? [] {
        guard let quantity = Quantity(rawValue: member.key) else { continue }
        let largest = Count.Term.largestFactor
        guard let factor = member.value.integer, (-largest...largest).contains(factor) else {
          throw member.value.unexpected(
            at: member.key, expected: "a whole number of at most \(largest)")
        }
        terms.append(factor * quantity)
      }
      return terms
    } write: { terms in
      .line(.object(terms.map { ($0.quantity.rawValue, .number($0.factor)) }))
    }
  }
}

extension Count {
  /// The metric. Setting it also sets the default label.
  fileprivate var metricWithLabel: Metric {
    get { metric }
    set {
      metric = newValue
      label = newValue.name
    }
  }
}
