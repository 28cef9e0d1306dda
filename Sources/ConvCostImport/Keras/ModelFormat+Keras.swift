package import ConvCostCore
import ConvCostJSON

extension ModelFormat {
  /// Models of Keras: an archive, the JSON of `to_json`, or HDF5.
  static let keras = ModelFormat(
    name: "keras", endings: [".keras", ".h5", ".hdf5"],
    recognizes: KerasFile.isKeras,
    reader: .layers { (bytes) throws(ModelFileError.Cause) in
      do throws(KerasError) {
        return try KerasFile(bytes)
      } catch {
        throw .format(ReaderError(error))
      }
    })
}

extension KerasFile: LayerModel {
  package var about: String { "" }

  package var parameters: [NetworkSpec.Parameter] { [] }

  package func network(_ options: ModelOptions) throws(ModelFileError.Cause) -> Network {
    for name in options.inputs.keys.sorted() where !inputNames.contains(name) {
      throw .unknownInput(name, known: inputNames)
    }
    var shapes: [KerasTensor] = []
    var followsFile = true
    for (index, input) in inputs.enumerated() {
      let lengths = options.inputs[input.name] ?? (index == 0 ? options.input : nil)
      if lengths != nil { followsFile = false }
      shapes.append(try input.tensor(lengths, isFirst: index == 0))
    }
    do throws(KerasError) {
      return try network(on: shapes, followsFile: followsFile)
    } catch {
      throw .format(ReaderError(error))
    }
  }
}
