import ConvCostCore
import ConvCostReports

extension SweepResult {
  /// The variants as curves over parameters and MACs: one for each network and each combination of
  /// the keys after the first.
  ///
  /// - Parameter answer: the place of a search's answer among the variants; nil for none.
  func chart(answer: Int? = nil) -> ScatterChart {
    ScatterChart(
      points.map { point in
        let name = point.subject.name.split(separator: "/").last.map(String.init) ?? ""
        let others = zip(head.keys, point.values).dropFirst().map { "\($0)=\($1)" }
        return ScatterChart.Point(
          name: (points.count > 40 ? [] : [head.networks.count > 1 ? name : ""] + point.values)
            .filter { !$0.isEmpty }.joined(separator: " "),
          family: ([point.subject.name] + others).joined(separator: ","),
          across: Double(point.total.parameters), height: Double(point.total.macs),
          area: Double(point.total.activations),
          isLowerBound: !point.counts.lowerBounds
            .isDisjoint(with: [.macs, .parameters, .activations]))
      }, axis: "MACs",
      limits: ScatterChart.Limits(
        across: head.budget[.parameters].map(Double.init),
        height: head.budget[.macs].map(Double.init),
        answer: answer))
  }
}
