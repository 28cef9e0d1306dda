/// A file, or a folder, that no reader takes: what it is, by its content.
///
/// People try what they have, and mostly there is one command that makes a file that can be read.
package enum OtherFormat: Hashable, Sendable {
  /// An empty file.
  case empty
  /// A pointer that Git LFS leaves in place of a file.
  case gitLFS
  /// A page of a web server that did not answer with the file.
  case html
  /// A text of no known format.
  case text
  /// An image, a document, a program: what it is, in English.
  case unrelated(String)
  /// A compressed file or an archive of the given kind, and the command that unpacks it.
  case packed(String, by: String)

  /// A pickled checkpoint of PyTorch, as files were written before archives.
  case pickle
  /// An archive with a pickled checkpoint of PyTorch.
  case torchCheckpoint
  /// An archive with a TorchScript program.
  case torchScript
  /// Another zip archive.
  case zip
  /// A program of ExecuTorch.
  case executorch

  /// A SavedModel of TensorFlow: the file of the graph, or the folder.
  case savedModel
  /// A graph of TensorFlow 1, whose variables are often frozen.
  case tensorFlowGraph
  /// A checkpoint of TensorFlow: variables without a graph.
  case tensorFlowCheckpoint
  /// A model of TensorFlow.js.
  case tensorFlowJS
  /// A checkpoint of Flax.
  case flax

  /// A model in onnxruntime's own format.
  case onnxruntime
  /// The description of an OpenVINO model, in XML.
  case openVINO
  /// An engine of TensorRT.
  case tensorRT
  /// A file of llama.cpp.
  case gguf
  /// A compiled Core ML model.
  case coreMLCompiled
  /// The binary form of an ncnn description.
  case ncnnBinary
  /// A model for Rockchip's processors.
  case rknn
  /// A program of Paddle.
  case paddle
  /// A symbol of MXNet.
  case mxnet
  /// Arrays of NumPy.
  case numpy
  /// The list of the files over which weights are spread, with the name of one.
  case shards(String)
  /// The configuration of a Transformers model.
  case transformersConfig
  /// The folder of a Transformers model.
  case transformersFolder
}

extension OtherFormat {
  /// Whether a file begins like a text; used for a file that could not be read as a model.
  static func isText(_ file: ByteSource, upTo length: Int = 64) -> Bool {
    file.withBytes(in: 0..<min(length, file.count)) { head in
      head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    }
  }

  /// The usual endings of the names of files that are not read, or not by every version.
  static let endings = [
    ".pt2", ".keras", ".tflite", ".mlpackage", ".mlmodel", ".mlmodelc", ".prototxt", ".caffemodel",
    ".pth", ".pt", ".ckpt", ".pkl", ".pte", ".ptl", ".h5", ".hdf5", ".pb", ".pbtxt", ".msgpack",
    ".engine", ".plan", ".trt", ".xml", ".bin", ".ort", ".gguf", ".mnn", ".rknn", ".pdmodel",
    ".pdparams", ".params", ".weights", ".npy", ".npz",
  ]
}
