import ConvCostCore
import ConvCostReports

/// The measures of memory that a search asks for, and how the variants are run.
struct MemoryQuestion: Sendable {
  let measures: [Measure]
  let deployment: Deployment
  let dialect: MemoryDialect

  /// No measures.
  static let none = MemoryQuestion([], Deployment(), .graph)

  init(_ measures: [Measure], _ deployment: Deployment, _ dialect: MemoryDialect) {
    // In the order of the columns, each once.
    self.measures = Measure.ofMemory.filter(measures.contains)
    self.deployment = deployment
    self.dialect = dialect
  }

  /// Returns the measures of a network.
  ///
  /// - Throws: `Failure` for a network that cannot be built, and for bytes that do not fit in 64
  ///   bits.
  func answer(_ network: ChosenNetwork) throws(Failure) -> [Measure: Int] {
    guard !measures.isEmpty else { return [:] }
    let graph = try network.graph()
    return try network.working { () throws(NetworkError) in
      var answer: [Measure: Int] = [:]
      let needsRuns = measures.contains { [.peak, .batchMemory, .bytes].contains($0) }
      if needsRuns {
        let run = try Efficiency(graph, deployment)
        answer[.peak] = run.total.peakBytes
        answer[.bytes] = run.modelBytes
        if measures.contains(.batchMemory) {
          let plan = try plan(graph, .graph)
          answer[.batchMemory] = run.total.peakBytes + run.modelBytes + plan.bufferBytes
        }
      }
      if measures.contains(where: { [.ram, .flash].contains($0) }) {
        let need = MemoryNeed(try plan(graph, dialect))
        answer[.ram] = need.activations
        answer[.flash] = need.stored
      }
      return answer.filter { measures.contains($0.key) }
    }
  }

  private func plan(
    _ graph: Graph, _ dialect: MemoryDialect
  ) throws(NetworkError) -> MemoryPlan {
    try MemoryPlan(
      graph, as: dialect, in: deployment.dataType, bits: deployment.bits,
      batch: deployment.batch, foldsNorms: deployment.foldsNorms, looksForOrder: false)
  }
}
