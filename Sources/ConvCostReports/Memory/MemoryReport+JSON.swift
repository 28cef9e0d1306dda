import ConvCostCore
package import ConvCostJSON

extension MemoryReport {
  /// The plan as `convcost.memory/1`: every value with its steps and its place, and the bytes at
  /// every step.
  package var json: JSONNode {
    let graph = plan.graph
    let offsets = offsets
    let inputs = graph.inputs.count
    return [
      "schema": "convcost.memory/1",
      "network": report.subject.json(input: report.input),
      "dialect": .text(plan.dialect.name), "dataType": .text(plan.dataType.rawValue),
      "bits": plan.bits.map { .text($0.text) } ?? .null,
      "batch": .number(plan.batch),
      "totals": [
        "activationBytes": .number(plan.activationBytes),
        "liveBytes": .number(plan.liveness.peak),
        "arenaBytes": plan.arena.map { .number($0.size) } ?? .null,
        "workspaceBytes": .number(plan.workspaceBytes),
        "weightBytes": .number(plan.weightBytes), "bufferBytes": .number(plan.bufferBytes),
      ],
      "patches": patches?.json ?? .null,
      "complete": .flag(!graph.lacksValues),
      "order": [
        "nodes": .line(.list(plan.order.map(JSONNode.number))),
        "bestBytes": plan.bestOrder.map { .number($0.peak) } ?? .null,
        "boundBytes": plan.bestOrder.map { .number($0.bound) } ?? .null,
      ],
      "peak": [
        "path": .text(peakPath),
        "values": .list(plan.liveness.peakValues.map(JSONNode.number)),
      ],
      "values": .elements(of: plan.steps.indices.filter { plan.steps[$0] != nil }) { value in
        let steps = plan.steps[value] ?? 0...0
        return .line([
          "value": .number(value),
          "path": value < inputs ? .null : .text(report.paths.nodes[value - inputs]),
          "shape": .numbers(graph.shape(ofValue: value).dimensions),
          "bytes": .number(plan.valueBytes[value]), "first": .number(steps.lowerBound),
          "last": .number(steps.upperBound),
          "offset": offsets[value].map(JSONNode.number) ?? .null,
        ])
      },
      "steps": .elements(of: Array(plan.order.indices)) { step in
        let node = plan.order[step]
        return .line([
          "path": .text(report.paths.nodes[node]),
          "operation": .text(graph.operationName(node)),
          "liveBytes": .number(plan.liveness.live[node]),
        ])
      },
    ]
  }

  /// The places of values in the arena.
  private var offsets: [Int: Int] {
    var offsets: [Int: Int] = [:]
    for part in plan.arena?.parts ?? [] {
      for value in part.values { offsets[value] = part.offset }
    }
    return offsets
  }
}

extension PatchPlan {
  fileprivate var json: JSONNode {
    [
      "rows": .number(rows), "columns": .number(columns), "until": .text(path),
      "peakBytes": .number(peakBytes), "patchBytes": .number(patchBytes),
      "mapBytes": .number(mapBytes), "restBytes": .number(restBytes),
      "imagePart": .numbers(imagePart.lengths), "macs": .number(macs),
      "extraMACs": .number(macs - wholeMACs), "isUpperBound": .flag(isUpperBound),
    ]
  }
}
