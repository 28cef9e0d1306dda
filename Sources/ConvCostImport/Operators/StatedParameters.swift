import ConvCostCore

/// Counts the numbers that the operators of a `StatedNetwork` hold, each stored tensor once.
///
/// A stored tensor counts at the first operator that reads it as a parameter, also by way of
/// operators that only work on stored tensors, such as a weight standardisation.
struct StatedParameters {
  private let network: StatedNetwork
  /// The stored tensors that each constant was computed from, by the constant; a stored tensor is
  /// its own.
  private var sources: [Int: [Int]] = [:]
  private var seen: Set<Int> = []
  /// The operators whose results are computed from stored numbers only.
  private(set) var ahead = OperatorTally()
  /// The multiply-accumulates of these operators.
  private(set) var macsAhead = 0
  /// Tensors that some operator does not read as parameters, and their places.
  private var fixed: [(place: Int, table: ImportedNetwork.Table)] = []
  private var noted: Set<Int> = []
  private var types: [String: ImportedNetwork.StoredType] = [:]
  private var countedFloats = 0
  private var countedParameters = 0
  private var quantized = 0

  /// The most stored tensors that a constant is traced to.
  private static let mostSources = 1 << 10

  init(_ network: StatedNetwork) {
    self.network = network
    for (number, tensor) in network.tensors.enumerated() where tensor.stored != nil {
      sources[number] = [number]
    }
  }

  /// Whether a tensor is the same for every input of the network.
  func isConstant(_ tensor: Int) -> Bool { sources[tensor] != nil }

  /// Records the results of an operator that works on stored tensors only.
  mutating func follow(_ step: StatedNetwork.Step, _ batch: Batch) {
    var from: [Int] = []
    var known: Set<Int> = []
    for input in step.inputs {
      for source in sources[input] ?? []
      where from.count < Self.mostSources && known.insert(source).inserted {
        from.append(source)
      }
    }
    for output in step.outputs { sources[output] = from }
    guard step.mayMultiply else { return }
    ahead.add(step.label)
    macsAhead = macsAhead.saturatingAdding(macs(of: step))
  }

  /// Returns the multiply-accumulates of an operator on stored numbers, of which all samples count.
  private func macs(of step: StatedNetwork.Step) -> Int {
    guard let operation = step.operation else { return 0 }
    if case .foreign(.product(let macs, isLayer: _)) = operation { return macs }
    guard let lengths = step.inputs.first.flatMap({ network.tensors[$0].shape }) else { return 0 }
    let isMap = if case .linear = operation { false } else { true }
    let samples = isMap ? lengths.first ?? 1 : 1
    let input = StepLowering.shape(
      Array(isMap ? lengths.dropFirst() : lengths[...]), isMap: isMap,
      isChannelsLast: network.isChannelsLast)
    guard let output = try? operation.output(of: input),
      let cost = try? operation.cost(input: input, output: output)
    else { return 0 }
    let (macs, overflow) = cost.macs.multipliedReportingOverflow(by: samples)
    return overflow ? Cost.largestCount : macs
  }

  /// Returns the numbers that an operator reads: those that were not counted before, and the
  /// others.
  ///
  /// - Throws: `NetworkError` if a sum does not fit in 64 bits.
  mutating func numbers(of step: StatedNetwork.Step) throws(NetworkError) -> ReadNumbers {
    var numbers = ReadNumbers()
    for (place, input) in step.inputs.enumerated() {
      for source in sources[input] ?? [] {
        guard let stored = network.tensors[source].stored else { continue }
        // The file knows buffers, and the reader what a parameter is for.
        let role = stored.role == .buffer ? .buffer : step.roles[place] ?? stored.role
        guard let role, stored.isNumber else {
          note(source, stored)
          continue
        }
        numbers.uses.insert(WeightSharing.Use(source: stored.place, part: nil))
        guard numbers.sources.insert(stored.place).inserted else { continue }
        let isNew = seen.insert(stored.place).inserted
        if isNew {
          record(stored)
          numbers.bits.add(
            bits: stored.bits, of: stored.count, isBuffer: role == .buffer,
            isWeight: role == .weight)
        }
        let path = isNew ? \ReadNumbers.own : \ReadNumbers.borrowed
        if isNew, role != .buffer {
          countedParameters = countedParameters.saturatingAdding(stored.count)
        }
        guard numbers[keyPath: path].add(stored.count, role) else {
          throw NetworkError(
            path: step.path.name ?? step.label, operation: nil, inputs: [],
            problem: .totalOverflow(quantity: "parameters"))
        }
      }
    }
    return numbers
  }

  /// Returns what the file stores.
  func storage(lost: Int) -> ImportedNetwork.Storage {
    var floats = 0
    var places: Set<Int> = []
    var unread = ImportedNetwork.Unread()
    for tensor in network.tensors {
      guard let stored = tensor.stored, places.insert(stored.place).inserted else { continue }
      if stored.role != nil, !seen.contains(stored.place) {
        unread.add(
          ImportedNetwork.Table(name: tensor.name, count: stored.count),
          isBuffer: stored.role == .buffer)
      } else if stored.isNumber, !stored.isInteger {
        floats = floats.saturatingAdding(stored.count)
      }
    }
    unread.parametersRead = countedParameters
    return ImportedNetwork.Storage(
      floats: floats, external: 0, counted: countedFloats, lost: lost, quantized: quantized,
      filled: 0, fixed: fixed.filter { !seen.contains($0.place) }.map(\.table), derived: [],
      unread: unread,
      types: types.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) })
  }

  private mutating func record(_ stored: StatedNetwork.Stored) {
    if stored.isInteger, stored.role != .buffer {
      quantized = quantized.saturatingAdding(stored.count)
    } else if !stored.isInteger {
      countedFloats = countedFloats.saturatingAdding(stored.count)
    }
    var type =
      types[stored.type] ?? ImportedNetwork.StoredType(name: stored.type, count: 0, bits: 0)
    type.count = type.count.saturatingAdding(stored.count)
    type.bits = type.bits.saturatingAdding(stored.bits)
    types[stored.type] = type
  }

  /// Lists a tensor that is not a parameter.
  private mutating func note(_ number: Int, _ stored: StatedNetwork.Stored) {
    guard stored.isNumber, !stored.isInteger, stored.count > 1 else { return }
    guard noted.insert(stored.place).inserted else { return }
    let table = ImportedNetwork.Table(name: network.tensors[number].name, count: stored.count)
    fixed.append((stored.place, table))
  }
}

extension StatedNetwork.Stored {
  /// Whether the elements are integers, which represent fractions in quantised tensors.
  fileprivate var isInteger: Bool { type.hasPrefix("int") || type.hasPrefix("uint") }
}

extension StoredNumbers {
  /// Adds numbers of a role, and returns whether the sum fits in 64 bits.
  fileprivate mutating func add(_ count: Int, _ role: ParameterRole) -> Bool {
    let path: WritableKeyPath<StoredNumbers, Int> =
      switch role {
      case .weight: \.weights
      case .bias: \.biases
      case .normalization: \.normalization
      case .buffer: \.buffers
      }
    let (sum, overflow) = self[keyPath: path].addingReportingOverflow(count)
    self[keyPath: path] = sum
    return !overflow
  }
}
