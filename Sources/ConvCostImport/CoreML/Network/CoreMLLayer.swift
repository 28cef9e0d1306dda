/// A layer of a neural network.
struct CoreMLLayer {
  var name = ""
  var inputs: [String] = []
  var outputs: [String] = []
  /// The shapes of the results, if the file states them.
  var shapes: [[Int]] = []
  /// The kind; nil for one that the schema does not have.
  var kind: CoreMLLayerKind?
  /// The number of the field that states the kind.
  var kindNumber = 0
  var fields = CoreMLFields()

  init(_ message: WireMessage) throws(WireError) {
    try message.keep(512)
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: name = try field.text()
      case 2: inputs.append(try field.text())
      case 3: outputs.append(try field.text())
      case 5: shapes.append(try Self.shape(try field.message()))
      case 100...:
        kindNumber = field.number
        kind = CoreMLLayerKind(rawValue: field.number)
        // What the fields of an unknown kind are is unknown too.
        if let kind { fields = try CoreMLFields(try field.message(), kind.forms) }
      default: break
      }
    }
  }

  /// Returns the lengths of a stated tensor; empty for one whose lengths are unknown.
  private static func shape(_ message: WireMessage) throws(WireError) -> [Int] {
    var shape: [Int] = []
    try message.forEachField { (field) throws(WireError) in
      if field.number == 2 { try field.append(to: &shape, limit: MILType.mostDimensions) }
    }
    return shape.allSatisfy { $0 > 0 && $0 <= RawInteger.longest } ? shape : []
  }

  /// The file's word for the kind.
  var type: String { kind.map { "\($0)" } ?? "layer \(kindNumber)" }

  /// The layer's name in messages.
  var place: String { name.isEmpty ? outputs.first ?? type : name }
}

extension CoreMLLayerKind {
  /// The forms of the fields that are not numbers.
  fileprivate var forms: [Int: CoreMLFields.Form] {
    typealias Form = CoreMLFields.Form
    let empty = Form.message([:])
    let edges = Form.message([10: empty])
    func weights(_ numbers: Int...) -> [Int: Form] {
      Dictionary(uniqueKeysWithValues: numbers.map { ($0, Form.weights) })
    }
    // Activations of recurrent layers are not needed.
    switch self {
    case .convolution:
      return [50: .message([1: edges]), 51: empty, 90: .weights, 91: .weights]
    case .pooling: return [30: .message([1: edges]), 31: empty, 32: empty]
    case .activation:
      var forms: [Int: Form] = [25: .message(weights(1)), 71: .message(weights(1, 2))]
      for number in [5, 10, 15, 20, 30, 31, 40, 41, 50, 60, 70] { forms[number] = empty }
      return forms
    case .innerProduct, .embedding, .embeddingND: return weights(20, 21)
    case .batchNorm: return weights(15, 16, 17, 18)
    case .crop: return [1: edges]
    case .padding: return [1: empty, 2: empty, 3: empty, 10: edges]
    case .upsample: return [7: .floats]
    case .resizeBilinear: return [2: empty]
    case .cropResize: return [3: empty, 4: empty]
    case .scale: return weights(2, 5)
    case .bias, .loadConstant, .loadConstantND: return weights(2)
    case .simpleRecurrent:
      return weights(30, 31, 32).merging([10: .unread]) { $1 }
    case .gru:
      return weights(30, 31, 32, 50, 51, 52, 70, 71, 72).merging([10: .unread]) { $1 }
    case .uniDirectionalLSTM, .biDirectionalLSTM:
      let all = weights(1, 2, 3, 4, 20, 21, 22, 23, 40, 41, 42, 43, 60, 61, 62)
      return [10: .unread, 11: .unread, 15: empty, 20: .message(all)]
    case .custom: return [10: .text, 20: .weights, 30: .unread, 40: .unread]
    case .branch: return [1: .unread, 2: .unread]
    case .loop: return [2: .text, 3: .unread, 4: .unread]
    case .batchedMatmul: return weights(8, 9)
    case .layerNormalization: return weights(3, 4)
    case .convolution3d: return weights(60, 61)
    default: return [:]
    }
  }
}
