import ConvCostCore
import Testing

@testable import ConvCostImport

/// What files state besides their layers: inputs, pipelines, who wrote them.
struct CoreMLFeatureTests {
  private typealias Tests = CoreMLProgramTests

  /// An input with the fields of its type.
  private static func feature(_ name: String, _ type: Message) -> Message {
    Message { $0.text(1, name) }.and(.inner(3, type))
  }

  private static func image(_ name: String, _ fields: [Int: [Int]]) -> Message {
    feature(name, .inner(4, .fields(fields)))
  }

  /// A layer that keeps the shape of an input, or states how many axes it has.
  private static func layer(_ kind: Int, on name: String = "x") -> Message {
    .layer("l", kind, kind == 130 ? .inner(10) : Message(), [name], ["y"])
  }

  private static func text(
    _ inputs: [Message], _ kind: Int = 130, isExact: Bool = true,
    _ options: ModelOptions = ModelOptions()
  ) -> String {
    CoreMLText.of(.network([layer(kind)], inputs: inputs, isExact: isExact), options)
  }

  /// Grey images have one channel, others three, whichever the order of colours is.
  @Test(arguments: [(10, 1), (20, 3), (30, 3), (40, 1), (0, 3)])
  func `colours of images`(color: Int, channels: Int) {
    let image = Self.image("x", [1: [7], 2: [5], 3: [color]])
    #expect(Self.text([image]) == "ReLU → \(channels)×5×7")
    #expect(Self.text([image], isExact: false) == "ReLU → \(channels)×5×7")
  }

  /// The dimensions of images and arrays in each mapping.
  @Test func `dimensions of inputs`() {
    func rank(_ input: Message, _ modes: [Int: [Int]]) -> String {
      let content = Message { $0.message(1, Self.layer(1_065)) }.and(.fields(modes))
      return CoreMLText.of(.coreML(500, content, inputs: [input], version: 4))
    }
    let image = Self.image("x", [1: [7], 2: [5], 3: [20]])
    #expect(rank(image, [5: [1], 6: [1]]) == "getShape (view) → 4")
    #expect(rank(image, [5: [1]]) == "getShape (view) → 5")
    #expect(rank(image, [:]) == "getShape (view) → 3×1×1" || rank(image, [:]).contains("getShape"))
    #expect(rank(.array("x", [1, 3, 5, 7]), [5: [1], 6: [1]]) == "getShape (view) → 4")
    #expect(rank(.array("x", [3]), [5: [1]]) == "getShape (view) → 1")
    #expect(Self.text([.array("x", [3])], isExact: false) == "ReLU → 3")
    #expect(Self.text([.array("x", [3, 5])], isExact: false) == "ReLU → 3×5×1")
    #expect(Self.text([.array("x", [2, 9, 3, 5, 7])], isExact: false) == "ReLU → 3×5×7")
    #expect(Self.text([.array("x", [2, 3])]) == "ReLU → 2×3")
    #expect(Self.text([.array("x", [1, 3])]) == "ReLU → 3")
    #expect(Self.text([.array("x", [1, 3, 5])]) == "ReLU → 3×5")
    #expect(Self.text([.array("x", [1, 1, 3, 5, 7])]) == "ReLU → 3×5×7")
    #expect(Self.text([.array("x", [1, 2, 3, 5, 7])]) == "ReLU → 1×2×3×5×7")
  }

  /// An input without lengths is passed over if it is optional or no tensor.
  @Test func `inputs that are no tensors`() {
    let x = Message.array("x", [1, 12])
    let number = Self.feature("n", .inner(1))
    let state = Self.feature("s", .inner(5).and(.fields([1_000: [1]])))
    let needed = Self.feature("s", .inner(5))
    #expect(Self.text([number, state, x]) == "ReLU → 12")
    #expect(Self.text([number, state, x], ModelOptions(input: [5])) == "ReLU → 5")
    #expect(Self.text([x, needed]) == "m: the input 's' leaves 's' open")
    #expect(Self.text([number]) == "m: no input is a tensor, so nothing can be counted")
    let optional = Message {
      $0.text(1, "x")
      $0.message(3, .inner(5, .fields([1: [1, 12]])).and(.fields([1_000: [1]])))
    }
    #expect(Self.text([optional]) == "ReLU → 12")
    #expect(Self.text([.array("x", [1, 0])]) == "m: the input 'x' leaves 'x' open")
  }

