public import ConvCostCore

/// All networks that are known by name.
///
/// ```swift
/// print(Zoo.names.count)
/// let entry = try Zoo.entry(named: "paper/resnet50")
/// print(entry.citation, entry.input, entry.keys.map(\.name))
/// let network = try Network(zoo: "mobilenet_v2:width=0.75,input=192")
/// ```
///
/// Looking up a name compares it with the entries of one family after another; building a network
/// takes microseconds.
public enum Zoo {
  /// Every network, family by family.
  public static let entries: [ZooEntry] = families.flatMap { $0.entries() }

  /// The families, each of which is made when it is first looked at, by the word with which most of
  /// its names begin.
  private static let families: [(word: String, entries: @Sendable () -> [ZooEntry])] = [
    ("lenet", { ZooEntry.leNets }),
    ("alexnet", { ZooEntry.alexNets }),
    ("nin", { ZooEntry.nins }),
    ("vgg", { ZooEntry.vggs }),
    ("googlenet", { ZooEntry.googLeNets }),
    ("bn_inception", { ZooEntry.bnInceptions }),
    ("inception", { ZooEntry.inceptionV3s }),
    ("inception_resnet", { ZooEntry.inceptionResNets }),
    ("resnet", { ZooEntry.resNets }),
    ("resnet", { ZooEntry.resNetV2s }),
    ("densenet", { ZooEntry.denseNets }),
    ("cifar", { ZooEntry.cifarNetworks }),
    ("squeezenet", { ZooEntry.squeezeNets }),
    ("xception", { ZooEntry.xceptions }),
    ("mobilenet", { ZooEntry.mobileNetV1s }),
    ("mobilenet", { ZooEntry.mobileNetV2s }),
    ("mobilenet", { ZooEntry.mobileNetV3s }),
    ("mnasnet", { ZooEntry.mnasNets }),
    ("shufflenet", { ZooEntry.shuffleNetV2s }),
    ("efficientnet", { ZooEntry.efficientNets }),
    ("efficientnet", { ZooEntry.efficientNetV2s }),
    ("regnet", { ZooEntry.regNets }),
    ("convnext", { ZooEntry.convNeXts }),
    ("deeplab", { ZooEntry.segmentationNetworks }),
    ("unet", { ZooEntry.uNets }),
    ("cbam", { ZooEntry.attentionNetworks }),
    ("nasnet", { ZooEntry.nasNets }),
    ("hrnet", { ZooEntry.hrNets }),
    ("r3d", { ZooEntry.videoResNets }),
    ("s3d", { ZooEntry.s3ds }),
    ("m5", { ZooEntry.waveformNetworks }),
    ("yolo", { ZooEntry.yolos }),
    ("retinanet", { ZooEntry.pyramidDetectors }),
    ("ssd", { ZooEntry.ssds }),
    ("fasterrcnn", { ZooEntry.rcnns }),
  ]

  /// Returns the network with the given name, with or without its source.
  ///
  /// A name without a source means torchvision's definition if there is one, otherwise the first in
  /// the list.
  ///
  /// - Throws: `ZooError.unknownNetwork` or `.unknownSource`.
  public static func entry(named name: String) throws(ZooError) -> ZooEntry {
    let wanted = name.lowercased()
    let isFull = wanted.contains("/")
    func isWanted(_ entry: ZooEntry) -> Bool {
      (isFull ? entry.fullName : entry.name) == wanted
    }
    // Making all families takes longer than building the network, so one that is likely to have the
    // name comes first. There is one network of a full name, and one of a name and a source.
    let word = wanted.split(separator: "/").last ?? ""
    for family in families where word.hasPrefix(family.word) {
      let entry = family.entries().first { isWanted($0) && (isFull || $0.source == "torchvision") }
      if let entry { return entry }
    }
    var match: ZooEntry?
    for family in families {
      for entry in family.entries() where isWanted(entry) {
        if isFull || entry.source == "torchvision" { return entry }
        match = match ?? entry
      }
    }
    if let match { return match }
    let written = ZooName(name)
    if let entry = entry(written: written) { return entry }
    if let source = written.source {
      let others = entries.filter { ZooName.letters(of: $0.name) == written.letters }
      if let first = others.first {
        throw .unknownSource(source, network: first.name, sources: others.map(\.source))
      }
    }
    throw .unknownNetwork(name)
  }

