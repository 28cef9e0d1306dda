import ConvCostCore
import ConvCostText
import Testing

@testable import ConvCostCommand

struct UtilityTests {
  @Test(arguments: [
    ("*", "anything", true), ("*", "", true), ("resnet", "torchvision/resnet50", true),
    ("RESNET", "torchvision/resnet50", true), ("resnet", "vgg", false),
    ("torchvision/*50", "torchvision/resnet50", true), ("*50", "torchvision/resnet501", false),
    ("v?g1?", "vgg16", true), ("v?g", "vgg16", false), ("*a*b*", "xxaxxbxx", true),
    ("*a*b*", "xxbxxaxx", false), ("**", "x", true), ("?", "", false),
  ])
  func `patterns`(pattern: String, name: String, matches: Bool) {
    #expect(Pattern(pattern).matches(name) == matches)
  }

  /// All patterns of up to four characters on all names of up to four, against the definition.
  @Test func `patterns match what their definition matches`() {
    func matches(_ pattern: Substring, _ name: Substring) -> Bool {
      guard let first = pattern.first else { return name.isEmpty }
      if first == "*" {
        return matches(pattern.dropFirst(), name)
          || (!name.isEmpty && matches(pattern, name.dropFirst()))
      }
      guard let letter = name.first, first == "?" || first == letter else { return false }
      return matches(pattern.dropFirst(), name.dropFirst())
    }
    func texts(of letters: String, _ most: Int) -> [String] {
      var all = [""]
      var last = all
      for _ in 0..<most {
        last = last.flatMap { text in letters.map { text + String($0) } }
        all += last
      }
      return all
    }
    let names = texts(of: "ab", 4)
    for pattern in texts(of: "ab*?", 4) where pattern.contains(where: { "*?".contains($0) }) {
      let compiled = Pattern(pattern)
      for name in names where compiled.matches(name) != matches(pattern[...], name[...]) {
        Issue.record("\(pattern) on \(name)")
      }
    }
  }

  @Test func `a pattern with many stars takes no time`() {
    let pattern = String(repeating: "*a", count: 40) + "*b"
    #expect(!Pattern(pattern).matches(String(repeating: "a", count: 2000)))
  }

  @Test(arguments: [
    ("width=0.35:1.4:0.35", ["0.35", "0.7", "1.05", "1.4"]),
    ("input=96:224:64", ["96", "160", "224"]),
    ("growth=12,24,32", ["12", "24", "32"]), ("WIDTH=1", ["1"]),
    ("depth=0.9:1.1:0.1", ["0.9", "1", "1.1"]),
    ("stride=1x1,3x3", ["1x1", "3x3"]), ("width=1:1:1", ["1"]),
    ("width=0.1:0.35:0.1", ["0.1", "0.2", "0.3"]),
  ])
  func `a range has its values without drift`(text: String, values: [String]) {
    #expect(ValueRange(text)?.values.texts == values)
  }

  @Test(arguments: [
    ("weights=1,activations=64", 1, 64, [], false),
    ("a.*=8,weights=2,b=c=3", 2, nil, ["a.* 8", "b=c 3"], false),
    ("file", nil, nil, [], true), ("file,activations=5", nil, 5, [], true),
  ])
  func `bits of weights, activations and layers`(
    text: String, weights: Int?, activations: Int?, layers: [String], isOfFile: Bool
  ) throws {
    let bits = try #require(BitWidths(text))
    #expect(bits.weights == weights)
    #expect(bits.activations == activations)
    #expect(bits.layers.map { "\($0.path) \($0.bits)" } == layers)
    #expect(bits.areThoseOfFile == isOfFile)
  }

  @Test(arguments: [
    "", "weights", "weights=0", "weights=65", "weights=", "=4", "a=1,", "weights=x",
  ])
  func `what are not bits`(text: String) {
    #expect(BitWidths(text) == nil)
  }

  @Test func `positive numbers begin at one`() {
    #expect(["1", "0", "-1", "", "x", "12"].map(positiveNumber) == [1, nil, nil, nil, nil, 12])
  }

  @Test func `a range has up to ten thousand values`() {
    #expect(ValueList("1:10000:1")?.texts.count == 10_000)
    #expect(ValueList("1:10001:1") == nil)
    #expect(ValueList("0:0.000002:0.000001")?.texts == ["0", "0.000001", "0.000002"])
    #expect(ValueList(" 1 , 2 ")?.texts == ["1", "2"])
    #expect(ValueList("a,") == nil)
    #expect(
      ValueList(stride(from: 5, through: 20, by: 15), digits: 1).texts == ["0.5", "2"])
    #expect(ValueList(stride(from: 5, through: 20, by: 15)).texts == ["5", "20"])
  }

  @Test(arguments: [
    "", "width", "width=", "width=1,", "width=1:2", "width=1:2:0", "width=2:1:1",
    "width=a:b:c", "width=1:2:0.0000001", "width=0:99999999999999999999:1", "width=-1:1:1",
    "input=1:1000000:1", "width=1:2:3:4", "width=.5:1:.1", "width=1.:2:1",
  ])
  func `texts that are not ranges are refused`(text: String) {
    #expect(ValueRange(text) == nil)
  }

  @Test(
    arguments: [
      ("4.12G", 4_121_925_096, "rounded"), ("4.12G", 4_125_000_000, "truncated"),
      ("4.12G", 4_115_000_000, "rounded"), ("4.12G", 4_114_999_999, nil),
      ("4.12G", 4_130_000_000, nil),
      ("3.8g", 3_857_973_248, "truncated"), ("0.39B", 385_814_752, "rounded"),
      ("4133742592", 4_133_742_592, "exact"), ("4,133,742,592", 4_133_742_592, "exact"),
      ("4133742592", 4_133_742_593, nil), ("26M", 25_557_032, "rounded"), ("7", 7, "exact"),
      ("7", 8, nil), ("7", 6, nil), ("5K", 4500, "rounded"), ("5K", 4499, nil),
      ("5 K", 5499, "rounded"), ("5e3", 5500, "truncated"), ("5K", 5500, "truncated"),
      ("5K", 5999, "truncated"), ("5K", 6000, nil), ("5K", 5000, "exact"), ("0", 0, "exact"),
      ("2305843009213693951", Int.max / 4, "exact"),
    ] as [(String, Int, String?)])
  func `a printed number stands for the counts that are rounded or cut off to it`(
    text: String, actual: Int, rounding: String?
  ) {
    #expect(PrintedNumber(text)?.rounding(of: actual)?.rawValue == rounding)
  }

  @Test(arguments: [
    "", "G", "4.1234K", "-3G", "4..1G", "99999999999999999999", "9999999T",
    "2305843009213693952", "1.5",
  ])
  func `texts that are not printed numbers are refused`(text: String) {
    #expect(PrintedNumber(text) == nil)
  }
}
