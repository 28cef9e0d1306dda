package import ConvCostCore
import ConvCostText

/// What a network keeps in memory, operation by operation, by the rules of a runtime.
package struct MemoryReport: Sendable {
  /// The network and its operations.
  let report: Report
  /// Its memory.
  package let plan: MemoryPlan
  /// How deep blocks are unfolded.
  package var folding = Report.Folding.readable
  /// The same network with its first operations in patches; nil for none.
  package var patches: PatchPlan?

  /// Creates the report of a plan.
  ///
  /// - Throws: `NetworkError` if a number of bytes does not fit in 64 bits.
  package init(_ subject: Subject, _ plan: MemoryPlan) throws(NetworkError) {
    self.plan = plan
    report = try Report(
      subject, Analysis(plan.graph), Deployment(dataType: plan.dataType, batch: plan.batch))
  }

  /// A value that is in memory at the peak.
  struct Resident {
    var name: String
    var shape: Shape
    var bytes: Int
  }

  /// The values in memory at the peak, the largest first.
  var residents: [Resident] {
    plan.liveness.peakValues.map { value in
      Resident(
        name: name(ofValue: value), shape: plan.graph.shape(ofValue: value),
        bytes: plan.valueBytes[value])
    }.sorted { $0.bytes > $1.bytes }
  }

  /// The name of a value: that of the operation that computes it, or of an input.
  func name(ofValue value: Int) -> String {
    let inputs = plan.graph.inputs.count
    guard value < inputs else { return report.paths.nodes[value - inputs] }
    return inputs > 1 ? "the input \(plan.graph.inputName(value))" : "the input"
  }

  /// The path of the operation at the peak.
  var peakPath: String { report.paths.nodes[plan.liveness.peakNode] }

  /// The most bytes that are in memory while a row's operations run.
  func live(_ row: Report.Row) -> Int { row.nodes.map { plan.liveness.live[$0] }.max() ?? 0 }
}
