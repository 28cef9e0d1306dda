import ConvCostCore
import ConvCostImport
import ConvCostZoo

/// The source of a network on the command line, read once, which makes variants with other
/// settings.
enum NetworkFamily: Sendable {
  /// A definition of the zoo.
  case zoo(Zoo.Selection)
  /// A spec file.
  case spec(SpecFile)
  /// A model file.
  case model(ModelFile)

  /// Looks a network up, or reads its file, whose format is recognised by its first bytes.
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
      let content = try FileContent(of: path)
      let text = try content.withBytes { bytes throws(Failure) in
        // A text that is too long for a spec is not read as a model either.
        if NetworkSpec.isText(bytes) { try Files.requireTextLength(bytes, calledAs: path) }
        return NetworkSpec.isSpec(bytes) ? try Files.text(bytes, calledAs: path) : nil
      }
      guard let text else {
        self = .model(
          try ModelFile(
            path, content, options: settings, dimensions: dimensions, reference.settings))
        return
      }
      self = .spec(try SpecFile(path, text, settings + reference.settings))
      if let name = dimensions.keys.sorted().first {
        throw .usage(.dimensionNotTaken(name, network: path))
      }
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
    case .spec(let file): return try file.setting(written)
    case .model(let file): return try file.setting(written)
    }
  }

  /// Returns the setting of the first input's side.
  func input(side: Int) -> NetworkSetting {
    let size = InputSize(side: side)
    return switch self {
    case .zoo: NetworkSetting(NetworkOptions.Setting(.input, .size(size)))
    case .spec, .model: NetworkSetting(key: .input(), text: size.text, value: .input(size))
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
    case .spec(let file): return try file.network(adding: settings)
    case .model(let file): return try file.network(adding: settings)
    }
  }
}
