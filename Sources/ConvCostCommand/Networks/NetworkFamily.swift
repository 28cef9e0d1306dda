import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostZoo

/// What a network of the command line is made of, looked up and read once: with other settings it is
/// another network.
enum NetworkFamily: Sendable {
  /// A definition of the zoo.
  case zoo(Zoo.Selection)
  /// A spec file.
  case spec(SpecFile)
  /// A model file.
  case model(ModelFile)

  /// Reads a file, whose format shows in how it begins.
  ///
  /// - Parameters:
  ///   - file: the file and its own options, which come first.
  ///   - settings: the options for every network of the line.
  ///   - dimensions: lengths that a model file leaves open.
  /// - Throws: `Failure` for a file that cannot be read or is no network, and for options that it does
  ///   not take.
  init(
    _ file: FileReference, _ settings: [NetworkOptions.Setting], _ dimensions: [String: Int]
  ) throws(Failure) {
    let content = try FileContent(of: file.path)
    let text = try content.withBytes { bytes throws(Failure) in
      // A text that is too long for a spec is not looked through as a model either.
      if NetworkSpec.isText(bytes) { try Files.requireTextLength(bytes, calledAs: file.path) }
      return NetworkSpec.isSpec(bytes) ? try Files.text(bytes, calledAs: file.path) : nil
    }
    guard let text else {
      self = .model(try ModelFile(file, settings, dimensions, content))
      return
    }
    self = .spec(try SpecFile(file, settings, text))
    if let name = dimensions.keys.sorted().first {
      throw .usage(.dimensionNotTaken(name, network: file.path))
    }
  }

  /// Returns the network with more settings.
  ///
  /// - Throws: `Failure` for a setting that the network does not take, and for a file that is no network.
  func network(adding settings: [FileReference.Setting] = []) throws(Failure) -> ChosenNetwork {
    switch self {
    case .zoo(let selection):
      do throws(ZooError) {
        let changed = try selection.changing(settings.map { ($0.key, $0.value) })
        return ChosenNetwork(subject: changed.subject, origin: .zoo(changed))
      } catch {
        throw .zoo(error)
      }
    case .spec(let file): return try file.network(adding: settings)
    case .model(let file): return try file.network(adding: settings)
    }
  }
}

extension [Subject.Option] {
  /// Puts a setting at the end, in the place of one of the same key.
  mutating func set(_ setting: FileReference.Setting) {
    removeAll { $0.key == setting.key }
    append(Subject.Option(key: setting.key, value: setting.value))
  }
}
