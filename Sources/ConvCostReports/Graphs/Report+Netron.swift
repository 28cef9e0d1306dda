import ConvCostCore

extension Report {
  /// The counts as an attachment for Netron: opened together with a model, its viewer shows them at
  /// every node whose name is an operation's path.
  package var netron: JSONNode {
    var metrics: [JSONNode] = Figure.allCases.filter { $0.metric.map(convention.defines) ?? true }
      .map { entry("model", "", $0.name, .integer($0.value(of: self))) }
    var metadata: [JSONNode] = [
      entry("model", "", "convention", .string(convention.description.printable)),
      entry("model", "", "network", .string(subject.reference.printable)),
    ]
    if let lowerBoundsText {
      metadata.append(entry("model", "", "bounds", .string(lowerBoundsText)))
    }
    for row in operations {
      for metric in Metric.allCases where convention.defines(metric) {
        let value = metric.value(of: row.cost)
        guard value > 0 else { continue }
        metrics.append(
          entry("node", row.path, convention.label(of: metric), .integer(value)))
      }
      metadata.append(entry("node", row.path, "output", .string(row.output.description)))
    }
    return [
      "signature": "netron:attachment", "metadata": .array(metadata), "metrics": .array(metrics),
    ]
  }

  private func entry(
    _ kind: String, _ target: String, _ name: String, _ value: JSONNode
  ) -> JSONNode {
    .line([
      "kind": .string(kind), "target": .string(target.printable), "name": .string(name.printable),
      "value": value,
    ])
  }
}
