import ConvCostCore
import ConvCostZoo

/// The source of a network on the command line, read once, which makes variants with other
/// settings.
enum NetworkFamily: Sendable {
  /// A definition of the zoo.
  case zoo(Zoo.Selection)
  /// A file.
  case file(FileNetwork)

  /// Looks a network up, or reads its file, whose format is recognised by its content.
  ///
  /// - Parameters:
  ///   - reference: the network and its own settings, which come last.
  ///   - settings: the options for every network on the command line.
  ///   - dimensions: lengths that a model file leaves open.
  /// - Throws: `Failure` for an unreadable or invalid file, and for options that the network does
  ///   not take.
  init(
    _ reference: NetworkReference, _ settings: [WrittenSetting], _ dimensions: [String: Int]
  ) throws(Failure) {
    switch reference.source {
    case .zoo(let entry):
      if let name = dimensions.keys.sorted().first {
        throw .usage(.dimensionNotTaken(name, network: reference.text))
      }
      do throws(ZooError) {
        self = .zoo(try entry.selection(settings + reference.settings))
      } catch {
        throw .zoo(error)
      }
    case .file(let path):
      self = .file(
        try FileNetwork(path, options: settings, dimensions: dimensions, reference.settings))
    }
  }

  /// Reads a setting.
  ///
  /// - Throws: `Failure` for a key or a value that the network does not take.
  func setting(_ written: WrittenSetting) throws(Failure) -> NetworkSetting {
    switch self {
    case .zoo(let selection):
      do throws(ZooError) {
        return NetworkSetting(try selection.entry.setting(written))
      } catch {
        throw .zoo(error)
      }
    case .file(let file): return try file.setting(written)
    }
  }

  /// Returns the setting of the first input's side.
  func input(side: Int) -> NetworkSetting {
    let size = InputSize(side: side)
    return switch self {
    case .zoo: NetworkSetting(NetworkOptions.Setting(.input, .size(size)))
    case .file: NetworkSetting(key: .input(), text: size.text, value: .input(size))
    }
  }

  /// Returns the network with more settings.
  ///
  /// - Parameter settings: settings that this family has read.
  /// - Throws: `Failure` for a setting that the network does not take, and for an invalid file.
  func network(adding settings: [NetworkSetting] = []) throws(Failure) -> ChosenNetwork {
    switch self {
    case .zoo(let selection):
      do throws(ZooError) {
        return ChosenNetwork(
          try selection.changing(
            settings.compactMap { if case .option(let option) = $0.value { option } else { nil } }))
      } catch {
        throw .zoo(error)
      }
    case .file(let file): return try file.network(adding: settings)
    }
  }
}
