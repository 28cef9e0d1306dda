/// A program: functions, each a block of operations in execution order.
///
/// Field numbers are those of MIL.proto of coremltools 9.0.
struct MILProgram {
  /// The functions, by their names.
  var functions: [String: MILFunction] = [:]

  init(_ message: WireMessage) throws(WireError) {
    try message.forEachField { (field) throws(WireError) in
      guard field.number == 2 else { return }
      let (name, function) = try Self.entry(try field.message())
      if let function { functions[name] = try MILFunction(function) }
    }
  }

  /// Returns the key and the value of a map's entry.
  static func entry(_ message: WireMessage) throws(WireError) -> (String, WireMessage?) {
    var key = ""
    var value: WireMessage?
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: key = try field.text()
      case 2: value = try field.message()
      default: break
      }
    }
    return (key, value)
  }
}

/// A function: its inputs, and what it computes with the operators of one version.
struct MILFunction {
  var inputs: [MILValue] = []
  /// The version of the operators, such as `CoreML7`.
  var opset = ""
  var block = MILBlock()

  init(_ message: WireMessage) throws(WireError) {
    var blocks: [String: WireMessage] = [:]
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: inputs.append(try MILValue(try field.message()))
      case 2: opset = try field.text()
      case 3:
        let (name, block) = try MILProgram.entry(try field.message())
        blocks[name] = block
      default: break
      }
    }
    if let block = blocks[opset] ?? blocks.min(by: { $0.key < $1.key })?.value {
      self.block = try MILBlock(block)
    }
  }
}

/// Operations in execution order, with the names of their results that are used outside.
struct MILBlock {
  var inputs: [MILValue] = []
  var outputs: [String] = []
  var operations: [MILOperation] = []

  init() {}

  init(_ message: WireMessage) throws(WireError) {
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: inputs.append(try MILValue(try field.message()))
      case 2: outputs.append(try field.text())
      case 3:
        // The memory limit thus also limits the number of operations.
        try message.keep(512)
        operations.append(try MILOperation(try field.message()))
      default: break
      }
    }
  }
}

/// A name with its type.
struct MILValue {
  var name = ""
  var type = MILType()

  init(_ message: WireMessage) throws(WireError) {
    try message.keep(64)
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: name = try field.text()
      case 2: type = try MILType(try field.message())
      default: break
      }
    }
  }
}

/// An operation with the arguments of each of its parameters.
struct MILOperation {
  /// An argument.
  enum Argument {
    /// The value that a name stands for.
    case name(String)
    /// A constant that is written in its place.
    case constant(MILConstant)
  }

  /// The operator, such as `conv`.
  var type = ""
  var inputs: [String: [Argument]] = [:]
  var outputs: [MILValue] = []
  var blocks: [MILBlock] = []
  /// The name that the converter gave the operation.
  var name: String?

  init(_ message: WireMessage) throws(WireError) {
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: type = try field.text()
      case 2:
        let (name, value) = try MILProgram.entry(try field.message())
        if let value { inputs[name] = try Self.arguments(value) }
      case 3: outputs.append(try MILValue(try field.message()))
      case 4: blocks.append(try MILBlock(try field.message()))
      case 5:
        // The value of a constant, and the parameters of operators for compressed weights, are
        // attributes.
        let (name, value) = try MILProgram.entry(try field.message())
        guard let value else { return }
        let constant = try MILConstant(value)
        if name == "name" {
          self.name = constant.text
        } else if inputs[name] == nil {
          inputs[name] = [.constant(constant)]
        }
      default: break
      }
    }
  }

  private static func arguments(_ message: WireMessage) throws(WireError) -> [Argument] {
    var arguments: [Argument] = []
    try message.forEachField { (field) throws(WireError) in
      guard field.number == 1 else { return }
      try message.keep(64)
      try field.message().forEachField { (field) throws(WireError) in
        switch field.number {
        case 1: arguments.append(.name(try field.text()))
        case 2: arguments.append(.constant(try MILConstant(try field.message())))
        default: break
        }
      }
    }
    return arguments
  }
}
