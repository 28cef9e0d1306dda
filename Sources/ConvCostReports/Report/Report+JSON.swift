import ConvCostCore

extension Report {
  /// The report as `convcost.report/1`, with every operation in execution order.
  package var json: JSONNode {
    ["schema": "convcost.report/1"] + summary + efficiencyJSON
      + ["layers": layersJSON]
  }

  /// The parts of JSON that all commands have about a network: its name and source, and its totals.
  var summary: JSONNode {
    [
      "network": subject.json(input: input)
        + ["citation": .string(subject.citation), "auxiliary": .bool(hasAuxiliaryOutputs)]
        + analysis.graph.inputsJSON + outputsJSON
        + .object(subject.notes.isEmpty ? [] : [JSONNode.Member("notes", subject.notesJSON)]),
      "convention": .string(convention.name),
      "totals": .object(total.members(by: convention)) + [
        "weights": .integer(total.weights), "biases": .integer(total.biases),
        "norm": .integer(total.normalization),
        "printedParameters": printedParameters.map(JSONNode.integer) ?? .null,
        "modelBytes": .integer(efficiency.modelBytes),
        "totalActivations": .integer(efficiency.activations.withInput),
        "peakActivationBytes": .integer(efficiency.total.peakBytes),
        "trafficBytes": .integer(efficiency.total.bytes),
      ],
      "complete": .bool(lowerBounds.isEmpty),
      "lowerBounds": .line(.array(lowerBounds.map { .string($0.rawValue) })),
      "uncounted": .array(
        analysis.uncounted(by: convention.counts[0]).map(\.json)
          + analysis.graph.omissions.map(\.json)),
    ] + regionsJSON
  }
}

extension Report {
  /// The operations. Each is created when it is written, because all of them would fill memory in
  /// large networks.
  private var layersJSON: JSONNode {
    let (rows, convention) = (rows, convention)
    let operations = rows.indices.filter { !rows[$0].isBlock }
    return .elements(of: operations) { rows[$0].json(by: convention) }
  }
}

extension Report {
  /// All results of a network that has several.
  private var outputsJSON: JSONNode {
    guard outputs.count > 1 else { return [:] }
    return ["outputs": .array(outputs.map { .line($0.json) })]
  }
}

extension Report.Output {
  fileprivate var json: JSONNode {
    let output: JSONNode = [
      "name": name.map(JSONNode.string) ?? .null, "path": path.map(JSONNode.string) ?? .null,
      "shape": .integers(shape.dimensions), "auxiliary": .bool(isAuxiliary),
    ]
    return output + shape.layoutJSON
  }
}

extension Subject {
  /// Notes on the network.
  fileprivate var notesJSON: JSONNode {
    .array(notes.map { .line(["about": .string($0.label), "text": .string($0.text)]) })
  }

  /// Returns the network's name, source and input as members.
  func json(input: Shape) -> JSONNode {
    let network: JSONNode = [
      "name": .string(name), "source": .string(source), "input": .integers(input.dimensions),
      "options": optionsJSON,
    ]
    return network + input.layoutJSON
  }

  /// The user's changes, each with the type of its value.
  package var optionsJSON: JSONNode {
    .line(.object(options.map { JSONNode.Member($0.key, $0.json) }))
  }
}

extension Uncounted {
  /// The operation that is left out, how often, and whether the tool sees it.
  var json: JSONNode {
    .line([
      "operation": .string(operation), "count": .integer(count), "seen": .bool(!isUnseen),
    ])
  }
}

extension Graph.Omission {
  /// The unknown operation, how often it occurs, and its stored numbers that are in no total.
  var json: JSONNode {
    .line([
      "operation": .string(operation), "count": .integer(count), "known": .bool(false),
      "mayMultiply": .bool(mayMultiply), "storedNumbers": .integer(storedNumbers),
    ])
  }
}

extension Subject.Option {
  /// The value with its type: a number, a truth value, or a text such as `3x300x260`.
  fileprivate var json: JSONNode {
    if let integer = Int(value) { return .integer(integer) }
    if let number = Double(value), value.allSatisfy({ $0.isNumber || $0 == "." }) {
      return .number(number)
    }
    return Bool(value).map(JSONNode.bool) ?? .string(value)
  }
}

extension Report.Row {
  fileprivate func json(by convention: Convention) -> JSONNode {
    let layer: JSONNode = [
      "path": .string(path), "operation": .string(operation), "detail": .string(detail),
      "inputs": .array(inputs.map { .integers($0.dimensions) }),
      "output": .integers(output.dimensions),
    ]
    let shared: JSONNode =
      lender.map { ["weightsOf": .string($0)] }
      ?? (borrowed > 0 ? ["countedElsewhere": .integer(borrowed)] : [:])
    return .line(
      layer + output.layoutJSON + shared + .object(cost.members(by: convention)) + efficiencyJSON)
  }
}

extension Shape {
  /// Members that distinguish lengths from those of a map: other tensors, or stacks of maps, may
  /// have the same number of lengths.
  fileprivate var layoutJSON: JSONNode {
    switch self {
    case .map, .vector: [:]
    case .tensor: ["isMap": .bool(false)]
    case .maps(let count, _, _): ["maps": .integer(count)]
    }
  }
}
