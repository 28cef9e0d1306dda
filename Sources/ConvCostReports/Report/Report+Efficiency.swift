import ConvCostCore
import ConvCostJSON
import ConvCostText

extension Report {
  /// The peak of memory, its node, and the values in memory there.
  var peakFact: Document.Fact {
    let liveness = efficiency.liveness
    let paths = paths.nodes
    let batch = efficiency.deployment.batch
    let suffix = batch > 1 ? " for \(batch) samples" : ""
    return Document.Fact(
      "Peak memory",
      "\(isLowerBound(.peakActivationBytes) ? "≥ " : "")"
        + "\(UnitPrefix.bytes(efficiency.total.peakBytes)) of activations\(suffix), at "
        + "\(paths[liveness.peakNode]): \(livePaths.joined(separator: ", "))")
  }

  /// The paths of the values in memory at the peak.
  private var livePaths: [String] {
    let graph = analysis.graph
    let inputs = graph.inputs.count
    let paths = paths.nodes
    return efficiency.liveness.peakValues.map { value in
      guard value < inputs else { return paths[value - inputs] }
      return inputs > 1 ? "the input \(graph.inputName(value))" : "the input"
    }
  }

  /// The facts that the requested columns and options need.
  func efficiencyFacts(_ layout: ReportLayout) -> [Document.Fact] {
    let keys = Set((layout.columns ?? []).map(\.key) + [layout.sorting?.key ?? ""])
    let deployment = efficiency.deployment
    var facts: [Document.Fact] = []
    if !keys.isDisjoint(with: ["rf", "jump", "offset"]) { facts += fieldFacts }
    if !keys.isDisjoint(with: ["read", "written", "traffic", "intensity"]) {
      let total = efficiency.total
      facts.append(
        Document.Fact(
          "Traffic",
          "\(UnitPrefix.bytes(total.bytes)), "
            + "\(Digits.fixed(total.intensity ?? 0, digits: 2)) FLOPs/B, without caches"))
    }
    if keys.contains("fused") {
      facts.append(
        Document.Fact(
          "Fused",
          "\(UnitPrefix.bytes(efficiency.total.fusedBytes)) with norms, activations and sums fused;"
            + " no execution moves less than \(UnitPrefix.bytes(efficiency.compulsoryBytes))"))
    }
    if let device = deployment.device { facts.append(timeFact(device)) }
    if let times = deployment.times {
      let total = efficiency.total
      facts.append(
        Document.Fact(
          "Measured",
          "\(UnitPrefix.quantity(total.measuredSeconds ?? 0, "s")) in \(times.seconds.count) layers"
            + (total.slowdown.map { ", \(Digits.fixed($0, digits: 2))× their bound" } ?? "")))
    }
    if keys.contains("energy") {
      let type = deployment.dataType
      let perMAC = Energy.picojoulesPerMAC(type)
      facts.append(
        Document.Fact(
          "Energy",
          "\(UnitPrefix.quantity(efficiency.total.joules, "J")) in 45 nm: "
            + "\(Digits.compact(perMAC)) pJ a MAC, \(Digits.compact(Energy.picojoulesPerByte)) pJ "
            + "a byte of DRAM (Horowitz 2014)"
        ))
    }
    if let optimizer = layout.optimizer { facts += trainingFacts(optimizer) }
    facts += deployment.facts
    return facts
  }

  /// The first layer whose input sees the whole image, and the merges that join different
  /// positions.
  private var fieldFacts: [Document.Fact] {
    let paths = paths.nodes
    var facts: [Document.Fact] = []
    if let first = efficiency.covered.first {
      let share = Double(efficiency.covered.macs) / Double(max(1, efficiency.standardMACs))
      facts.append(
        Document.Fact(
          "Image seen",
          "first by the input of \(paths[first]); layers whose input sees all of it have "
            + "\(Percent.number(share)) % of the MACs"))
    }
    if analysis.graph.inputs.count > 1 {
      facts.append(
        Document.Fact(
          "Fields", "on the first input that the operation depends on, whose name is given"))
    }
    let bounds = rows.filter { !$0.isBlock && $0.field.isBound }
    if let first = bounds.first {
      facts.append(
        Document.Fact(
          "Upper bounds",
          "the fields of \(bounds.count) operations, from \(first.path) on: elements there depend "
            + "on different numbers of samples"))
    }
    let misaligned = efficiency.fields.misaligned
    if !misaligned.isEmpty {
      let shown = misaligned.prefix(5).map { paths[$0] }.joined(separator: ", ")
      facts.append(
        Document.Fact(
          "Misaligned", "\(misaligned.count) merges: \(shown)\(misaligned.count > 5 ? ", …" : "")"))
    }
    return facts
  }

