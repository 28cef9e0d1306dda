import ConvCostCore

/// A program of Core ML: operators with the shape of every tensor.
struct CoreMLProgram {
  private let file: CoreMLFile
  private let function: MILFunction
  private let features: [CoreMLFeature]
  /// The names of the functions that are not counted.
  private let others: [String]
  private let name: String

  /// Reads a program.
  ///
  /// - Throws: `CoreMLError` for a program without operations.
  init(_ file: CoreMLFile) throws(CoreMLError) {
    guard file.model.kind == .mlProgram else { throw .otherKind(file.model.kind.text) }
    let program: MILProgram
    do throws(WireError) {
      program = try MILProgram(file.model.content)
    } catch {
      throw .wire(error)
    }
    let names = program.functions.keys.sorted()
    let wanted = [file.model.defaultFunction, "main"] + names
    guard let name = wanted.first(where: { program.functions[$0] != nil }),
      let function = program.functions[name], !function.block.operations.isEmpty
    else { throw .emptyProgram }
    self.file = file
    self.function = function
    self.name = name
    others = names.filter { $0 != name }
    features = file.model.functions[name] ?? file.model.inputs
  }

  /// Returns the network with the user's lengths.
  ///
  /// - Throws: `CoreMLError` for operations that cannot work, or not on these lengths.
  func content(_ options: ModelOptions) throws(CoreMLError) -> ModelContent {
    let inputs = try MILInputs(function, features, options)
    let lowering = try MILLowering(function, inputs)
    let network = try lowering.network(function, format: file.format(function.opset))
    var content: ModelContent
    do throws(NetworkError) {
      content = ModelContent(try network.imported())
    } catch {
      throw .network(error)
    }
    content.about = file.model.about
    if !others.isEmpty {
      content.notes.append(
        Subject.Note(
          "Function", "'\(name)' is counted; the file also has \(others.quoted)"))
    }
    if let norms = FoldedNorms(network).note { content.notes.append(norms) }
    content.notes += file.notes
    return content
  }
}

extension CoreMLFile {
  /// The format with its version and its operators', and the program that wrote the file.
  func format(_ opset: String) -> String {
    let version = "Core ML specification \(model.version)"
    let operators = opset.isEmpty ? version : "\(version), operators \(opset)"
    return model.writer.isEmpty ? operators : "\(operators), written by \(model.writer)"
  }

  /// What a report says of the models around the network.
  var notes: [Subject.Note] {
    guard let pipeline else { return [] }
    let name = pipeline.name.isEmpty ? "the network" : "the network '\(pipeline.name)'"
    var text = "\(name) of a pipeline is counted"
    if !pipeline.others.isEmpty {
      text += ", not \(pipeline.others.map(\.text).joined(separator: ", "))"
    }
    return [Subject.Note("Pipeline", text)]
  }
}

extension [String] {
  /// The names in quotes, at most eight of them.
  fileprivate var quoted: String {
    let shown = prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    return count > 8 ? "\(shown) and \(count - 8) more" : shown
  }
}
