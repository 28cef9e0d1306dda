import ConvCostCore

/// An operator with the shapes of its arguments, as the rules for its cost need it.
struct TorchCall {
  let step: ProgramStep
  /// The tensors of the program.
  let tensors: [StatedNetwork.Tensor]
  /// The tensors that are the same for every input, by their numbers.
  let isConstant: [Bool]
  /// The samples that the tensors hold.
  let batch: Batch

  /// The shape of the first result; nil if unknown.
  var output: [Int]? { step.outputs.first.flatMap { tensors[$0].shape } }

  /// Returns the value of an argument; nil if it has its usual value.
  func value(_ name: String) -> ProgramStep.Value? {
    step.arguments.first { $0.name == name }?.value
  }

  /// Returns the number of a tensor; nil for a missing one.
  func tensor(_ name: String) -> Int? {
    guard case .tensor(let number)? = value(name) else { return nil }
    return number
  }

  /// The number of the first tensor among the arguments.
  var firstTensor: Int? {
    for argument in step.arguments {
      switch argument.value {
      case .tensor(let number): return number
      case .tensors(let numbers): return numbers.compactMap { $0 }.first
      default: continue
      }
    }
    return nil
  }

  /// Returns the shape of a tensor; nil for a missing one, or if it is unknown.
  func shape(_ name: String) -> [Int]? { tensor(name).flatMap { tensors[$0].shape } }

  /// The shape of the first tensor among the arguments.
  var input: [Int]? { firstTensor.flatMap { tensors[$0].shape } }

  /// Whether an argument is a tensor that is the same for every input.
  func isConstant(_ name: String) -> Bool { tensor(name).map { isConstant[$0] } ?? false }

  /// Returns a whole number.
  func integer(_ name: String, default usual: RawInteger) -> RawInteger {
    guard case .integers(let numbers)? = value(name), numbers.count == 1 else { return usual }
    return numbers[0]
  }

  /// Returns whole numbers; nil for a missing argument, and for an empty list.
  func integers(_ name: String) -> [RawInteger]? {
    guard case .integers(let numbers)? = value(name), !numbers.isEmpty else { return nil }
    return numbers
  }

  func flag(_ name: String, default usual: Bool = false) -> Bool {
    guard case .flag(let flag)? = value(name) else { return usual }
    return flag
  }

  /// Returns a number, whole or not.
  func number(_ name: String) -> Double? {
    switch value(name) {
    case .number(let number): number
    case .integers(let numbers) where numbers.count == 1:
      Double(numbers[0].clamped(to: Int.min...Int.max))
    default: nil
    }
  }

  /// Returns an axis counted from the front; nil for one that the tensor does not have.
  func axis(_ name: String, of rank: Int, default usual: RawInteger = 0) -> Int? {
    try? integer(name, default: usual).axis(of: rank)
  }

  /// How many tensors depend on the network's input.
  var movingOperands: Int {
    var count = 0
    for argument in step.arguments {
      switch argument.value {
      case .tensor(let number): count += isConstant[number] ? 0 : 1
      case .tensors(let numbers):
        count += numbers.filter { $0.map { !isConstant[$0] } ?? false }.count
      default: break
      }
    }
    return count
  }
}
