import ConvCostCore
import ConvCostZoo

/// A network with the same name, from another source, with another input or other options.
struct Variant {
  /// The network.
  var selection: Zoo.Selection
  /// The distance from the named network: one for each change that people often do not mention
  /// (source, input, stride or auxiliary classifier), two for any other change.
  var changes: Int

  /// Returns the network and its variants, each once, beginning with the fewest changes. The user's
  /// settings are kept.
  static func all(of selection: Zoo.Selection) -> [Variant] {
    let named = Variant(selection: selection, changes: 0)
    let others = Zoo.entries.filter {
      $0.name == selection.entry.name && $0.fullName != selection.entry.fullName
    }
    let sources =
      [named]
      + others.compactMap { entry in
        named.changing(to: entry).map { Variant(selection: $0, changes: 1) }
      }
    let fixed = Set(selection.options.settings.map(\.key))
    let all = OptionKey.all.reduce(sources) { variants, key in
      guard !fixed.contains(key) else { return variants }
      return variants + variants.flatMap { $0.varying(key) }
    }
    let ordered = all.enumerated().sorted {
      ($0.element.changes, $0.offset) < ($1.element.changes, $1.offset)
    }
    var seen: Set<Network> = []
    return ordered.map(\.element).filter { variant in
      // The same layers may have another framework.
      var network = variant.selection.tree
      network.framework = nil
      return seen.insert(network).inserted
    }
  }

  /// Returns the same options with another definition; nil if it does not take them.
  private func changing(to entry: ZooEntry) -> Zoo.Selection? {
    let keys = selection.options.settings.map(\.key)
    guard keys.allSatisfy(entry.keys.contains) else { return nil }
    return try? Zoo.Selection(entry: entry, options: selection.options)
  }

  /// Returns the variants with other values of a key.
  private func varying(_ key: OptionKey) -> [Variant] {
    guard selection.entry.keys.contains(key) else { return [] }
    return key.form.usual.compactMap { value in
      let varied = try? selection.changing([NetworkOptions.Setting(key, value)])
      return varied.map { Variant(selection: $0, changes: changes + (key.isOftenUnsaid ? 1 : 2)) }
    }
  }
}
