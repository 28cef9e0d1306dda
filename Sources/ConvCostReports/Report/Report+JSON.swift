import ConvCostCore
package import ConvCostJSON

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
        + ["citation": .text(subject.citation), "auxiliary": .flag(hasAuxiliaryOutputs)]
        + analysis.graph.inputsJSON + outputsJSON
        + .object(subject.notes.isEmpty ? [] : [("notes", subject.notesJSON)]),
      "convention": .text(convention.name),
      "totals": .object(total.members(by: convention)) + [
        "weights": .number(total.weights), "biases": .number(total.biases),
        "norm": .number(total.normalization),
        "printedParameters": printedParameters.map(JSONNode.number) ?? .null,
        "modelBytes": .number(efficiency.modelBytes),
        "totalActivations": .number(efficiency.activations.withInput),
        "peakActivationBytes": .number(efficiency.total.peakBytes),
        "trafficBytes": .number(efficiency.total.bytes),
      ],
      "complete": .flag(lowerBounds.isEmpty),
      "lowerBounds": .line(.list(lowerBounds.map { .text($0.rawValue) })),
      "uncounted": .list(
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
    return ["outputs": .list(outputs.map { .line($0.json) })]
  }
}

extension Report.Output {
  fileprivate var json: JSONNode {
    let output: JSONNode = [
      "name": name.map(JSONNode.text) ?? .null, "path": path.map(JSONNode.text) ?? .null,
      "shape": .numbers(shape.dimensions), "auxiliary": .flag(isAuxiliary),
    ]
    return output + shape.layoutJSON
  }
}

extension Subject {
  /// Notes on the network.
  fileprivate var notesJSON: JSONNode {
    .list(notes.map { .line(["about": .text($0.label), "text": .text($0.text)]) })
  }

  /// Returns the network's name, source and input as members.
  func json(input: Shape) -> JSONNode {
    let network: JSONNode = [
      "name": .text(name), "source": .text(source), "input": .numbers(input.dimensions),
      "options": optionsJSON,
    ]
    return network + input.layoutJSON
  }

  /// The user's changes, each with the type of its value.
  package var optionsJSON: JSONNode {
    .line(.object(options.map { ($0.key, $0.json) }))
  }
}

extension Uncounted {
  /// The operation that is left out, how often, and whether the tool sees it.
  var json: JSONNode {
    .line([
      "operation": .text(operation), "count": .number(count), "seen": .flag(!isUnseen),
    ])
  }
}

extension Graph.Omission {
  /// The unknown operation, how often it occurs, and its stored numbers that are in no total.
  var json: JSONNode {
    .line([
      "operation": .text(operation), "count": .number(count), "known": .flag(false),
      "mayMultiply": .flag(mayMultiply), "storedNumbers": .number(storedNumbers),
    ])
  }
}

extension Subject.Option {
  /// The value with its type: a number, a truth value, or a text such as `3x300x260`.
  fileprivate var json: JSONNode {
    if let integer = Int(value) { return .number(integer) }
    if let number = Double(value), value.allSatisfy({ $0.isNumber || $0 == "." }) {
      return .decimal(number)
    }
    return Bool(value).map(JSONNode.flag) ?? .text(value)
  }
}

extension Report.Row {
  fileprivate func json(by convention: Convention) -> JSONNode {
    let layer: JSONNode = [
      "path": .text(path), "operation": .text(operation), "detail": .text(detail),
      "inputs": .list(inputs.map { .numbers($0.dimensions) }),
      "output": .numbers(output.dimensions),
    ]
    let shared: JSONNode =
      lender.map { ["weightsOf": .text($0)] }
      ?? (borrowed > 0 ? ["countedElsewhere": .number(borrowed)] : [:])
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
    case .tensor: ["isMap": .flag(false)]
    case .maps(let count, _, _): ["maps": .number(count)]
    }
  }
}
