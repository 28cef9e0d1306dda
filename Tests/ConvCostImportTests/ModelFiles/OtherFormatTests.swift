import ConvCostTestSupport
import Foundation
import Testing

@testable import ConvCostImport

/// Files that people try and that no reader takes.
struct OtherFormatTests {
  static func problem(_ bytes: [UInt8]) -> String {
    do throws(ModelFileError) {
      _ = try ModelFile(bytes: bytes, name: "f")
      return "read"
    } catch {
      return String("\(error)".dropFirst(3))
    }
  }

  @Test(
    arguments: [
      (0x08, false), (0x09, true), (0x0D, true), (0x0E, false), (0x1F, false), (0x20, true),
      (0x7E, true), (0x7F, false), (0x80, true),
    ] as [(UInt8, Bool)])
  func `a byte that no text has makes a file no text`(byte: UInt8, isText: Bool) {
    [0x41, byte, 0x42].withUnsafeBytes { #expect(OtherFormat.isText(ByteSource($0)) == isText) }
  }

  /// Signatures as the formats' own sources define them.
  @Test(arguments: [
    ("", "empty, expected a model"),
    (
      "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
      "a Git LFS pointer, not the model; git lfs pull fetches it"
    ),
    (
      "\n<!DOCTYPE html><html></html>",
      "a web page, not a model; the download went to another address"
    ),
    (
      "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>",
      "a web page, not a model; the download went to another address"
    ),
    (
      "<?xml version=\"1.0\"?><!-- exported --><net name=\"a\">",
      "the description of an OpenVINO model, which has operators of its own; expected the model"
        + " that it was converted from"
    ),
    ("PK\u{3}\u{4}aaaa", "a zip archive that is no model; unzip unpacks it"),
    ("nothing", "a text file of no known format, expected a model, or a spec in JSON"),
    (
      "GGUF\u{3}\u{0}\u{0}\u{0}",
      "a GGUF file of llama.cpp, which is weights without a graph; expected the safetensors files"
        + " it was converted from"
    ),
    (
      "ptrt\u{0}\u{1}",
      "a TensorRT engine, which is compiled; expected the ONNX file it was built from"
    ),
    (
      "RKNN\u{0}\u{0}",
      "a model compiled for Rockchip's processors, expected the ONNX file it came from"
    ),
    (
      "\u{30}\u{0}\u{0}\u{0}ET12",
      "an ExecuTorch program, expected the exported program that it was made of; torch.export.save"
        + " writes that"
    ),
    (
      "\u{30}\u{0}\u{0}\u{0}ORTM",
      "a model in onnxruntime's own format, expected the ONNX file it came from"
    ),
    ("%PDF-1.7", "a PDF document, not a model"),
    ("\u{7F}ELF\u{2}", "a program or a library, not a model"),
    ("BZh91", "a bzip2 file; bunzip2 or tar -xjf unpacks it"),
    ("Rar!\u{1A}\u{7}", "a RAR archive; unrar x unpacks it"),
    (
      "{\"metadata\": {}, \"weight_map\": {\"a.weight\": \"model-00001-of-00002.safetensors\"}}",
      "the index of weights that are spread over several files; expected one of these, such as"
        + " model-00001-of-00002.safetensors"
    ),
    (
      "{\n  \"nodes\": [\n    {\n      \"op\": \"null\",\n      \"name\": \"data\"",
      "an MXNet symbol; mxnet.onnx.export_model converts it with its weights to ONNX"
    ),
    (
      "{\"format\": \"layers-model\", \"modelTopology\": {}}",
      "a TensorFlow.js model; tensorflowjs_converter makes a Keras model of a layers model"
    ),
    (
      "{\"architectures\": [\"ResNetForImageClassification\"], \"model_type\": \"resnet\"}",
      "the configuration of a Transformers model; optimum-cli export onnx converts the model"
    ),
    // A graph: a node with a name and an operator.
    (
      "\n\u{14}\n\u{5}input\u{12}\u{B}Placeholder",
      "a TensorFlow graph; tf2onnx.convert converts it to ONNX"
    ),
    // A schema's number; a graph; what is known of it: operators that it needs.
    (
      "\u{8}\u{1}\u{12}\u{40}\n\u{30}\u{12}\u{20}\n\u{5}\n\u{3}Add",
      "a TensorFlow SavedModel; tf2onnx.convert converts its folder to ONNX"
    ),
    ("\n\u{20}\u{8}\u{0}\u{10}\u{1}", "a Paddle program; paddle2onnx converts it to ONNX"),
  ])
  func `a file is named by its content`(text: String, message: String) {
    #expect(Self.problem(Array(text.utf8)) == message)
  }

  @Test(
    arguments: [
      ([0x80, 0x02, 0x8A, 0x0A], "pickled Python objects, perhaps a PyTorch checkpoint;"),
      ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0], "arrays of NumPy, which are numbers without"),
      ([0x1F, 0x8B, 8, 0], "a gzip file; gunzip or tar -xzf unpacks it"),
      ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file; unzstd unpacks it"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "an xz file; unxz or tar -xJf unpacks it"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive; 7z x unpacks it"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a PNG image, not a model"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "a JPEG image, not a model"),
      ([0xCF, 0xFA, 0xED, 0xFE, 7], "a program or a library, not a model"),
      ([0xCA, 0xFE, 0xBA, 0xBE, 0], "a program or a library, not a model"),
      ([0xDD, 0x85, 0x76, 0x00, 1, 0, 0, 0], "the binary form of an ncnn description,"),
      ([0x81, 0xA6] + Array("params".utf8) + [0x81], "a checkpoint of JAX, which is weights"),
    ] as [([UInt8], String)])
  func `a file is named by its first bytes`(bytes: [UInt8], message: String) {
    #expect(Self.problem(bytes).hasPrefix(message))
  }

  @Test(arguments: [
    (["a.npy", "folder/b.npy"], "arrays of NumPy, which are numbers without"),
    (["a.npy", "b.txt"], "a zip archive that is no model; unzip unpacks it"),
    ([], "a zip archive that is no model; unzip unpacks it"),
    (["m/code/net.py", "m/data.pkl"], "a TorchScript"),
    (["m/data.pkl", "a.npy"], "a PyTorch checkpoint, which has parameters but no operators"),
  ])
  func `an archive is named by its files`(names: [String], message: String) {
    let files = names.map { ZipWriter.File(name: $0, bytes: [1]) }
    #expect(Self.problem(ZipWriter(files: files).bytes).hasPrefix(message))
  }

  @Test(arguments: [
    ("saved_model.pb", "a TensorFlow SavedModel;"),
    ("coremldata.bin", "a compiled Core ML model,"),
    ("checkpoint", "a TensorFlow checkpoint,"),
    ("_METADATA", "a checkpoint of JAX,"),
    ("__model__", "a Paddle program;"),
    ("other", "it is a folder"),
  ])
  func `a folder is named by its files`(file: String, message: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("convcost-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data([0]).write(to: folder.appendingPathComponent(file))
    let error = #expect(throws: ModelFileError.self) { _ = try ModelFile(path: folder.path) }
    #expect(error.map { "\($0)".contains(": \(message)") } == true)
  }

  /// Endings by which a text that is no network of the zoo is a file.
  @Test(arguments: [
    ".json", ".onnx", ".param", ".cfg", ".prototxt", ".caffemodel", ".tflite", ".keras", ".pt2",
    ".mlpackage", ".mlmodel", ".safetensors", ".pth", ".h5", ".pb", ".gguf", ".npz",
  ])
  func `endings are known`(ending: String) {
    #expect(ModelFormat.endings.contains(ending))
  }

  /// No file of a format that is read is claimed by another one.
  @Test func `what is read is not named`() throws {
    for path in [
      "Examples/Networks/mnist.onnx", "Examples/Networks/rgbd.json",
      "Tests/ConvCostImportTests/Models/ncnn/alexnet.param",
    ] {
      #expect(OtherFormat(ByteSource(try Fixtures.bytes(path))) == nil, "\(path)")
    }
  }
}
