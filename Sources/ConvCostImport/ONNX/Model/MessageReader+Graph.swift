extension MessageReader {
  func opset(_ range: Range<Int>) throws(ModelError) -> (domain: String, version: Int) {
    var domain = ""
    var version = 1
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: domain = try text(field, offset)
      case 2: version = try integer(field, offset)
      default: break
      }
    }
    return (ONNXModel.domain(domain), version)
  }

  func graph(_ range: Range<Int>, depth: Int) throws(ModelError) -> ONNXGraph {
    guard depth < ONNXModel.deepestNesting else { throw .nestedTooDeep }
    var graph = ONNXGraph()
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1:
        graph.nodes.append(try node(self.range(field, offset), depth: depth))
        guard graph.nodes.count <= ShapeInference.mostNodes else { throw .tooManyNodes }
      case 5: graph.initializers.append(try tensor(self.range(field, offset)))
      case 11: graph.inputs.append(try value(self.range(field, offset)))
      case 12: graph.outputs.append(try value(self.range(field, offset)))
      case 13: graph.values.append(try value(self.range(field, offset)))
      case 15: graph.initializers.append(try sparseTensor(self.range(field, offset)))
      default: break
      }
    }
    return graph
  }

  func function(_ range: Range<Int>) throws(ModelError) -> ONNXFunction {
    var function = ONNXFunction()
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: function.name = try text(field, offset)
      case 4: function.inputs.append(try text(field, offset))
      case 5: function.outputs.append(try text(field, offset))
      case 7: function.nodes.append(try node(self.range(field, offset), depth: 0))
      case 9:
        let (domain, version) = try opset(self.range(field, offset))
        function.opsets[domain] = version
      case 10: function.domain = ONNXModel.domain(try text(field, offset))
      case 11:
        let (name, attribute) = try attribute(self.range(field, offset), depth: 0)
        function.defaults[name] = attribute
      default: break
      }
    }
    return function
  }

  func node(_ range: Range<Int>, depth: Int) throws(ModelError) -> ONNXNode {
    var node = ONNXNode()
    try keep(256)
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: node.inputs.append(try text(field, offset))
      case 2: node.outputs.append(try text(field, offset))
      case 3: node.name = try shownText(field, offset)
      case 4: node.type = try shownText(field, offset)
      case 5:
        let (name, attribute) = try attribute(self.range(field, offset), depth: depth)
        node.attributes[name] = attribute
      case 7: node.domain = ONNXModel.domain(try text(field, offset))
      case 9:
        let (key, value) = try pair(self.range(field, offset))
        switch key {
        case "pkg.torch.onnx.name_scopes": node.scopes = value
        case "pkg.torch.onnx.class_hierarchy": node.classes = value
        default: break
        }
      default: break
      }
    }
    return node
  }

  func pair(_ range: Range<Int>) throws(ModelError) -> (key: String, value: String) {
    var pair = (key: "", value: "")
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: pair.key = try text(field, offset)
      // The exporter writes a stack trace next to each node's modules; only these keys are read.
      case 2 where Self.readKeys.contains { pair.key.hasPrefix($0) }:
        pair.value = try shownText(field, offset)
      default: break
      }
    }
    return pair
  }

  /// The prefixes of the keys whose values are read.
  private static let readKeys = [
    "pkg.torch.onnx", "pkg.torch.export", "pkg.onnxscript.optimizer", "location",
  ]

  /// Returns what a pair of metadata states about a tensor's origin; nil for another pair.
  func provenance(_ range: Range<Int>) throws(ModelError) -> Provenance? {
    let (key, value) = try pair(range)
    switch (key, value) {
    case ("pkg.torch.export.graph_signature.InputSpec.kind", "PARAMETER"): return .parameter
    case ("pkg.torch.export.graph_signature.InputSpec.kind", "BUFFER"): return .buffer
    case ("pkg.onnxscript.optimizer.folded_from", _): return .folded
    default: return nil
    }
  }

  func attribute(
    _ range: Range<Int>, depth: Int
  ) throws(ModelError) -> (name: String, ONNXAttribute) {
    var name = ""
    var attribute: ONNXAttribute?
    try keep(128)
    var integers: [Int] = []
    var floats: [Double] = []
    var strings: [String] = []
    var type = 0
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: name = try text(field, offset)
      case 2:
        try self.floats(field, offset, to: &floats, limit: 1)
        attribute = .float(floats.popLast() ?? 0)
      case 3: attribute = .integer(try integer(field, offset))
      case 4: attribute = .string(try text(field, offset))
      case 5: attribute = .tensor(try tensor(self.range(field, offset)))
      case 6: attribute = .graph(try graph(self.range(field, offset), depth: depth + 1))
      case 7: try self.floats(field, offset, to: &floats, limit: TensorValues.mostKept)
      case 8: try self.integers(field, offset, to: &integers, limit: TensorValues.mostKept)
      case 9: strings.append(try text(field, offset))
      case 20: type = try integer(field, offset)
      case 21: attribute = .reference(try text(field, offset))
      default: break
      }
    }
    if let attribute { return (name, attribute) }
    if !integers.isEmpty { return (name, .integers(integers)) }
    if !floats.isEmpty { return (name, .floats(floats)) }
    if !strings.isEmpty { return (name, .strings(strings)) }
    // A zero and an empty list are not written; the type tells them apart.
    switch type {
    case 1: return (name, .float(0))
    case 2: return (name, .integer(0))
    case 3: return (name, .string(""))
    case 6: return (name, .floats([]))
    case 7: return (name, .integers([]))
    case 8: return (name, .strings([]))
    default: return (name, .other)
    }
  }

  func value(_ range: Range<Int>) throws(ModelError) -> ONNXValue {
    var value = ONNXValue()
    try keep(64)
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: value.name = try text(field, offset)
      case 2:
        try forEachField(in: self.range(field, offset)) { (field, offset) throws(ModelError) in
          switch field.number {
          case 1: try tensorType(self.range(field, offset), of: &value)
          // A sequence, a map, an opaque type, a sparse tensor or an optional.
          case 4, 5, 7...9: value.isTensor = false
          default: break
          }
        }
      case 4:
        value.provenance = try provenance(self.range(field, offset)) ?? value.provenance
      default: break
      }
    }
    return value
  }

  private func tensorType(
    _ range: Range<Int>, of value: inout ONNXValue
  ) throws(ModelError) {
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1: value.type = ElementType(rawValue: try integer(field, offset)) ?? .undefined
      case 2:
        var shape: [ONNXValue.Length] = []
        try forEachField(in: self.range(field, offset)) { (field, offset) throws(ModelError) in
          guard field.number == 1 else { return }
          shape.append(try length(self.range(field, offset)))
          try keep(32)
        }
        value.shape = shape
      default: break
      }
    }
  }

  private func length(_ range: Range<Int>) throws(ModelError) -> ONNXValue.Length {
    var length = ONNXValue.Length.unknown
    try forEachField(in: range) { (field, offset) throws(ModelError) in
      switch field.number {
      case 1:
        let value = try integer(field, offset)
        // Some writers use −1 for an unknown length.
        length = value < 0 ? .unknown : .fixed(value)
      case 2:
        let name = try text(field, offset)
        length = name.isEmpty ? .unknown : .named(name)
      default: break
      }
    }
    return length
  }
}
