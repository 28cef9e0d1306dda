import ConvCostJSON
import ConvCostImport
import ConvCostJSON
import Testing

/// What the library says of texts and files, without the command's hints.
struct ErrorDescriptionTests {
  @Test(arguments: [
    ("", "expected a layer, such as \"conv 3x3 64\", found an empty text"),
    ("cnov 3x3 64", "unknown layer 'cnov'; did you mean conv?"),
    ("attention", "unknown layer 'attention'"),
    ("conv", "conv: expected the kernel, found the end of the layer"),
    (
      "depthwise 3x3 g2",
      "depthwise: 'g2' has no effect: each channel of a depthwise convolution is a group of its own"
    ),
  ])
  func `layers of a line`(layer: String, text: String) {
    do throws(LayerNotation.Problem) {
      _ = try LayerNotation.read(layer)
      Issue.record("read")
    } catch {
      #expect("\(error)" == text)
    }
  }

  @Test(arguments: [
    ("{", "1:2: expected a key or '}', found the end of the text"),
    (
      "{\"convcost\": \"convention/1\", \"cuonts\": []}",
      "1:30: unknown key \"cuonts\"; did you mean counts?"
    ),
    ("{\"convcost\": \"convention/1\"}", "1:1: the file: \"name\" is missing"),
  ])
  func `files of conventions`(file: String, text: String) {
    do throws(JSONStructureError) {
      _ = try ConventionFile.read(Array(file.utf8))
      Issue.record("read")
    } catch {
      #expect("\(error)" == text)
    }
  }

  @Test(arguments: [
    (
      """
      {\"convcost\": \"network/1\", \"input\": [3, 8, 8], \"layers\": [{\"conv\": 3, \"kernle\": \
      3}]}
      """,
      "1:70: layers[0]: unknown key \"kernle\"; did you mean kernel?"
    ),
    (
      "{\"convcost\": \"network/1\", \"input\": [3, 8, 8], \"layers\": [\"attention\"]}",
      "1:58: layers[0]: unknown layer 'attention'"
    ),
  ])
  func `specs`(file: String, text: String) {
    do throws(SpecError) {
      _ = try NetworkSpec(Array(file.utf8)).network([:])
      Issue.record("read")
    } catch {
      #expect("\(error)" == text)
    }
  }

  @Test func `lengths that a model leaves open`() {
    let error = ONNXError.openLengths(["h", "w"], input: "x", mayTakeSize: true)
    #expect("\(error)" == "the input 'x' leaves 'h' and 'w' open")
  }

  /// One operator that has no rule: it is named, and the totals are lower bounds.
  @Test func `the reader says what it has not counted`() throws {
    let model = Message.model(
      Message.graph(
        [
          .node("Frobnicate", ["x"], ["y"]), .node("Relu", ["x"], ["z"]),
        ], inputs: [.value("x", [1, 4, 8, 8])], outputs: [.value("z", [1, 4, 8, 8])],
        initializers: []))
    let imported = try model.withUnsafeBytes { try ONNXFile.read(ByteSource($0)) }
    #expect(
      imported.notes.contains { $0.label == "Not counted" && $0.text.contains("1 Frobnicate") })
    #expect(
      imported.warning == "totals are lower bounds: the work of 1 Frobnicate is unknown")
  }
}
