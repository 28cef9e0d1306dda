import ConvCostCore
import ConvCostJSON
import ConvCostReports

/// A variant as a row of a sweep.
struct SweepPoint: Sendable {
  /// The values of the ranges as written, in the order of the ranges.
  let values: [String]
  /// What was counted.
  let counts: VariantCounts
  /// What else is known of the variant.
  let details: VariantDetails

  /// The network with its options.
  var subject: Subject { details.subject }

  /// The cost.
  var total: Cost { counts.total }

  /// The input as tables show it: `3×224×224`.
  var inputText: String { details.input.map(String.init).joined(separator: "×") }
}

extension VariantSpace {
  /// Returns a variant as a row of a sweep.
  ///
  /// - Throws: `Failure` for a variant that cannot be described.
  func point(_ variant: VariantCounts) throws(Failure) -> SweepPoint {
    SweepPoint(
      values: settings(variant.number).map(\.text), counts: variant,
      details: try details(of: variant))
  }
}

extension SweepPoint {
  /// The row as JSON.
  var json: JSONNode {
    let numbers: JSONNode = [
      "parameters": .number(total.parameters), "macs": .number(total.macs),
      "flops": .number(total.flops), "activations": .number(total.activations),
    ]
    let memory = JSONNode.object(
      Measure.ofMemory.compactMap { measure in
        counts.bytes[measure].map { (measure.jsonKey, .number($0)) }
      })
    let bounds: JSONNode =
      counts.lowerBounds.isEmpty
      ? [:]
      : [
        "complete": .flag(false),
        "lowerBounds": .list(
          Figure.allCases.filter(counts.lowerBounds.contains).map { .text($0.rawValue) }),
      ]
    return .line(
      [
        "network": .text(subject.name), "options": subject.optionsJSON,
        "input": .numbers(details.input),
      ] + numbers + memory + bounds)
  }

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - keys: the keys of the ranges.
  ///   - number: the number of the row.
  /// - Throws: `JSONStructureError` for another value.
  init(_ json: JSONValue, keys: [String], number: Int) throws(JSONStructureError) {
    let fields = try JSONFields(
      json, at: "a row",
      known: [
        "network", "options", "input", "parameters", "macs", "flops", "activations", "complete",
        "lowerBounds",
      ] + Measure.ofMemory.map(\.jsonKey))
    func count(_ key: String) throws(JSONStructureError) -> Int {
      try fields.require(key).requireCount(at: key, upTo: Cost.largestCount)
    }
    let options = try fields.require("options")
    guard let members = options.members else {
      throw options.unexpected(at: "options", expected: "an object")
    }
    values = keys.map { key in options[key]?.optionText ?? "" }
    let subject = Subject(
      name: try fields.require("network").requireString(at: "network"), source: "",
      options: members.map { Subject.Option(key: $0.key, value: $0.value.optionText) })
    var input: [Int] = []
    var elements = 1
    for length in try fields.require("input").requireElements(at: "input") {
      input.append(try length.requireCount(at: "input"))
      let (product, isTooLarge) = elements.multipliedReportingOverflow(by: input[input.count - 1])
      guard !isTooLarge, product <= Cost.largestCount else {
        throw length.unexpected(
          at: "input", expected: "lengths with a product of at most \(Cost.largestCount)")
      }
      elements = product
    }
    var bytes: [Measure: Int] = [:]
    for measure in Measure.ofMemory {
      bytes[measure] = try fields[measure.jsonKey]?.requireCount(
        at: measure.jsonKey, upTo: Cost.largestCount)
    }
    let bounds = try fields["lowerBounds"].map { (names) throws(JSONStructureError) in
      try JSONForm.names(of: Figure.allCases).read(names, "lowerBounds")
    }
    details = VariantDetails(subject, on: input, bytes: bytes, lowerBounds: bounds ?? [])
    counts = VariantCounts(
      number: number,
      total: Cost(
        weights: try count("parameters"), macs: try count("macs"),
        activations: try count("activations")),
      inputElements: elements, details: details)
  }
}

extension JSONValue {
  /// An option's value as text.
  fileprivate var optionText: String {
    switch content {
    case .number(let text), .string(let text): text
    case .bool(let flag): "\(flag)"
    case .object, .array, .null: ""
    }
  }
}

extension Measure {
  /// The key of a measure of memory in JSON.
  fileprivate var jsonKey: String {
    switch self {
    case .peak: "peakActivationBytes"
    case .ram: "ramBytes"
    case .flash: "flashBytes"
    case .batchMemory: "batchBytes"
    case .bytes: "modelBytes"
    default: rawValue
    }
  }
}
