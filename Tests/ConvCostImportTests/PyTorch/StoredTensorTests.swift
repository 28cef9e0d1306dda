import Testing

@testable import ConvCostImport

/// What the list of stored tensors and the schema's types say.
struct StoredTensorTests {
  /// The entry of a tensor in the list.
  private static func entry(
    _ name: String, _ block: String = #""w0""#, offset: String = #"{"as_int": 0}"#,
    sizes: String = #"{"as_int": 3}, {"as_int": 5}"#, strides: String = #"{"as_int": 5}"#
  ) -> String {
    #""\#(name)": {"path_name": \#(block), "tensor_meta": {"sizes": [\#(sizes)], "#
      + #""strides": [\#(strides)], "storage_offset": \#(offset)}}"#
  }

  /// Tensors are the same if all that the list says of their places is.
  @Test(arguments: [
    (entry("b"), true), (entry("b", #""w1""#), false),
    (entry("b", offset: #"{"as_int": 7}"#), false), (entry("b", offset: "null"), true),
    (entry("b", sizes: #"{"as_int": 3}"#), false),
    (entry("b", sizes: #"{"as_int": 5}, {"as_int": 3}"#), false),
    (entry("b", strides: #"{"as_int": 1}"#), false), (entry("b", "3"), false),
    (entry("b", sizes: #"{"as_int": 3}, {"as_int": 5}, {"as_expr": 5}"#), false),
    (#""b": {"path_name": "w0"}"#, false),
  ])
  func `tied tensors have one place`(other: String, isTied: Bool) {
    let list =
      "{\"config\": {\(Self.entry("a")), \(other), \(Self.entry("c", #""v""#)), "
      + "\(Self.entry("d", #""v""#)), \(Self.entry("e", #""u""#))}}"
    let weights = StoredWeights(Array(list.utf8))
    let places = ["a", "b", "c", "d", "e"].map { weights.place(of: $0) }
    #expect((places[0] != nil) == isTied && places[0] == places[1])
    #expect(places[2] != nil && places[2] == places[3] && places[2] != places[0])
    #expect(places[4] == nil)
    // Places must not be those of other tensors, whose numbers begin at zero.
    #expect(places.allSatisfy { ($0 ?? -1) < 0 })
  }

  @Test func `another list is not used`() {
    for text in ["", "[]", "{}", #"{"config": [1]}"#] {
      #expect(StoredWeights(Array(text.utf8)).place(of: "a") == nil)
    }
    #expect(StoredWeights(nil).place(of: "a") == nil)
  }

  /// The numbers of `ScalarType` in PyTorch's schema.
  @Test(
    arguments: [
      (1, "uint8", 8, false), (2, "int8", 8, false), (3, "int16", 16, false),
      (4, "int32", 32, false), (5, "int64", 64, false), (6, "float16", 16, true),
      (7, "float32", 32, true), (8, "float64", 64, true), (9, "complex32", 32, true),
      (10, "complex64", 64, true), (11, "complex128", 128, true), (12, "bool", 8, false),
      (13, "bfloat16", 16, true), (28, "uint16", 16, false), (29, "float8e4m3fn", 8, true),
      (30, "float8e5m2", 8, true), (31, "float8e4m3fnuz", 8, true), (32, "float8e5m2fnuz", 8, true),
    ] as [(Int, String, Int, Bool)])
  func `types are the schema's`(number: Int, name: String, bits: Int, isFraction: Bool) throws {
    let element = try #require(TorchElement(rawValue: number))
    #expect(element.name == name && element.bits == bits && element.isFraction == isFraction)
  }

  /// The kinds of archives, by the names of their files.
  @Test(
    arguments: [
      (["net/models/model.json"], "program"), (["net/models/other.json"], "program"),
      (["net/models/a.json", "net/models/model.json"], "program model"),
      (["net/models/a.json", "net/models/b.json"], "program a"),
      (["serialized_exported_program.json"], "program"), (["a/b/models/model.json"], "other"),
      (["models/model.json"], "other"), (["net/models/model.txt"], "other"),
      (["net/parts/model.json"], "other"), (["data.pkl"], "pickled"), (["a/data.pkl"], "pickled"),
      (["a/b/data.pkl"], "other"), (["a/data.pkl", "a/code"], "pickled"),
      (["a/data.pkl", "a/code/x.py"], "script"), (["a/data.pkl", "a/b/code/x.py"], "pickled"),
      (["a/data.pkl", "a/b/constants.pkl"], "pickled"),
      (["a/data.pkl", "constants.pkl"], "pickled"),
      (["a/data.pkl", "a/constants.pkl"], "script"), (["a/constants.pkl"], "other"),
      (["a/data.pkl", "a/data/aotinductor/x"], "compiled"),
    ] as [([String], String)])
  func `archives by their files`(names: [String], expected: String) {
    let bytes = ProgramWriter.zip(names.map { ($0, "{}") })
    bytes.withUnsafeBytes { bytes in
      do throws(PyTorchError) {
        let archive = try ExportArchive(ByteSource(bytes))
        #expect(expected.hasPrefix("program"))
        #expect(
          archive.programName.hasSuffix("\(expected.split(separator: " ").last ?? "").json")
            || expected == "program")
      } catch {
        let kind: String =
          switch error {
          case .other(.pickled): "pickled"
          case .other(.torchScript): "script"
          case .other(.compiled): "compiled"
          default: "other"
          }
        #expect(kind == expected)
      }
    }
  }

  /// A file that is cut off is PyTorch's if its first entry is.
  @Test(arguments: [
    ("a/data/weights/x", true), ("a/models/x", true), ("a/data.pkl", true),
    ("a/data/aotinductor/x", true), ("serialized_exported_program.json", true), ("a/other", false),
    (String(repeating: "a", count: 218) + "/models/", true),
    (String(repeating: "a", count: 219) + "/models/", false),
  ])
  func `a damaged archive is known by its first file`(name: String, isOwn: Bool) {
    let bytes = Array(ProgramWriter.zip([(name, "{}")]).dropLast(22))
    #expect(bytes.withUnsafeBytes { ExportArchive.recognizes(ByteSource($0)) } == isOwn)
  }
}
