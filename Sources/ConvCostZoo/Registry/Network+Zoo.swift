public import ConvCostCore

extension Network {
  /// Creates a network of the zoo from its name.
  ///
  ///     let network = try Network(zoo: "resnet50")
  ///     let small = try Network(zoo: "mobilenet_v2:width=0.75,input=192")
  ///     let original = try Network(zoo: "paper/resnet50")
  ///
  /// A bare name means torchvision's definition where there is one. `Zoo.names` lists all names.
  ///
  /// - Parameter reference: the name, with or without its source, and options as on the command
  ///   line.
  /// - Throws: `ZooError` for a name, a key or a value that is not known.
  public init(zoo reference: String) throws(ZooError) {
    self = try Zoo.selection(reference).network
  }
}

extension Zoo {
  /// The names of all networks with their sources, such as `torchvision/resnet50`, family by
  /// family.
  public static var names: [String] { entries.map(\.fullName) }
}

extension Zoo.Selection {
  /// The network as reports describe it.
  package var subject: Subject {
    Subject(
      name: entry.fullName, source: entry.source, citation: entry.citation,
      options: options.settings.map {
        Subject.Option(key: $0.key.name, value: $0.usualText)
      },
      notes: genericScaling.notes(on: entry.definition(options)),
      hasOptionalHeads: entry.keys.contains(.aux))
  }
}
