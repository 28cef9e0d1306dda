import ConvCostCore
import ConvCostZoo
import Testing

@Suite struct OptionKeyTests {
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
    ("width", "0.001", "a number from 0.01 to 100"), ("aux", "1", "true or false"),
    ("stride", "2", "1x1 or 3x3"), ("shortcut", "D", "A, B or C"),
    ("stem", "", "full or separable"),
  ])
  func `a value that a key does not take`(name: String, text: String, expected: String) throws {
    let key = try #require(OptionKey.named(name))
    #expect(key.expected == expected)
    #expect(throws: ZooError.badValue(key, text: text)) { try NetworkOptions.Setting(key, text) }
  }
}

@Suite struct ReferenceTextTests {
  @Test(arguments: [
    ("resnet50", "resnet50", []),
    ("mobilenet_v2:width=0.75,input=192", "mobilenet_v2", ["width=0.75", "input=192"]),
    ("-:height=320", "-", ["height=320"]),
    ("a:b=c=d", "a", ["b=c=d"]),
    // The name of an input belongs to the key.
    ("net.onnx:input=depth=1x96x96", "net.onnx", ["input=depth=1x96x96"]),
  ])
  func `a name and its settings`(text: String, name: String, settings: [String]) throws {
    let reference = ReferenceText(text)
    #expect(reference.name == name)
    #expect(try reference.settings().map { "\($0.key.text)=\($0.text)" } == settings)
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
