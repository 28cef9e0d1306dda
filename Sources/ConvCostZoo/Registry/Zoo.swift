public import ConvCostCore

/// All networks that are known by name.
public enum Zoo {
  /// Every network, family by family.
  public static let entries: [ZooEntry] =
    [
      ZooEntry.leNets, ZooEntry.alexNets, ZooEntry.nins, ZooEntry.vggs, ZooEntry.googLeNets,
      ZooEntry.bnInceptions, ZooEntry.inceptionV3s, ZooEntry.inceptionResNets, ZooEntry.resNets,
      ZooEntry.resNetV2s, ZooEntry.denseNets,
      ZooEntry.cifarNetworks, ZooEntry.squeezeNets, ZooEntry.xceptions, ZooEntry.mobileNetV1s,
      ZooEntry.mobileNetV2s,
      ZooEntry.mobileNetV3s, ZooEntry.mnasNets, ZooEntry.shuffleNetV2s, ZooEntry.efficientNets,
      ZooEntry.efficientNetV2s, ZooEntry.regNets, ZooEntry.convNeXts,
      ZooEntry.segmentationNetworks, ZooEntry.uNets,
      ZooEntry.attentionNetworks, ZooEntry.nasNets, ZooEntry.hrNets,
      ZooEntry.videoResNets, ZooEntry.s3ds, ZooEntry.waveformNetworks,
      ZooEntry.yolos, ZooEntry.pyramidDetectors, ZooEntry.ssds, ZooEntry.rcnns,
    ].flatMap { $0 }

  /// Returns the network with the given name, with or without its source.
  ///
  /// A bare name means torchvision's definition where there is one, otherwise the first of the list.
  ///
  /// - Throws: `ZooError.unknownNetwork` or `.unknownSource`.
  public static func entry(named name: String) throws(ZooError) -> ZooEntry {
    let wanted = name.lowercased()
    let matches = entries.filter { $0.name == wanted || $0.fullName == wanted }
    if let entry = matches.first(where: { $0.source == "torchvision" }) ?? matches.first {
      return entry
    }
    if let slash = wanted.firstIndex(of: "/") {
      let bare = wanted[wanted.index(after: slash)...]
      let sources = entries.filter { $0.name == bare }.map(\.source)
      if !sources.isEmpty {
        throw .unknownSource(
          String(name.prefix { $0 != "/" }), network: String(bare), sources: sources)
      }
    }
    throw .unknownNetwork(name)
  }

  /// A network of the zoo with the changes that its name states.
  public struct Selection: Sendable {
    /// The entry.
    public let entry: ZooEntry
    /// The changes.
    public let options: NetworkOptions

    /// Creates a selection.
    public init(entry: ZooEntry, options: NetworkOptions) {
      self.entry = entry
      self.options = options
    }

    /// Returns the network with more changes.
    ///
    /// - Throws: `ZooError` for a key or a value that the network does not take.
    public func changing(_ settings: [(key: String, text: String)]) throws(ZooError) -> Selection {
      var options = options
      for (name, text) in settings {
        guard let key = OptionKey(rawValue: name.lowercased()) else {
          throw .unknownKey(name, network: entry.fullName, keys: entry.keys)
        }
        try Zoo.set(NetworkOptions.Setting(key, text), of: entry, in: &options)
      }
      return Selection(entry: entry, options: options)
    }

    /// The network.
    ///
    /// A width or a depth that its family has no rule for scales it as any network: `Scaling`.
    public var network: Network {
      let network = entry.network(options)
      let scaling = genericScaling
      // What cannot be says why when it is built.
      return scaling == Scaling() ? network : (try? network.scaled(by: scaling)) ?? network
    }

    /// How the network is scaled beyond what its family knows.
    public var genericScaling: Scaling {
      Scaling(
        width: entry.keys.contains(.width) ? 1 : options.width ?? 1,
        depth: entry.keys.contains(.depth) ? 1 : options.depth ?? 1)
    }
  }

  /// Reads a name with options, such as `mobilenet_v2:width=0.75,input=192`.
  ///
  /// - Parameters:
  ///   - reference: the name as the user wrote it.
  ///   - defaults: options for every network; what the name states comes first, and a key that the
  ///     network does not take is an error too.
  /// - Throws: `ZooError` that says what is not understood.
  public static func selection(
    _ reference: String, defaults: [NetworkOptions.Setting] = []
  ) throws(ZooError) -> Selection {
    let colon = reference.firstIndex(of: ":") ?? reference.endIndex
    let entry = try entry(named: String(reference[..<colon]))
    var options = NetworkOptions()
    for setting in defaults {
      try set(setting, of: entry, in: &options)
    }
    let selection = Selection(entry: entry, options: options)
    guard colon < reference.endIndex else { return selection }
    var settings: [(key: String, text: String)] = []
    let list = reference[reference.index(after: colon)...]
    for item in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equals = item.firstIndex(of: "="), equals > item.startIndex else {
        throw .malformedOption(String(item))
      }
      settings.append((String(item[..<equals]), String(item[item.index(after: equals)...])))
    }
    return try selection.changing(settings)
  }

  private static func set(
    _ setting: NetworkOptions.Setting, of entry: ZooEntry, in options: inout NetworkOptions
  ) throws(ZooError) {
    guard entry.keys.contains(setting.key) || OptionKey.generic.contains(setting.key) else {
      throw .keyNotTaken(setting.key, network: entry.fullName, keys: entry.keys)
    }
    try options.set(setting)
    if let input = options.input, input.shape(like: entry.input) == nil {
      throw .badInput(setting.text, network: entry.fullName, own: entry.input)
    }
  }
}