  private func timeFact(_ device: Device) -> Document.Fact {
    let total = efficiency.total
    let name = device.source.isEmpty ? device.name : "\(device.name) (\(device.source))"
    guard let seconds = total.seconds else {
      let format = efficiency.deployment.dataType
      let lack =
        device.peaks[format] == nil ? "peak for \(format.rawValue)" : "bandwidth of its memory"
      return Document.Fact("Time at least", "unknown on \(name), which has no known \(lack)")
    }
    let share = seconds > 0 ? total.computeSeconds / seconds : 0
    return Document.Fact(
      "Time at least",
      "\(UnitPrefix.quantity(seconds, "s")) on \(name), a lower bound for every kernel; "
        + "\(Percent.number(share)) % of it bound by arithmetic")
  }

  private func trainingFacts(_ optimizer: Training.Optimizer) -> [Document.Fact] {
    let training = efficiency.training
    let type = efficiency.deployment.dataType
    let parameters = type.bytes(of: training.parameters) ?? Cost.largestCount
    let state = analysis.parameterTensors.reduce(0) { $0 + optimizer.stateBytes(of: $1, in: type) }
    let saved = efficiency.savedBytes
    let kinds = [
      ("activations", saved.activations), ("positions", saved.positions), ("masks", saved.masks),
      ("statistics", saved.statistics),
    ].filter { $0.1 > 0 }.map { "\(UnitPrefix.bytes($0.1)) of \($0.0)" }
    return [
      Document.Fact(
        "Training",
        "\(UnitPrefix.bytes(parameters)) of gradients, \(UnitPrefix.bytes(state)) of state "
          + "(\(optimizer.rawValue)), \(UnitPrefix.bytes(saved.total)) kept for the backward pass"),
      Document.Fact("Kept", kinds.joined(separator: ", ")),
      Document.Fact(
        "Training FLOPs",
        "\(Digits.grouped(training.forwardFLOPs)) forward, "
          + "\(Digits.grouped(training.backwardFLOPs)) backward: "
          + "twice a layer's, without a gradient of the input"),
    ]
  }

