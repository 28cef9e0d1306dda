extension OtherFormat: FormatError {
  /// What the file is, and what makes one that can be read.
  package var description: String {
    switch self {
    case .empty: "empty, expected a model"
    case .gitLFS: "a Git LFS pointer, not the model; git lfs pull fetches it"
    case .html: "a web page, not a model; the download went to another address"
    case .text: "a text file of no known format, expected a model, or a spec in JSON"
    case .unrelated(let what): "\(what), not a model"
    case .packed(let what, let command): "\(what); \(command) unpacks it"
    case .pickle: "pickled Python objects, perhaps a PyTorch checkpoint; \(Self.torchExport)"
    case .torchCheckpoint:
      "a PyTorch checkpoint, which is weights without a graph; \(Self.torchExport)"
    case .torchScript: "a TorchScript program; \(Self.torchExport)"
    case .zip: "a zip archive that is no model; unzip unpacks it"
    case .executorch:
      "an ExecuTorch program, expected the exported program that it was made of; torch.export.save"
        + " writes that"
    case .savedModel:
      "a TensorFlow SavedModel; tf2onnx.convert converts its folder to ONNX"
    case .tensorFlowGraph:
      "a TensorFlow graph; tf2onnx.convert converts it to ONNX"
    case .tensorFlowCheckpoint:
      "a TensorFlow checkpoint, which is weights without a graph;"
        + " tf2onnx.convert converts it with its .meta file to ONNX"
    case .tensorFlowJS:
      "a TensorFlow.js model; tensorflowjs_converter makes a Keras model of a layers model"
    case .flax:
      "a checkpoint of JAX, which is weights without a graph; jax2tf and tf2onnx convert the model"
        + " to ONNX"
    case .onnxruntime: "a model in onnxruntime's own format, expected the ONNX file it came from"
    case .openVINO:
      "the description of an OpenVINO model, which has operators of its own; expected the model"
        + " that it was converted from"
    case .tensorRT: "a TensorRT engine, which is compiled; expected the ONNX file it was built from"
    case .gguf:
      "a GGUF file of llama.cpp, which is weights without a graph; expected the safetensors files"
        + " it was converted from"
    case .coreMLCompiled:
      "a compiled Core ML model, expected the .mlpackage or .mlmodel that it was compiled from"
    case .ncnnBinary:
      "the binary form of an ncnn description, expected the text, which ends in .param"
    case .rknn: "a model compiled for Rockchip's processors, expected the ONNX file it came from"
    case .paddle: "a Paddle program; paddle2onnx converts it to ONNX"
    case .mxnet: "an MXNet symbol; mxnet.onnx.export_model converts it with its weights to ONNX"
    case .numpy: "arrays of NumPy, which are numbers without a graph"
    case .shards(let name):
      "the index of weights that are spread over several files; expected one of these, such as"
        + " \(name)"
    case .transformersConfig:
      "the configuration of a Transformers model; optimum-cli export onnx converts the model"
    case .transformersFolder:
      "the folder of a Transformers model; expected a file in it, such as model.safetensors, or the"
        + " ONNX file that optimum-cli export onnx writes"
    }
  }

  private static let torchExport =
    "torch.export.save or torch.onnx.export writes the model with its graph"
}
