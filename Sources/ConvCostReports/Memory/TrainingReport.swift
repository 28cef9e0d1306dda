package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// What a training step of a network keeps in memory, part by part, and what recomputing segments
/// saves.
package struct TrainingReport: Presentable {
  private let subject: Subject
  private let analysis: Analysis
  private let memory: TrainingMemory
  private let chain: CheckpointChain
  /// The least bytes of kept values for which there is a plan, and plans from everything kept to
  /// these.
  private let leastBudget: Int
  private let plans: [(budget: Int, plan: CheckpointChain.Plan)]
  /// The plan within the budget; nil if there is none, or no budget.
  private let plan: CheckpointChain.Plan?
  /// The bytes that kept values may take; nil for no limit.
  private let budget: Int?
  private let paths: Paths

  /// Creates the report of a step.
  ///
  /// - Parameter budget: the bytes that values kept for the backward pass may take, for a plan that
  ///   recomputes segments; nil for none.
  /// - Throws: `NetworkError` if a number of bytes does not fit in 64 bits.
  package init(
    _ subject: Subject, _ analysis: Analysis, optimizer: Training.Optimizer,
    precision: TrainingMemory.Precision, batch: Int, budget: Int? = nil
  ) throws(NetworkError) {
    self.subject = subject
    self.analysis = analysis
    self.budget = budget
    memory = try TrainingMemory(
      analysis, optimizer: optimizer, precision: precision, batch: batch)
    let chain = try CheckpointChain(analysis, in: precision.kept, batch: batch)
    let least = chain.leastBudget
    self.chain = chain
    leastBudget = least
    plans = Self.budgets(of: chain, least).compactMap { budget in
      chain.plan(within: budget).map { (budget, $0) }
    }
    plan = budget.flatMap { chain.plan(within: $0) }
    paths = Paths(analysis.graph)
  }

  package var document: Document {
    Document(
      title: "\(subject.reference) · input \(analysis.graph.inputsText) · training step, "
        + "\(memory.precision.rawValue), \(memory.optimizer.rawValue), "
        + "batch \(memory.batch)",
      tables: [parts, curve], facts: facts)
  }

  /// The parts, each with what it is.
  private var parts: Table {
    let saved = memory.saved
    let rows: [(String, Int, String)] = [
      ("Weights", memory.weights, "\(Digits.grouped(analysis.total.parameters)) parameters"),
      ("Copy of the weights", memory.copies, "in the other format of \(memory.precision.rawValue)"),
      ("Gradients", memory.gradients, "one for each parameter"),
      ("Optimiser's state", memory.states, memory.optimizer.rawValue),
      ("Buffers", memory.buffers, "running statistics, in 32 bits"),
      ("Kept activations", saved.activations, "until the backward pass"),
      ("Kept positions", saved.positions, "of max pools, in 64 bits"),
      ("Kept masks", saved.masks, "booleans"),
      ("Kept statistics", saved.statistics, "of batch norms"),
    ].filter { $0.1 > 0 }
    return Table(
      columns: [
        Table.Column("Part", key: "part", isNumeric: false), Table.Column("Bytes", key: "bytes"),
        Table.Column("What", key: "what", isNumeric: false, wraps: true),
      ],
      rows: rows.map { Table.Row([.text($0.0), .count($0.1), .text($0.2)]) } + [
        Table.Row(
          [.text("These parts"), .count(memory.fixed + saved.total), .empty], isTotal: true)
      ])
  }

  /// The budgets of the curve, from everything kept to the least.
  private static func budgets(of chain: CheckpointChain, _ least: Int) -> [Int] {
    let most = chain.everythingKept.peakBytes
    let steps = 6
    guard least < most else { return [most] }
    return (0...steps).map {
      most - (most - least) / steps * $0 - ($0 == steps ? (most - least) % steps : 0)
    }
  }

  private var curve: Table {
    let forward = max(1, chain.macs)
    return Table(
      title: "Recomputing segments instead of keeping them",
      columns: [
        Table.Column("Kept bytes at most", key: "budget"),
        Table.Column("Needed", key: "peakBytes"),
        Table.Column("Recomputed MACs", key: "recomputedMACs", dashesZeros: true),
        Table.Column("% of forward", key: "share"),
        Table.Column("Runs", key: "runs"),
      ],
      rows: plans.map { budget, plan in
        Table.Row([
          .count(budget), .count(plan.peakBytes), .count(plan.recomputedMACs),
          .share(Double(plan.recomputedMACs) / Double(forward)), .count(plan.runs.count),
        ])
      })
  }

  private var facts: [Document.Fact] {
    var facts = [
      Document.Fact(
        "Fixed", "\(UnitPrefix.bytes(memory.fixed)) whatever the batch"),
      Document.Fact(
        "Kept",
        "\(UnitPrefix.bytes(memory.saved.total)) for \(memory.batch) "
          + "sample\(memory.batch == 1 ? "" : "s"), as PyTorch's autograd keeps them"),
    ]
    if let budget {
      if let plan {
        let runs = plan.runs.map(name(of:)).joined(separator: ", ")
        facts.append(
          Document.Fact(
            "Checkpoints",
            plan.runs.isEmpty
              ? "everything fits in \(UnitPrefix.bytes(budget))"
              : "recompute \(runs): \(UnitPrefix.bytes(plan.peakBytes)) of kept values, "
                + "\(Digits.grouped(plan.recomputedMACs)) MACs more"))
      } else {
        facts.append(
          Document.Fact(
            "Checkpoints",
            "no plan needs \(UnitPrefix.bytes(budget)) or less; the least is "
              + UnitPrefix.bytes(leastBudget)))
      }
    }
    facts += [
      Document.Fact(
        "Segments",
        "\(Digits.grouped(chain.ends)), which end where a single value is all that is read later"
          + (chain.ends > chain.segments.count
            ? ", neighbours joined to \(Digits.grouped(chain.segments.count))" : "")
          + "; runs of them are recomputed as one, not nested"),
      Document.Fact(
        "Not counted",
        "temporary buffers of kernels, what the allocator rounds up, the device's context"),
    ]
    return facts + subject.facts
  }

  /// The first and the last block or operation of a run.
  private func name(of run: ClosedRange<Int>) -> String {
    let first = name(of: chain.segments[run.lowerBound], isFirst: true)
    let last = name(of: chain.segments[run.upperBound], isFirst: false)
    return first == last ? first : "\(first)…\(last)"
  }

  /// The largest block that a segment contains at one of its ends, or else the operation there.
  private func name(of segment: CheckpointChain.Segment, isFirst: Bool) -> String {
    let graph = analysis.graph
    let node = isFirst ? segment.nodes.lowerBound : segment.nodes.upperBound - 1
    var best: Int?
    var scope = graph.nodes[node].scope
    while scope != 0 {
      let nodes = graph.scopes[scope].nodes
      if nodes.lowerBound >= segment.nodes.lowerBound,
        nodes.upperBound <= segment.nodes.upperBound
      {
        best = scope
      }
      scope = graph.scopes[scope].parent
    }
    return best.map { paths.scopes[$0] } ?? paths.nodes[node]
  }

  package var json: JSONNode {
    let saved = memory.saved
    var checkpoints = plans
    if let budget, let plan { checkpoints.append((budget, plan)) }
    return [
      "schema": "convcost.memory/1", "network": subject.json(input: analysis.graph.inputs[0]),
      "training": [
        "optimizer": .text(memory.optimizer.rawValue),
        "precision": .text(memory.precision.rawValue), "batch": .number(memory.batch),
        "weightBytes": .number(memory.weights), "copyBytes": .number(memory.copies),
        "gradientBytes": .number(memory.gradients), "stateBytes": .number(memory.states),
        "bufferBytes": .number(memory.buffers),
        "kept": [
          "activationBytes": .number(saved.activations),
          "positionBytes": .number(saved.positions), "maskBytes": .number(saved.masks),
          "statisticBytes": .number(saved.statistics),
        ],
      ],
      "segments": .list(
        chain.segments.map { segment in
          .line([
            "first": .text(paths.nodes[segment.nodes.lowerBound]),
            "last": .text(paths.nodes[segment.nodes.upperBound - 1]),
            "macs": .number(segment.macs),
          ])
        }),
      "checkpoints": .list(
        checkpoints.map { budget, plan in
          .line([
            "budgetBytes": .number(budget), "peakBytes": .number(plan.peakBytes),
            "recomputedMACs": .number(plan.recomputedMACs),
            "runs": .list(plan.runs.map { .numbers([$0.lowerBound, $0.upperBound]) }),
          ])
        }),
    ]
  }
}
