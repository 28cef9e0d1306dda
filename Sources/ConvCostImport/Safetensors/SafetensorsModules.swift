import ConvCostCore
import ConvCostText

/// The tensors of a safetensors file by the modules whose parameters they are: `layer1.0.conv1` has
/// `layer1.0.conv1.weight` and `layer1.0.conv1.bias`.
struct SafetensorsModules {
  /// A module with tensors of its own.
  struct Module {
    /// The names of the modules around it and of itself.
    var path: [Substring]
    var tensors: [SafetensorsFile.Tensor]
  }

  /// The modules, those of a block beside each other, numbers in their order.
  let modules: [Module]

  /// The most names of a path that are blocks.
  private static let deepest = 32

  init(_ tensors: [SafetensorsFile.Tensor]) {
    var byPath: [Substring: [SafetensorsFile.Tensor]] = [:]
    for tensor in tensors {
      let name = tensor.name[...]
      let dot = name.lastIndex(of: ".") ?? name.startIndex
      byPath[name[..<dot], default: []].append(tensor)
    }
    modules = byPath.map { path, tensors in
      let parts = path.split(separator: ".", maxSplits: Self.deepest)
      return Module(
        path: parts, tensors: tensors.sorted { Self.place($0) < Self.place($1) })
    }.sorted { Self.precedes($0.path, $1.path) }
  }

  /// Weights and biases come first, then the others by their names.
  private static func place(_ tensor: SafetensorsFile.Tensor) -> (Int, String) {
    (["weight", "bias"].firstIndex(of: tensor.parameter) ?? 2, tensor.name)
  }

  /// Whether a path comes before another: name by name, numbers at the end by their value.
  private static func precedes(_ one: [Substring], _ other: [Substring]) -> Bool {
    for (a, b) in zip(one, other) where a != b {
      let (left, right) = (a.splitAtNumber, b.splitAtNumber)
      if left.word != right.word { return left.word < right.word }
      return left.number == right.number ? a < b : left.number < right.number
    }
    return one.count < other.count
  }
}

extension Substring {
  /// The letters before the digits at the end, and their number: `layer` and 10; −1 without one.
  fileprivate var splitAtNumber: (word: Substring, number: Int) {
    let digits = reversed().prefix { $0.isASCII && $0.isNumber }.count
    return (dropLast(digits), Int(suffix(digits)) ?? -1)
  }
}

extension SafetensorsModules.Module {
  /// The numbers of the module, by what they are; nil if there are too many.
  ///
  /// Names say what tensors are, as PyTorch calls them. A scale with one dimension is a norm's.
  var numbers: StoredNumbers? {
    let isBatchNorm = tensors.contains { $0.parameter.hasPrefix("running_") }
    let isNorm = isBatchNorm || tensors.contains { $0.parameter == "weight" && $0.shape.count == 1 }
    var numbers = StoredNumbers()
    func add(_ count: Int, _ place: WritableKeyPath<StoredNumbers, Int>) -> Bool {
      let (sum, overflow) = numbers[keyPath: place].addingReportingOverflow(count)
      numbers[keyPath: place] = sum
      return !overflow
    }
    for tensor in tensors where tensor.isCounted {
      let place: WritableKeyPath<StoredNumbers, Int>
      switch tensor.parameter {
      case "running_mean", "running_var", "moving_mean", "moving_variance": place = \.buffers
      case "weight" where isNorm, "bias" where isNorm: place = \.normalization
      case "gamma", "beta": place = \.normalization
      case "bias": place = \.biases
      default: place = \.weights
      }
      guard add(tensor.count, place) else { return nil }
    }
    return numbers
  }

  /// The names of the module's tensors, such as `weight, bias`.
  var summary: String {
    let names = tensors.filter(\.isCounted).map(\.parameter)
    return names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
  }
}

extension SafetensorsFile.Tensor {
  /// The name inside its module.
  var parameter: String {
    guard let dot = name.lastIndex(of: ".") else { return name }
    return String(name[name.index(after: dot)...])
  }

  /// Whether its elements are parameters or statistics. Other integers are positions, indices or
  /// counters.
  var isCounted: Bool { type.isFloat || type.mayBeQuantized && parameter.hasSuffix("weight") }
}
