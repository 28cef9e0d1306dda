import ConvCostCore

extension ModelFormat {
  /// The description of a Darknet network; the weights are in another file.
  static let darknet = ModelFormat(
    name: "darknet", endings: [".cfg"], largest: largestText, recognizes: DarknetFile.recognizes,
    reader: .layers { (bytes) throws(ModelFileError.Cause) in
      do throws(DarknetError) {
        return try DarknetFile(bytes.withBytes(in: 0..<bytes.count) { Array($0) })
      } catch {
        throw .format(ReaderError(error))
      }
    })
}

extension DarknetFile: LayerModel {
  var about: String { "" }
  var inputNames: [String] { [] }
  var parameters: [NetworkSpec.Parameter] { [] }

  func network(_ options: ModelOptions) throws(ModelFileError.Cause) -> Network {
    if let name = options.inputs.keys.min() { throw .unknownInput(name, known: []) }
    let input = try input(options.input)
    do throws(DarknetError) {
      var network = DarknetNetwork(input: input, layers: layers)
      for layer in layers { try network.append(layer) }
      return try network.finished()
    } catch {
      throw .format(ReaderError(error))
    }
  }

  /// Returns the shape of the input, with the lengths that the user gave.
  private func input(_ given: [Int]?) throws(ModelFileError.Cause) -> Shape {
    let keys = ["channels", "height", "width"]
    var lengths: [Int] = []
    for key in keys { lengths.append(try length(key)) }
    let features = try length("inputs")
    let open = keys.indices.filter { lengths[$0] == 0 }
    let own: Shape
    if !open.isEmpty, features > 0 {
      own = .vector(features)
    } else {
      // A size needs the channels of the file; all three lengths need nothing.
      let isGiven = given.map { $0.count == 3 || lengths[0] > 0 } ?? false
      guard open.isEmpty || isGiven else {
        throw .format(ReaderError(DarknetError.openInput(missing: open.map { keys[$0] })))
      }
      // The lengths that are open are replaced by the given ones.
      own = .map(lengths[0], Extent(lengths[1], lengths[2]))
    }
    guard let given else { return own }
    guard let shape = own.resized(to: given) else {
      throw .badInput("input", given, own: own)
    }
    return shape
  }

  /// Returns a length of the settings; zero if it is missing.
  private func length(_ key: String) throws(ModelFileError.Cause) -> Int {
    do throws(OperatorProblem) {
      return try settings.length(key, default: 0)
    } catch {
      throw .format(
        ReaderError(DarknetError.layer(line: settings.line, name: "[net]", problem: error)))
    }
  }
}
