import ConvCostCore
import ConvCostZoo
import Testing

struct OptionKeyTests {
  /// The order of help and of outputs. A key that only one family has is in that family's file, and
  /// comes to this list by itself.
  @Test func `keys are listed in order, each once`() {
    #expect(
      OptionKey.all.map(\.name) == [
        "input", "classes", "width", "depth", "aux", "batchnorm", "growth", "stride", "shortcut",
        "groups", "stem", "frozen", "proposals", "detections",
      ])
    for entry in Zoo.entries {
      #expect(Set(entry.keys).count == entry.keys.count, "\(entry.fullName)")
      #expect(Set(entry.keys).isSubset(of: OptionKey.all), "\(entry.fullName)")
    }
  }

  /// What is tried by itself is what a user could have written.
  @Test(arguments: OptionKey.all)
  func `usual values are read back from their texts`(key: OptionKey) throws {
    for value in key.form.usual {
      let setting = try NetworkOptions.Setting(key, value.text)
      #expect(setting.value == value)
      #expect(setting == NetworkOptions.Setting(key, value))
    }
  }

  /// Values in Swift are those of texts.
  @Test func `properties set what texts set`() throws {
    var options = NetworkOptions()
    options.input = InputSize(side: 64)
    options.classes = 10
    options.width = 0.5
    options.depth = 2
    options.aux = true
    options.batchnorm = true
    options.growth = 12
    options.stride = .first1x1
    options.shortcut = .c
    options.groups = 4
    options.stem = .separable
    options.frozen = false
    options.proposals = 0
    options.detections = 1
    let texts = [
      "64", "10", "0.5", "2", "true", "true", "12", "1x1", "c", "4", "separable", "false", "0", "1",
    ]
    var read = NetworkOptions()
    for (key, text) in zip(OptionKey.all, texts) { read.set(try .init(key, text)) }
    #expect(read.settings.map(\.key) == options.settings.map(\.key))
    #expect(read.settings.map(\.value) == options.settings.map(\.value))
    #expect(read.input == options.input)
    #expect(read.classes == 10)
    #expect(read.width == 0.5)
    #expect(read.depth == 2)
    #expect(read.aux == true)
    #expect(read.batchnorm == true)
    #expect(read.growth == 12)
    #expect(read.stride == .first1x1)
    #expect(read.shortcut == .c)
    #expect(read.groups == 4)
    #expect(read.stem == .separable)
    #expect(read.frozen == false)
    #expect(read.proposals == 0)
    #expect(read.detections == 1)
    options.stem = nil
    #expect(!options.settings.contains { $0.key == .stem })
  }

  /// A batch of one is left out where an image has no room for it.
  @Test(
    arguments: [
      ("224", [224]), ("300x260", [300, 260]), ("3X8*9", [3, 8, 9]), ("3,8", [3, 8]),
      ("(1, 3, 224, 224)", [3, 224, 224]), ("[7x9]", [7, 9]), ("1x8x9", [1, 8, 9]),
      ("1x4x8x9", [4, 8, 9]), ("1x5x8x9", [1, 5, 8, 9]), ("2x3x8x9", [2, 3, 8, 9]),
      ("1x3x16x11x12", [3, 16, 11, 12]), ("1x9x3x16x17", [9, 3, 16, 17]),
      ("2x3x16x11x12", nil), ("1x1x3x16x11x12", nil), ("(3x8", nil), ("3x8)", nil), ("[3x8)", nil),
      ("", nil), ("0", nil), ("3x", nil), ("3x-1", nil),
    ] as [(String, [Int]?)])
  func `the shape of an input as text`(text: String, lengths: [Int]?) {
    #expect(InputSize(text)?.lengths == lengths)
    #expect(InputSize(text)?.text == lengths.map { $0.map(String.init).joined(separator: "x") })
  }

  @Test func `a shape without a network begins with its channels`() throws {
    #expect(InputSize("7")?.shape == .vector(7))
    #expect(InputSize("3x8")?.shape == .map(3, try #require(Extent([8]))))
    #expect(InputSize("3x8x9")?.shape == .map(3, Extent(8, 9)))
    #expect(InputSize("3x4x8x9")?.shape == .map(3, Extent(4, 8, 9)))
  }

  @Test(arguments: [
    ("width", "0.01"), ("width", "100"), ("depth", ".5"), ("classes", "1"),
    ("classes", "2147483647"), ("proposals", "0"), ("stride", "3X3"), ("shortcut", "b"),
    ("aux", "false"),
  ])
  func `a value that a key takes`(name: String, text: String) throws {
    let key = try #require(OptionKey.named(name))
    #expect(throws: Never.self) { try NetworkOptions.Setting(key, text) }
  }

  @Test func `few values of a key are usual`() {
    #expect(OptionKey.named("detections")?.usualTexts == ["0", "1"])
    #expect(OptionKey.named("shortcut")?.usualTexts == ["A", "B", "C"])
  }

  /// A square image with its channels last is no shape; anything else begins with its channels.
  @Test(
    arguments: [
      ("224x224x3", nil), ("4x4x3", nil), ("3x3x3", .map(3, 3)),
      ("224x192x3", .map(224, Extent(192, 3))),
      ("224x224x4", .map(224, Extent(224, 4))), ("224x224", .map(3, 224)), ("5x7x7", .map(5, 7)),
    ] as [(String, Shape?)])
  func `the lengths of an input`(text: String, shape: Shape?) throws {
    let size = try #require(InputSize(text))
    #expect(size.shape(like: .map(3, 64)) == shape)
    #expect(size.shape(like: .map(3, Extent(4, 64, 64))) != nil)
  }

  @Test(arguments: [
    (
      "input", "0", "R, HxW, CxHxW, CxL or CxDxHxW, such as 224, 300x260, 3x300x260 or 3x16x112x112"
    ),
    ("classes", "1.5", "a whole number from 1 to 2147483647"),
    ("proposals", "-1", "a whole number from 0 to 2147483647"),
    ("width", "0.001", "a number from 0.01 to 100"),
    ("width", "100.1", "a number from 0.01 to 100"), ("width", "1e1", "a number from 0.01 to 100"),
    ("width", "+1", "a number from 0.01 to 100"), ("depth", "", "a number from 0.01 to 100"),
    ("classes", "2147483648", "a whole number from 1 to 2147483647"), ("aux", "1", "true or false"),
    ("stride", "2", "1x1 or 3x3"), ("shortcut", "D", "A, B or C"),
    ("stem", "", "full or separable"),
  ])
  func `a value that a key does not take`(name: String, text: String, expected: String) throws {
    let key = try #require(OptionKey.named(name))
    #expect(key.expected == expected)
    #expect(throws: ZooError.badValue(key, text: text)) { try NetworkOptions.Setting(key, text) }
  }
}