  private static func text(_ inputs: [Message], _ options: ModelOptions) -> String {
    text(inputs, 130, options)
  }

  /// Lengths that the user gives, and which of several inputs takes them.
  @Test func `sizes of inputs`() {
    let x = Message.array("x", [1, 3, 8, 8])
    func two(_ size: [Int]) -> String {
      let other = Message.layer("k", 130, .inner(30), ["v"], ["w"])
      let inputs = [Message.array("v", [1, 12]), x]
      return CoreMLText.of(
        .network([Self.layer(130), other], inputs: inputs), ModelOptions(input: size)
      ).replacing("; Tanh → 12", with: "")
    }
    #expect(two([5]) == "ReLU → 3×5×5")
    #expect(Self.text([x, .array("z", [1, 3, 8, 8])], ModelOptions(input: [5])) == "ReLU → 3×5×5")
    #expect(two([5, 6]) == "ReLU → 3×5×6")
    #expect(two([2, 5, 6]) == "ReLU → 2×5×6")
    #expect(two([1, 2, 5, 6]) == "ReLU → 2×5×6")
    #expect(Self.text([x], ModelOptions(inputs: ["x": [7]])) == "ReLU → 3×7×7")
    #expect(Self.text([.array("x", [1, 12])], ModelOptions(input: [5])) == "ReLU → 5")
    #expect(Self.text([.array("x", [3, 4, 5])], ModelOptions(input: [6])) == "ReLU → 3×6×6")
    #expect(
      Self.text([.array("x", [1, 12])], ModelOptions(input: [1, 1, 5]))
        == "m: input: found 1×1×5 for 'x', which has 2 dimensions")
    let long = 2_147_483_647
    #expect(
      Self.text([.array("x", [long, long, long])], ModelOptions())
        == """
        m: x (input): a result of shape [2147483647, 2147483647, 2147483647] has more than \
        9223372036854775807 elements
        """)
  }

  /// Sizes and ranges of images and arrays that a file allows.
  @Test func `lengths that a file allows`() {
    func sizes(_ sizes: [(Int, Int)]) -> Message {
      let list = sizes.map { Message.inner(1, .fields([1: [$0.0], 2: [$0.1]])) }
      let all = list.reduce(Message()) { $0.and($1) }
      return Self.feature("x", .inner(4, .fields([1: [7], 2: [5], 3: [20]]).and(.inner(21, all))))
    }
    let three = [sizes([(9, 8), (11, 10), (13, 12)])]
    #expect(Self.text(three, ModelOptions(input: [8, 9])) == "ReLU → 3×8×9")
    #expect(Self.text(three, ModelOptions(input: [12, 13])) == "ReLU → 3×12×13")
    #expect(Self.text(three, ModelOptions(input: [5, 7])) == "ReLU → 3×5×7")
    #expect(
      Self.text(three, ModelOptions(input: [9, 8]))
        == """
        m: the input 'x' cannot have the shape 3×9×8; the file allows 3×8×9, 3×10×11 or 3×12×13
        """)
    let many = [sizes((0..<9).map { (2 * $0 + 1, 2 * $0 + 2) })]
    #expect(
      Self.text(many, ModelOptions(input: [9, 9])).hasSuffix("3×14×13 or 3×16×15"))
    // A range without an end, one that begins before the first length, and one of one length.
    func ranges(_ rows: [Int: [Int]]?, _ columns: [Int: [Int]]?) -> Message {
      let range = (rows.map { Message.inner(2, .fields($0)) } ?? Message())
        .and(columns.map { Message.inner(1, .fields($0)) } ?? Message())
      return Self.feature(
        "x", .inner(4, .fields([1: [7], 2: [5], 3: [10]]).and(.inner(31, range))))
    }
    func text(_ rows: [Int: [Int]]?, _ columns: [Int: [Int]]?, _ size: [Int]) -> String {
      Self.text([ranges(rows, columns)], ModelOptions(input: size))
        .replacing("m: the input 'x' cannot have the shape ", with: "no ")
    }
    #expect(text([1: [4], 2: [6]], [1: [3], 2: [-1]], [6, 99]) == "ReLU → 1×6×99")
    #expect(text([1: [4], 2: [6]], nil, [4, 1]) == "ReLU → 1×4×1")
    #expect(
      text([1: [4], 2: [6]], [1: [3], 2: [-1]], [7, 99])
        == "no 1×7×99; the file allows 1 × 4–6 × 3–")
    #expect(
      text([1: [4], 2: [4]], [1: [3], 2: [8]], [3, 8]) == "no 1×3×8; the file allows 1 × 4 × 3–8")
    #expect(text([1: [4], 2: [3]], nil, [3, 8]) == "no 1×3×8; the file allows 1 × 4– × 1–")
    #expect(text([1: [-4], 2: [3]], nil, [4, 8]) == "no 1×4×8; the file allows 1 × 0–3 × 1–")
    #expect(text([2: [3]], nil, [4, 8]) == "no 1×4×8; the file allows 1 × 0–3 × 1–")
    #expect(text([1: [1]], nil, [4, 8]) == "ReLU → 1×4×8")
    #expect(
      text([1: [5], 2: [1 << 40]], nil, [4, 8]) == "no 1×4×8; the file allows 1 × 5– × 1–")
  }

  // MARK: - Preparation

  /// What is done with an image before the first layer.
  @Test func `preparation of images`() throws {
    func note(_ steps: [Message]) throws -> String? {
      var content = Message.inner(1, Self.layer(130))
      for step in steps { content.message(2, step) }
      let file = try Tests.read(
        .coreML(500, content, inputs: [.array("x", [1, 3])], version: 1))
      return file.notes.first { $0.label == "Prepared" }?.text
    }
    func scaler(_ scale: Float, _ blue: Float, _ name: String = "") -> Message {
      let named = name.isEmpty ? Message() : Message { $0.text(1, name) }
      return named.and(
        .inner(10, Message { $0.float(10, scale) }.and(Message { $0.float(20, blue) })))
    }
    #expect(try note([]) == nil)
    #expect(try note([Message()]) == nil)
    #expect(try note([scaler(1, 0)]) == nil)
    #expect(try note([scaler(2, 0)]) == "the image is scaled or shifted; not counted")
    #expect(try note([scaler(1, -1, "a")]) == "'a' is scaled or shifted; not counted")
    #expect(try note([scaler(0, 0)]) == "the image is scaled or shifted; not counted")
    #expect(
      try note([.inner(11), scaler(1, 1, "b")])
        == "a mean image is subtracted from the image, 'b' is scaled or shifted; not counted")
    #expect(
      try note((0..<9).map { scaler(2, 0, "\($0)") })?.contains("'7' is scaled or shifted; not")
        == true)
  }

  // MARK: - Files

  /// Who wrote a file, and what about it.
  @Test func `the description`() throws {
    func entry(_ key: String, _ value: String) -> Message {
      .inner(
        100,
        Message {
          $0.text(1, key)
          $0.text(2, value)
        })
    }
    let about = Message.inner(
      100,
      Message { $0.text(1, "A net.") }
        .and(entry("com.github.apple.coremltools.version", "9.0")).and(entry("other", "1")))
    let content = Message.inner(1, Self.layer(130))
    func model(_ description: Message) -> Message {
      Message {
        $0.integer(1, 5)
        $0.message(2, .inner(1, .array("x", [3])).and(description))
        $0.message(500, content)
      }
    }
    let file = try Tests.read(model(about))
    #expect(file.notes.first?.text == "Core ML specification 5, written by coremltools 9.0")
    #expect(file.subject.citation == "A net.")
    #expect(try Tests.read(model(Message())).notes.first?.text == "Core ML specification 5")
  }

  /// A file states its version first, and later the kind of its model.
  @Test(arguments: [
    (Message { $0.integer(1, 4) }.and(.inner(500)), "neuralNetwork"),
    (Message { $0.integer(1, 4) }.and(.inner(2)).and(.inner(502)), "mlProgram"),
    (.inner(500), "none"), (Message { $0.integer(1, 4) }, "none"),
    (Message.inner(1).and(.inner(500)), "none"),
    (Message { $0.integer(3, 4) }.and(.inner(500)), "none"),
    (Message { $0.integer(1, 4) }.and(.inner(499)), "none"),
    (Message { $0.integer(1, 4) }.and(.inner(499)).and(.inner(403)), "neuralNetworkClassifier"),
  ])
  func `kinds of files`(message: Message, kind: String) {
    let found = CoreMLFile.kind(of: ByteSource(message.bytes))
    #expect((found.map { "\($0)" } ?? "none") == kind)
    // The kind is known even if its model is cut off.
    let cut = message.bytes + [0xFF]
    #expect((CoreMLFile.kind(of: ByteSource(cut)).map { "\($0)" } ?? "none") == kind)
  }

  /// A pipeline states the names of its models, and perhaps the inputs of the network in it.
  @Test func `pipelines`() throws {
    let network = Message.network([Self.layer(130)], inputs: [.array("x", [])])
    let scaler = Message.coreML(604, Message())
    func pipeline(_ models: [Message], _ names: [String], inputs: [Message] = []) -> Message {
      .coreML(
        202,
        Message {
          for model in models { $0.message(1, model) }
          for name in names { $0.text(2, name) }
        }, inputs: inputs)
    }
    func note(_ model: Message) -> String {
      switch Tests.result(model) {
      case .success(let file): file.notes.first { $0.label == "Pipeline" }?.text ?? ""
      case .failure(let error): "\(error)"
      }
    }
    let x = Message.array("x", [1, 7])
    #expect(
      note(pipeline([scaler, network], ["a", "b"], inputs: [.array("z", [3]), x]))
        == "the network 'b' of a pipeline is counted, not a step of a pipeline (scaler)")
    #expect(
      CoreMLText.of(pipeline([scaler, network], ["a"], inputs: [.array("z", [3]), x]))
        == "ReLU → 7")
    #expect(
      note(pipeline([scaler, network], ["a"], inputs: [x]))
        == "the network of a pipeline is counted, not a step of a pipeline (scaler)")
    #expect(
      note(pipeline([network], [], inputs: [x])) == "the network of a pipeline is counted")
    #expect(note(pipeline([network], [])) == "m: the input 'x' leaves 'x' open")
    // A pipeline in a pipeline has names of its own.
    let inner = pipeline([scaler, network], ["a", "b"])
    #expect(
      note(pipeline([scaler, inner], ["c", "d"], inputs: [x]))
        == """
        the network 'b' of a pipeline is counted, not a step of a pipeline (scaler), a step of a \
        pipeline (scaler)
        """)
    #expect(
      note(pipeline([network, scaler, network], ["a", "b", "c"], inputs: [x]))
        == """
        m: a pipeline of 2 networks, 'a' and 'c', expected one; save each as a file of its own
        """)
    for kind in [200, 201] {
      #expect(
        note(.coreML(kind, Message())) == "m: a pipeline without a neural network")
      #expect(
        note(.coreML(kind, .inner(1, .inner(1, network)), inputs: [x]))
          == "the network of a pipeline is counted")
    }
  }
}
