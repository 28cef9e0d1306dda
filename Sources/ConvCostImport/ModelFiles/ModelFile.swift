public import ConvCostCore

/// A network in a file: a model of one of the formats that `README` lists, or a spec that people
/// write as JSON. The format is recognised by the content.
///
///     let file = try ModelFile(path: "net.onnx")
///     print(file.cost.macs)
///     print(try file.report())
///
/// A model's weights are not read: of a file of 500 MB a few hundred kilobytes are. Lengths that
/// the file leaves open, and parameters of a spec, are given by their names:
///
///     let file = try ModelFile(
///       path: "detector.onnx", input: [3, 320, 320], dimensions: ["boxes": 100])
///     let deep = try ModelFile(path: "cifar.json", parameters: ["n": 5])
///
/// If the work of an operator is unknown, the counts are lower bounds: `isComplete` is false and
/// `warning` says why.
public struct ModelFile: Countable {
  /// The description of the file in reports: its path, its format, and notes.
  public let subject: Subject
  /// The operations in the order of their execution.
  public let graph: Graph
  /// The network as a tree of layers, if the file contains one, as a spec does; nil for a list of
  /// operators.
  public let network: Network?
  /// What the network costs by the standard convention, for one sample.
  public let cost: Cost

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - input: the lengths of the first input if they are not the file's: the side of a square, a
  ///     length for each axis, or these after the channels.
  ///   - inputs: the lengths of other inputs, by their names.
  ///   - dimensions: lengths that a model leaves open, by their names.
  ///   - parameters: values of a spec's parameters, by their names; true is 1.
  /// - Throws: `ModelFileError` for a file that cannot be read, is not a network, or does not take
  ///   the options.
  public init(
    path: String, input: [Int]? = nil, inputs: [String: [Int]] = [:],
    dimensions: [String: Int] = [:], parameters: [String: Double] = [:]
  ) throws(ModelFileError) {
    let options = ModelOptions(
      input: input, inputs: inputs, dimensions: dimensions, parameters: parameters)
    let entry: String?
    do throws(ModelFileError.Cause) {
      entry = try ModelFormat.entry(inFolder: path)
    } catch {
      throw ModelFileError(file: path, error)
    }
    let file: OpenFile
    do throws(OpenFileError) {
      file = try OpenFile(entry ?? path)
    } catch {
      if error == .folder, let other = OtherFormat(folder: path) {
        throw ModelFileError(file: path, .format(ReaderError(other)))
      }
      throw ModelFileError(file: path, .file(error))
    }
    try self.init(ByteSource(file), name: path, options)
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: the name in reports.
  ///   - input: the lengths of the first input if they are not the file's, as for a path.
  ///   - inputs: the lengths of other inputs, by their names.
  ///   - dimensions: lengths that a model leaves open, by their names.
  ///   - parameters: values of a spec's parameters, by their names.
  /// - Throws: `ModelFileError` for bytes that are not a network, or do not take the options.
  public init(
    bytes: [UInt8], name: String = "model", input: [Int]? = nil, inputs: [String: [Int]] = [:],
    dimensions: [String: Int] = [:], parameters: [String: Double] = [:]
  ) throws(ModelFileError) {
    let options = ModelOptions(
      input: input, inputs: inputs, dimensions: dimensions, parameters: parameters)
    try self.init(ByteSource(bytes), name: name, options)
  }

  /// Reads a file with the reader of its format.
  package init(
    _ bytes: ByteSource, name: String, _ options: ModelOptions
  ) throws(ModelFileError) {
    do throws(ModelFileError.Cause) {
      let format = ModelFormat.of(bytes)
      try options.validate()
      let content: ModelContent
      do throws(ModelFileError.Cause) {
        content = try format.content(bytes, options)
      } catch {
        // Missing bytes were read as zeros, which may have caused the error.
        throw bytes.hasFailed ? .file(.refused) : error
      }
      guard !bytes.hasFailed else { throw .file(.refused) }
      graph = content.graph
      network = content.network?.named(name)
      do throws(NetworkError) {
        cost = try Analysis(graph).total
      } catch {
        throw .network(error)
      }
      subject = Subject(
        name: name, source: format.name, citation: content.about, options: options.list,
        notes: content.notes, warning: content.warning)
    } catch {
      throw ModelFileError(file: name, error)
    }
  }

  /// Whether every operation of the file is counted. If not, totals are lower bounds.
  public var isComplete: Bool { graph.omissions.isEmpty }

  /// Notes on the file besides its costs, such as unknown operators.
  public var notes: [Subject.Note] { subject.notes }

  /// The reason why the counts are lower bounds, in a sentence; nil if they are exact.
  public var warning: String? { subject.warning }

  /// Returns what the network and each of its operations cost by a convention.
  ///
  /// - Throws: `NetworkError` for a count that does not fit in 64 bits.
  public func analysis(by convention: Convention = .standard) throws(NetworkError) -> Analysis {
    try Analysis(graph, by: convention)
  }
}