  /// Returns the network that a name means if only one has the same letters and digits.
  private static func entry(written name: ZooName) -> ZooEntry? {
    guard !name.letters.isEmpty else { return nil }
    // A name of the zoo comes before another name of the same letters.
    for letters in [name.letters, name.synonym].compactMap(\.self) {
      let matches = entries.filter { entry in
        ZooName.letters(of: entry.name) == letters && name.mayMean(entry.source)
      }
      guard Set(matches.map(\.name)).count <= 1 else { return nil }
      if let match = matches.first(where: { $0.source == name.source })
        ?? matches.first(where: { $0.source == "torchvision" }) ?? matches.first
      {
        return match
      }
    }
    return nil
  }

  /// A network of the zoo with the changes that its name states.
  public struct Selection: Sendable {
    /// The entry.
    public let entry: ZooEntry
    /// The changes.
    public let options: NetworkOptions

    /// Creates a selection without changes.
    package init(_ entry: ZooEntry) {
      self.entry = entry
      options = NetworkOptions()
    }

    /// Creates a selection.
    ///
    /// - Throws: `ZooError` for a key or a value that the network does not take.
    public init(entry: ZooEntry, options: NetworkOptions) throws(ZooError) {
      self.init(entry)
      // A program may have set values that no text gives.
      for setting in options.settings { _ = try NetworkOptions.Setting(setting.key, setting.text) }
      self = try changing(options.settings)
    }

    /// Creates a selection with changes that the network takes.
    private init(_ entry: ZooEntry, accepted options: NetworkOptions) {
      self.entry = entry
      self.options = options
    }

    /// Returns the network with more changes; the last value given for a key counts.
    ///
    /// - Throws: `ZooError` for a key that the network does not take, or for an input with another
    ///   number of axes.
    public func changing(
      _ settings: [NetworkOptions.Setting]
    ) throws(ZooError) -> Selection {
      var options = options
      for setting in settings {
        try entry.require(setting.key)
        options.set(setting)
        if let input = options.input, input.shape(like: entry.input) == nil {
          throw .badInput(setting.text, network: entry.fullName, own: entry.input)
        }
      }
      return Selection(entry, accepted: options)
    }

    /// The shape of the input.
    package var input: Shape { entry.input(options) }

    /// The network, with its name, its source and the changes as its subject.
    ///
    /// A width or a depth that the family has no rule for is applied by the general one, `Scaling`.
    public var network: Network {
      var network = tree
      network.subject = subject
      return network
    }

    /// The network without a subject.
    package var tree: Network {
      let network = entry.definition(options)
      let scaling = genericScaling
      // Errors of the scaling are reported when the network is built.
      return scaling == Scaling() ? network : (try? network.scaled(by: scaling)) ?? network
    }

    /// The scaling by keys that the family has no rule for.
    public var genericScaling: Scaling {
      Scaling(
        width: entry.keys.contains(.width) ? 1 : options.width ?? 1,
        depth: entry.keys.contains(.depth) ? 1 : options.depth ?? 1)
    }
  }

  /// Reads a name with options, such as `mobilenet_v2:width=0.75,input=192`.
  ///
  /// - Throws: `ZooError` for an unknown name, key or value.
  public static func selection(_ reference: String) throws(ZooError) -> Selection {
    let reference = ReferenceText(reference)
    let entry = try entry(named: reference.name)
    return try entry.selection(try reference.settings())
  }
}

extension ZooEntry {
  /// Returns the network with changes that are read one by one.
  ///
  /// - Throws: `ZooError` for a key or a value that the network does not take.
  package func selection(_ settings: [WrittenSetting]) throws(ZooError) -> Zoo.Selection {
    var selection = Zoo.Selection(self)
    for setting in settings { selection = try selection.changing([self.setting(setting)]) }
    return selection
  }

  /// Reads a change of the network.
  ///
  /// - Throws: `ZooError` for a key or a value that the network does not take.
  package func setting(_ written: WrittenSetting) throws(ZooError) -> NetworkOptions.Setting {
    guard let key = OptionKey.named(written.key.name) else {
      throw .unknownKey(written.key.text, network: fullName, keys: keys)
    }
    try require(key)
    // A network of the zoo has one input, which has no name.
    if let input = written.key.input { throw .badValue(key, text: "\(input)=\(written.text)") }
    return try NetworkOptions.Setting(key, written.text)
  }

  /// Checks that the network takes a key.
  fileprivate func require(_ key: OptionKey) throws(ZooError) {
    guard keys.contains(key) || OptionKey.generic.contains(key) else {
      throw .keyNotTaken(key, network: fullName, keys: keys)
    }
  }
}
