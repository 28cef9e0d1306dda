import ConvCostCore

extension ModelFormat {
  /// The description of an ncnn model; the weights are in another file.
  static let ncnn = ModelFormat(
    name: "ncnn", endings: [".param"], largest: largestText, recognizes: NCNNFile.recognizes,
    reader: .layers { (bytes) throws(ModelFileError.Cause) in
      do throws(NCNNError) {
        return try NCNNFile(bytes.withBytes(in: 0..<bytes.count) { Array($0) })
      } catch {
        throw .format(ReaderError(error))
      }
    })
}

extension NCNNFile: LayerModel {
  var about: String { "" }
  var inputNames: [String] { layers.filter { $0.type == "Input" }.flatMap(\.outputs) }
  var parameters: [NetworkSpec.Parameter] { [] }

  func network(_ options: ModelOptions) throws(ModelFileError.Cause) -> Network {
    let inputs = try inputs(options)
    do throws(NCNNError) {
      var network = NCNNNetwork(inputs: inputs)
      for layer in layers { try network.append(layer) }
      return try network.finished(unread: unread)
    } catch {
      throw .format(ReaderError(error))
    }
  }

  /// Returns the names and the shapes of the inputs, with the lengths that the user gave.
  private func inputs(
    _ options: ModelOptions
  ) throws(ModelFileError.Cause) -> [(name: String, shape: Shape)] {
    var found: [(name: String, shape: Shape?)] = []
    for layer in layers where layer.type == "Input" {
      for (index, name) in layer.outputs.enumerated() {
        do throws(OperatorProblem) {
          found.append((name, try layer.inputShape(index)))
        } catch {
          throw .format(
            ReaderError(
              NCNNError.layer(
                line: layer.line, name: layer.name, type: layer.type, problem: error)))
        }
      }
    }
    guard let first = found.first?.name else { throw .format(ReaderError(NCNNError.noInput)) }
    for name in options.inputs.keys.sorted() where !found.contains(where: { $0.name == name }) {
      throw .unknownInput(name, known: found.map(\.name))
    }
    var inputs: [(name: String, shape: Shape)] = []
    for (name, shape) in found {
      let given = options.inputs[name] ?? (name == first ? options.input : nil)
      inputs.append((name, try self.shape(shape, given, of: name)))
    }
    return inputs
  }

  /// Returns the shape of an input with the lengths that the user gave.
  private func shape(
    _ own: Shape?, _ given: [Int]?, of name: String
  ) throws(ModelFileError.Cause) -> Shape {
    if let own {
      guard let given else { return own }
      // Two dimensions are often a signal, whose channels are the rows.
      if case .tensor = own, given.count == 2 { return .ncnn(given) }
      guard !own.isTensor, let resized = own.resized(to: given) else {
        throw .badInput(name, given, own: own)
      }
      return resized
    }
    guard let given else { throw .format(ReaderError(NCNNError.openInput(name))) }
    switch given.count {
    case 3, 4: return .ncnn(given)
    case 1, 2:
      guard let channels = channels(of: name) else { fallthrough }
      return .map(channels, Extent(axes: given))
    default: throw .format(ReaderError(NCNNError.badInput(name, given)))
    }
  }

  /// Returns how many channels the first convolution of an input reads; nil if there is none.
  private func channels(of input: String) -> Int? {
    var names: Set<String> = [input]
    for layer in layers where layer.inputs.contains(where: names.contains) {
      if layer.type == "Split" { names.formUnion(layer.outputs) }
      guard layer.type == "Convolution" else { continue }
      return try? layer.inputChannels()
    }
    return nil
  }
}
