import ConvCostCore
import ConvCostText

/// A neural network of Core ML: layers with named inputs and results, without their weights.
struct CoreMLNetwork: LayerModel {
  let about: String
  let inputNames: [String]
  let parameters: [NetworkSpec.Parameter] = []
  private let features: [CoreMLFeature]
  private let layers: [CoreMLLayer]
  private let mapping: CoreMLMapping
  private let notes: [Subject.Note]

  /// Reads a network.
  ///
  /// - Throws: `CoreMLError` for a file without a network.
  init(_ file: CoreMLFile) throws(CoreMLError) {
    guard file.model.kind.isNetwork else { throw .otherKind(file.model.kind.text) }
    var layers: [CoreMLLayer] = []
    var mapping = CoreMLMapping()
    var prepared: [String] = []
    do throws(WireError) {
      try file.model.content.forEachField { (field) throws(WireError) in
        switch field.number {
        case 1: layers.append(try CoreMLLayer(try field.message()))
        case 2:
          if let text = try Self.preparation(try field.message()) { prepared.append(text) }
        case 5: mapping.isExact = try field.flag()
        case 6: mapping.hasShortImages = try field.flag()
        default: break
        }
      }
    } catch {
      throw .wire(error)
    }
    // Three axes are those of a volume if any layer works on volumes.
    mapping.hasVolumes = layers.contains {
      [.convolution3d, .pooling3d, .globalPooling3d].contains($0.kind)
    }
    self.layers = layers
    self.mapping = mapping
    about = file.model.about
    features = file.model.inputs
    inputNames = features.map(\.name)
    var notes = [Subject.Note("Format", file.format(""))]
    if !prepared.isEmpty {
      notes.append(
        Subject.Note(
          "Prepared", "\(prepared.prefix(8).joined(separator: ", ")); not counted"))
    }
    if let norms = FoldedNorms(layers).note { notes.append(norms) }
    self.notes = notes + file.notes
  }

  /// Returns what is done with an image before the first layer, in English; nil for nothing.
  private static func preparation(_ message: WireMessage) throws(WireError) -> String? {
    var name = ""
    var isMean = false
    var isScaled = false
    try message.forEachField { (field) throws(WireError) in
      switch field.number {
      case 1: name = try field.text()
      case 10:
        try field.message().forEachField { (field) throws(WireError) in
          let neutral: Double = field.number == 10 ? 1 : 0
          if try field.float() != neutral { isScaled = true }
        }
      case 11: isMean = true
      default: break
      }
    }
    let subject = name.isEmpty ? "the image" : "'\(name)'"
    return isMean
      ? "a mean image is subtracted from \(subject)"
      : isScaled ? "\(subject) is scaled or shifted" : nil
  }

  func network(_ options: ModelOptions) throws(ModelFileError.Cause) -> Network {
    do throws(CoreMLError) {
      return try built(options)
    } catch {
      throw .format(ReaderError(error))
    }
  }

  private func built(_ options: ModelOptions) throws(CoreMLError) -> Network {
    if let name = options.inputs.keys.sorted().first(where: { !inputNames.contains($0) }) {
      throw .unknownInput(name, known: inputNames)
    }
    let image = features.first { $0.shape.count > 2 } ?? features.first { !$0.shape.isEmpty }
    var inputs: [(name: String, lengths: [Int])] = []
    // An optional input without lengths is a state of a recurrent layer, which may be left out.
    for feature in features where !feature.isOptional || !feature.shape.isEmpty {
      if case .other = feature.kind { continue }
      let wish = options.inputs[feature.name] ?? (feature.name == image?.name ? options.input : nil)
      inputs.append((feature.name, try lengths(of: feature, wish)))
    }
    guard !inputs.isEmpty else { throw .noInput }
    var builder = CoreMLNetworkBuilder(inputs: inputs, mapping)
    for layer in layers { try builder.append(layer) }
    var network: Network
    do throws(BlobError) {
      network = try builder.network()
    } catch {
      throw .blobs(error)
    }
    network.subject.notes = notes + builder.notes
    return network
  }

  /// Returns the lengths of an input: the user's, or those of the description.
  private func lengths(
    of feature: CoreMLFeature, _ wish: [Int]?
  ) throws(CoreMLError) -> [Int] {
    var lengths = feature.shape
    guard !lengths.isEmpty, lengths.allSatisfy({ $0 > 0 }) else {
      throw .openLengths([feature.name], input: feature.name)
    }
    if let wish {
      guard wish.count <= lengths.count else {
        throw .badInput(wish, input: feature.name, rank: lengths.count)
      }
      let isSide = wish.count == 1 && lengths.count > 2
      let count = isSide ? 2 : wish.count
      for (index, axis) in (lengths.count - count..<lengths.count).enumerated() {
        lengths[axis] = isSide ? wish[0] : wish[index]
      }
      try feature.check(lengths)
    }
    guard elementCount(lengths) != nil else {
      throw .operation(feature.name, type: "input", problem: .tooManyElements(lengths))
    }
    return mapping.lengths(of: lengths, isImage: feature.kind.isImage)
  }
}

extension CoreMLFeature.Kind {
  fileprivate var isImage: Bool { if case .image = self { true } else { false } }
}
