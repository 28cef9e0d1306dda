import ConvCostCore
import ConvCostJSON

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
        + "\(megabytes(efficiency.total.peakBytes)) of activations\(suffix), at "
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
          "\(megabytes(total.bytes)), "
            + "\(fixed(total.intensity ?? 0, digits: 2)) FLOPs/B, nothing kept in caches"))
    }
    if let device = deployment.device { facts.append(timeFact(device)) }
    if keys.contains("energy") {
      let type = deployment.dataType
      let perMAC = Energy.picojoulesPerMAC(type)
      facts.append(
        Document.Fact(
          "Energy",
          "\(quantity(efficiency.total.joules, "J")) in 45 nm: \(compact(perMAC)) pJ a MAC, "
            + "\(compact(Energy.picojoulesPerByte)) pJ a byte of DRAM (Horowitz 2014)"))
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
          "first by the input of \(paths[first]); by those of layers with "
            + "\(fixed(100 * share, digits: 1)) % of the MACs"))
    }
    if analysis.graph.inputs.count > 1 {
      facts.append(
        Document.Fact(
          "Fields", "each of the first input that the operation depends on, named beside it"))
    }
    let bounds = rows.filter { !$0.isBlock && $0.field.isBound }
    if let first = bounds.first {
      facts.append(
        Document.Fact(
          "Upper bounds",
          "the fields of \(bounds.count) operations, from \(first.path) on: elements there depend on "
            + "different numbers of samples"))
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
    let seconds = total.seconds ?? 0
    let share = seconds > 0 ? total.computeSeconds / seconds : 0
    let name = device.source.isEmpty ? device.name : "\(device.name) (\(device.source))"
    return Document.Fact(
      "Time at least",
      "\(quantity(seconds, "s")) on \(name), a lower bound that no kernel beats; "
        + "\(fixed(100 * share, digits: 1)) % of it bound by arithmetic")
  }

  private func trainingFacts(_ optimizer: Training.Optimizer) -> [Document.Fact] {
    let training = efficiency.training
    let bytes = efficiency.deployment.dataType.bytes
    let parameters = training.parameters * bytes
    let state = optimizer.statesPerParameter * parameters
    let saved = efficiency.savedBytes
    let kinds = [
      ("activations", saved.activations), ("positions", saved.positions), ("masks", saved.masks),
      ("statistics", saved.statistics),
    ].filter { $0.1 > 0 }.map { "\(megabytes($0.1)) of \($0.0)" }
    return [
      Document.Fact(
        "Training",
        "\(megabytes(parameters)) of gradients, \(megabytes(state)) of state (\(optimizer.rawValue)), "
          + "\(megabytes(saved.total)) kept for the backward pass"),
      Document.Fact("Kept", kinds.joined(separator: ", ")),
      Document.Fact(
        "Training FLOPs",
        "\(grouped(training.forwardFLOPs)) forward, \(grouped(training.backwardFLOPs)) backward: "
          + "twice a layer's, but no gradient of the input"),
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
        "intensity": total.intensity.map(JSONNode.decimal) ?? .null,
      ],
      "latency": deployment.device.map { device in
        [
          "device": .text(device.name), "source": .text(device.source),
          "peak": device.peaks[deployment.dataType].map(JSONNode.decimal) ?? .null,
          "bandwidth": .decimal(device.bandwidth),
          "secondsAtLeast": .decimal(total.seconds ?? 0),
          "bound": total.bound.map { .text($0.rawValue) } ?? .null,
        ]
      } ?? .null,
      "energy": ["joules": .decimal(total.joules), "source": "Horowitz 2014, 45 nm"],
      "training": [
        "gradients": .number(training.parameters),
        "optimizerState": .line(
          .object(
            Training.Optimizer.allCases.map {
              (
                $0.rawValue, .number($0.statesPerParameter * training.parameters)
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
        return wholeNumber(number).map(JSONNode.number) ?? .decimal(number)
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
    return members
  }
}

/// Returns a number of bytes in powers of ten and of two: `102.23 MB (97.49 MiB)`.
func megabytes(_ bytes: Int) -> String {
  let count = Double(bytes)
  switch bytes {
  case ..<1000: return "\(bytes) B"
  case ..<1_000_000:
    return "\(fixed(count / 1e3, digits: 2)) kB (\(fixed(count / 1024, digits: 2)) KiB)"
  default:
    return "\(fixed(count / 1e6, digits: 2)) MB (\(fixed(count / 1_048_576, digits: 2)) MiB)"
  }
}

/// Returns a quantity with the unit's prefix that fits it: `138.39 µs`, `4.07 mJ`.
private func quantity(_ value: Double, _ unit: String) -> String {
  for (factor, prefix) in [(1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n")]
  where value >= factor {
    return "\(fixed(value / factor, digits: 2)) \(prefix)\(unit)"
  }
  return "\(fixed(value / 1e-12, digits: 2)) p\(unit)"
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
    if batch > 1 {
      facts.append(
        Document.Fact(
          "Batch", "\(batch): memory, traffic, time and energy; counts are per sample"))
    }
    return facts
  }
}