  /// Memory, traffic, time and energy of the network, as members of the report's object.
  var efficiencyJSON: JSONNode {
    let paths = paths.nodes
    let deployment = efficiency.deployment
    let total = efficiency.total
    let training = efficiency.training
    let saved = efficiency.savedBytes
    return [
      "memory": [
        "batch": .number(deployment.batch), "dtype": .text(deployment.dataType.rawValue),
        "inPlace": .flag(deployment.inPlace), "foldNorms": .flag(deployment.foldsNorms),
        "peakActivations": .number(efficiency.liveness.peak),
        "peakAt": .text(paths[efficiency.liveness.peakNode]),
        "live": .line(.list(livePaths.map(JSONNode.text))),
        "definitions": [
          "activations": .number(analysis.total.activations),
          "withPools": .number(efficiency.activations.withPools),
          "withInput": .number(efficiency.activations.withInput),
          "everyValue": .number(efficiency.activations.everyValue),
          "largestLayer": .number(efficiency.activations.largestLayer),
        ],
      ],
      "receptiveField": [
        "seenFrom": efficiency.covered.first.map { .text(paths[$0]) } ?? .null,
        "seenMACs": .number(efficiency.covered.macs),
        "misaligned": .line(.list(efficiency.fields.misaligned.map { .text(paths[$0]) })),
      ],
      "traffic": [
        "bytesRead": .number(total.bytesRead), "bytesWritten": .number(total.bytesWritten),
        "fusedBytes": .number(total.fusedBytes),
        "compulsoryBytes": .number(efficiency.compulsoryBytes),
        "intensity": total.intensity.map(JSONNode.decimal) ?? .null,
      ],
      "latency": deployment.device.map { device in
        [
          "device": .text(device.name), "source": .text(device.source),
          "peak": device.peaks[deployment.dataType].map(JSONNode.decimal) ?? .null,
          "bandwidth": device.bandwidth.map { .decimal($0) } ?? .null,
          "secondsAtLeast": total.seconds.map { .decimal($0) } ?? .null,
          "bound": total.bound.map { .text($0.rawValue) } ?? .null,
        ]
      } ?? .null,
      "bitOperations": .decimal(total.bitOperations),
      "energy": ["joules": .decimal(total.joules), "source": "Horowitz 2014, 45 nm"],
      "training": [
        "gradients": .number(training.parameters),
        "optimizerState": .line(
          .object(
            Training.Optimizer.allCases.map { optimizer in
              (
                optimizer.rawValue,
                .number(analysis.parameterTensors.reduce(0) { $0 + optimizer.states(of: $1) })
              )
            })),
        "savedActivations": .number(training.saved.activations),
        "saved": .line([
          "activations": .number(saved.activations), "positions": .number(saved.positions),
          "masks": .number(saved.masks), "statistics": .number(saved.statistics),
          "bytes": .number(saved.total),
        ]),
        "forwardFlops": .number(training.forwardFLOPs),
        "backwardFlops": .number(training.backwardFLOPs),
      ],
    ]
  }
}

extension Report.Row {
  /// Memory, traffic, time and energy of the operation, as members of a layer's object.
  var efficiencyJSON: JSONNode {
    func length(_ path: KeyPath<ReceptiveField.Span, Double>) -> JSONNode {
      field.json { span in
        let number = span[keyPath: path]
        return Digits.whole(number).map(JSONNode.number) ?? .decimal(number)
      }
    }
    let receptiveField: JSONNode = [
      "receptiveField": length(\.size),
      "receptiveFieldIsBound": field.json { .flag($0.isBound) }, "jump": length(\.jump),
      "offset": length(\.offset),
    ]
    let seen: JSONNode = fieldInput.map { ["receptiveFieldOf": .text($0)] } ?? [:]
    var members: JSONNode =
      receptiveField + seen + [
        "liveBytes": .number(footprint.peakBytes), "bytesRead": .number(footprint.bytesRead),
        "bytesWritten": .number(footprint.bytesWritten),
        "intensity": footprint.intensity.map(JSONNode.decimal) ?? .null,
        "joules": .decimal(footprint.joules),
      ]
    if let seconds = footprint.seconds {
      members =
        members + [
          "secondsAtLeast": .decimal(seconds),
          "bound": footprint.bound.map { .text($0.rawValue) } ?? .null,
        ]
    }
    if let measured = footprint.measuredSeconds {
      members = members + ["measuredSeconds": .decimal(measured)]
    }
    return members
  }
}

extension BitWidths {
  /// The bits in words.
  var text: String {
    let general = [
      areThoseOfFile ? "as the file states" : nil, weights.map { "\($0) for weights" },
      activations.map { "\($0) for activations" },
    ]
    return (general.compactMap { $0 } + layers.map { "\($0.bits) in \($0.path)" })
      .joined(separator: ", ")
  }
}

extension Deployment {
  /// The settings that differ from the default, single samples in 32 bits without overwriting.
  var facts: [Document.Fact] {
    var facts: [Document.Fact] = []
    let switches = [
      inPlace ? "activations in place" : nil, foldsNorms ? "norms folded" : nil,
    ].compactMap { $0 }
    if !switches.isEmpty {
      facts.append(Document.Fact("Memory with", switches.joined(separator: ", ")))
    }
    if let bits { facts.append(Document.Fact("Bits", bits.text)) }
    if batch > 1 {
      facts.append(
        Document.Fact(
          "Batch", "\(batch): memory, traffic, time and energy; counts are per sample"))
    }
    return facts
  }
}
