import ConvCostJSON

/// Reads which results the layers of a functional model read, in the forms of Keras 2 and Keras 3.
///
///     [["conv1", 0, 0, {}], ["conv2", 0, 0, {}]]                                        Keras 2
///     {"args": [{"class_name": "__keras_tensor__",
///                "config": {"shape": [null, 8], "keras_history": ["conv1", 0, 0]}}]}    Keras 3
struct KerasCallReader {
  /// The layers, whose calls are filled in.
  private(set) var layers: [KerasLayer]
  private(set) var inputs: [KerasResult] = []
  private(set) var outputs: [KerasResult] = []
  /// The shapes that the file states for results.
  private(set) var shapes: [KerasResult: [Int?]] = [:]

  /// The numbers of the layers by their names.
  private let numbers: [String: Int]
  init(layers: [KerasLayer], numbers: [String: Int]) {
    self.layers = layers
    self.numbers = numbers
  }

  /// Reads the calls of all layers, and the inputs and outputs of the model.
  mutating func bind(_ elements: [JSONValue], _ config: JSONValue) throws(KerasError) {
    let name = config["name"]?.string ?? "model"
    for (index, element) in elements.enumerated() {
      guard let nodes = element["inbound_nodes"] else { continue }
      guard let nodes = nodes.list else {
        throw .setting(
          layer: layers[index].name, key: "inbound_nodes", found: nodes.kind,
          expected: "a list of calls")
      }
      for node in nodes { layers[index].calls.append(try call(node, of: layers[index].name)) }
      if layers[index].isInput { layers[index].calls = [] }
    }
    inputs = try results(config["input_layers"], of: name)
    outputs = try results(config["output_layers"], of: name)
    guard !outputs.isEmpty else {
      throw .missing(layer: name, key: "output_layers", expected: "at least one result")
    }
    try renumberCalls()
  }

  // MARK: Calls

  private mutating func call(_ node: JSONValue, of layer: String) throws(KerasError) -> KerasCall {
    if node.members != nil {
      var call = KerasCall(
        reads: [], arguments: node["args"]?.list ?? [], keywords: node["kwargs"])
      for argument in [node["args"], node["kwargs"]] {
        if let argument { try collect(argument, into: &call.reads, of: layer) }
      }
      return call
    }
    guard let elements = node.list else {
      throw .setting(
        layer: layer, key: "inbound_nodes", found: node.kind, expected: "a list or an object")
    }
    // A call of one result may be written without a list around it.
    let reads = elements.first?.string == nil ? elements : [node]
    var call = KerasCall(reads: [])
    for read in reads {
      try collect(read, into: &call.reads, of: layer)
      if let keywords = read.list?.dropFirst(3).first, keywords.members?.isEmpty == false {
        call.keywords = keywords
      }
    }
    return call
  }

  /// Adds the results that are named in a value to a list, in order.
  ///
  /// The depth of the recursion is bounded by that of the text.
  private mutating func collect(
    _ value: JSONValue, into reads: inout [KerasResult], of layer: String
  ) throws(KerasError) {
    if let members = value.members {
      if let history = value["config"]?["keras_history"],
        value["class_name"]?.string == "__keras_tensor__"
      {
        guard let result = try result(history, of: layer) else {
          throw .setting(
            layer: layer, key: "keras_history", found: history.kind,
            expected: "a layer, the number of its call and of its result")
        }
        reads.append(result)
        shapes[result] = value["config"]?["shape"]?.kerasShape
        return
      }
      for member in members { try collect(member.value, into: &reads, of: layer) }
    } else if let elements = value.list {
      if let result = try result(value, of: layer) {
        reads.append(result)
        for keywords in elements.dropFirst(3) where keywords.members != nil {
          try collect(keywords, into: &reads, of: layer)
        }
        return
      }
      for element in elements { try collect(element, into: &reads, of: layer) }
    }
  }

  /// Returns the result that a list names: a layer, the number of its call and of its result; nil
  /// for another list.
  private func result(
    _ value: JSONValue, of layer: String
  ) throws(KerasError) -> KerasResult? {
    guard let elements = value.list, elements.count >= 3, let name = elements[0].string,
      let call = elements[1].wholeNumber, let result = elements[2].wholeNumber
    else { return nil }
    // A constant of Keras 2 is written like the result of a layer of this name.
    guard name != "_CONSTANT_VALUE" else { return nil }
    guard let number = numbers[name] else {
      throw .unknownLayer(name, layer: layer, known: Array(layers.prefix(1000).map(\.name)))
    }
    guard (0...RawInteger.longest).contains(call), (0...RawInteger.longest).contains(result) else {
      throw .unknownResult(of: name, call: call, result: result, layer: layer)
    }
    return KerasResult(layer: number, call: call, result: result)
  }

  private mutating func results(
    _ value: JSONValue?, of model: String
  ) throws(KerasError) -> [KerasResult] {
    guard let value else { return [] }
    var results: [KerasResult] = []
    try collect(value, into: &results, of: model)
    return results
  }

  // MARK: Numbers of calls

  /// Counts calls from zero, and checks that they exist.
  ///
  /// A nested model has a call of its own from when it was made, which Keras 2 counts although the
  /// file does not list it.
  private mutating func renumberCalls() throws(KerasError) {
    var least: [Int: Int] = [:]
    var most: [Int: Int] = [:]
    for result in layers.flatMap({ $0.calls.flatMap(\.reads) }) + outputs {
      least[result.layer] = min(least[result.layer] ?? Int.max, result.call)
      most[result.layer] = max(most[result.layer] ?? 0, result.call)
    }
    let isCountedFromOne = layers.indices.map { index in
      let count = layers[index].calls.count
      return least[index].map { $0 > 0 } ?? false
        && (most[index] == count || layers[index].type == "Functional"
          || layers[index].type == "Model")
    }
    func renumbered(_ result: KerasResult, of reader: String) throws(KerasError) -> KerasResult {
      let layer = layers[result.layer]
      var own = result
      if isCountedFromOne[result.layer] { own.call -= 1 }
      guard own.call < max(layer.calls.count, layer.isInput ? 1 : 0) else {
        throw .unknownResult(
          of: layer.name, call: result.call, result: result.result, layer: reader)
      }
      return own
    }
    for index in layers.indices {
      for call in layers[index].calls.indices {
        for read in layers[index].calls[call].reads.indices {
          layers[index].calls[call].reads[read] = try renumbered(
            layers[index].calls[call].reads[read], of: layers[index].name)
        }
      }
    }
    for index in outputs.indices { outputs[index] = try renumbered(outputs[index], of: "outputs") }
    var stated: [KerasResult: [Int?]] = [:]
    for (result, shape) in shapes {
      if let own = try? renumbered(result, of: "") { stated[own] = shape }
    }
    shapes = stated
  }
}
