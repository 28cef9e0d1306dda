import ConvCostCore
import ConvCostZoo

/// A network that goes by the same name: of another source, at another input, with other options.
struct Variant {
  /// The network.
  var selection: Zoo.Selection
  /// How far the network is from the one that was named: one for what people often leave unsaid,
  /// its source, input, stride or auxiliary classifier, two for what they would say.
  var changes: Int

  /// Returns the network and its variants, each once, the least changed first. What the user has
  /// set stays.
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
      // The same layers may be another framework's.
      var network = variant.selection.network
      network.framework = nil
      return seen.insert(network).inserted
    }
  }

  /// Returns the same options with another definition; nil where it does not take them.
  private func changing(to entry: ZooEntry) -> Zoo.Selection? {
    let keys = selection.options.settings.map(\.key)
    guard keys.allSatisfy(entry.keys.contains) else { return nil }
    return Zoo.Selection(entry: entry, options: selection.options)
  }

  /// Returns the variants with other values of a key.
  private func varying(_ key: OptionKey) -> [Variant] {
    guard selection.entry.keys.contains(key) else { return [] }
    return key.form.usual.map { value in
      var options = selection.options
      options.set(NetworkOptions.Setting(key, value))
      return Variant(
        selection: Zoo.Selection(entry: selection.entry, options: options),
        changes: changes + (key.isOftenUnsaid ? 1 : 2))
    }
  }
}