struct ReferenceTextTests {
  @Test(
    arguments: [
      ("resnet50", "resnet50", []),
      ("mobilenet_v2:width=0.75,input=192", "mobilenet_v2", ["width=0.75", "input=192"]),
      ("-:height=320", "-", ["height=320"]),
      ("a:b=c=d", "a", ["b=c=d"]),
      (" a :b", " a ", nil), ("a", "a", []), ("a: width = 2 ", "a", ["width=2"]),
      ("a:input=3, 8,9,width=2", "a", ["input=3, 8,9", "width=2"]), ("a:width=2,3", "a", nil),
      ("a:width=2,input=5,6", "a", ["width=2", "input=5,6"]), ("a:input=5,", "a", nil),
      // The name of an input belongs to the key.
      ("net.onnx:input=depth=1x96x96", "net.onnx", ["input=depth=1x96x96"]),
    ] as [(String, String, [String]?)])
  func `a name and its settings`(text: String, name: String, settings: [String]?) {
    let reference = ReferenceText(text)
    #expect(reference.name == name)
    #expect(
      (try? reference.settings())?.map { "\($0.key.text)=\($0.text)" } == settings)
  }

  @Test(arguments: ["a:", "a:b", "a:=1", "a:b=1,", "a:b=1,,c=2"])
  func `settings are keys with values`(text: String) {
    #expect(throws: ZooError.self) { try ReferenceText(text).settings() }
  }

  @Test func `an input's name belongs to the key`() throws {
    let setting = try #require(WrittenSetting("input=depth=1x96x96"))
    #expect(setting.key == .input("depth"))
    #expect(setting.text == "1x96x96")
    #expect(WrittenSetting("input=224")?.key == .input())
  }
}
