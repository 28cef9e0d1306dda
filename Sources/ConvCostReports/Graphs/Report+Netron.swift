import ConvCostCore
package import ConvCostJSON
import ConvCostText

extension Report {
  /// The counts as an attachment for Netron: opened together with a model, its viewer shows them at
  /// every node whose name is an operation's path.
  package var netron: JSONNode {
    var metrics: [JSONNode] = Figure.allCases.filter { $0.metric.map(convention.defines) ?? true }
      .compactMap { figure in
        figure.value(of: self).map { entry("model", "", figure.name, .number($0)) }
      }
    var metadata: [JSONNode] = [
      entry("model", "", "convention", .text(convention.description.printable)),
      entry("model", "", "network", .text(subject.reference.printable)),
    ]
    if let lowerBoundsText {
      metadata.append(entry("model", "", "bounds", .text(lowerBoundsText)))
    }
    for row in operations {
      for metric in Metric.allCases where convention.defines(metric) {
        let value = metric.value(of: row.cost)
        guard value > 0 else { continue }
        metrics.append(
          entry("node", row.path, convention.label(of: metric), .number(value)))
      }
      metadata.append(entry("node", row.path, "output", .text(row.output.description)))
    }
    return [
      "signature": "netron:attachment", "metadata": .list(metadata), "metrics": .list(metrics),
    ]
  }

  private func entry(
    _ kind: String, _ target: String, _ name: String, _ value: JSONNode
  ) -> JSONNode {
    .line([
      "kind": .text(kind), "target": .text(target.printable), "name": .text(name.printable),
      "value": value,
    ])
  }
}
