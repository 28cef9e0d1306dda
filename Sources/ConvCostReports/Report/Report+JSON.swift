import ConvCostCore

extension Report {
  /// The report as `convcost.report/1`, with every operation in execution order.
  public var json: JSONNode {
    ["schema": "convcost.report/1"] + summary
      + ["layers": .array(operations.map(\.json))]
  }

  /// What every command says about a network: which it is, and its totals.
  var summary: JSONNode {
    [
      "network": [
        "name": .string(subject.name), "source": .string(subject.source),
        "input": .integers(input.dimensions),
        "options": .line(
          .object(
            subject.options.map { JSONNode.Member($0.key, $0.json) })),
        "citation": .string(subject.citation), "auxiliary": .bool(hasAuxiliaryOutputs),
      ],
      "convention": .string(convention),
      "totals": [
        "parameters": .integer(total.parameters), "weights": .integer(total.weights),
        "biases": .integer(total.biases), "norm": .integer(total.normalization),
        "buffers": .integer(total.buffers), "macs": .integer(total.macs),
        "flops": .integer(total.flops), "activations": .integer(total.activations),
      ],
      "uncounted": [],
    ]
  }
}

extension Subject.Option {
  /// The value as what it is: a number, a truth value, or a text such as `3x300x260`.
  fileprivate var json: JSONNode {
    if let integer = Int(value) { return .integer(integer) }
    if let number = Double(value), value.allSatisfy({ $0.isNumber || $0 == "." }) {
      return .number(number)
    }
    return Bool(value).map(JSONNode.bool) ?? .string(value)
  }
}

extension Report.Row {
  fileprivate var json: JSONNode {
    .line([
      "path": .string(path), "operation": .string(operation), "detail": .string(detail),
      "inputs": .array(inputs.map { .integers($0.dimensions) }),
      "output": .integers(output.dimensions), "parameters": .integer(cost.parameters),
      "buffers": .integer(cost.buffers), "macs": .integer(cost.macs),
      "flops": .integer(cost.flops), "activations": .integer(cost.activations),
    ])
  }
}
