import ConvCostText
import Testing

@testable import ConvCostCommand

@Suite struct UtilityTests {
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
    "", "width", "width=", "width=1,", "width=1:2", "width=1:2:0", "width=2:1:1",
    "width=a:b:c", "width=1:2:0.0000001", "width=0:99999999999999999999:1", "width=-1:1:1",
    "input=1:1000000:1", "width=1:2:3:4", "width=.5:1:.1", "width=1.:2:1",
  ])
  func `texts that are not ranges are refused`(text: String) {
    #expect(ValueRange(text) == nil)
  }

  @Test(arguments: [
    ("4.12G", 4_121_925_096, "rounded"), ("4.12G", 4_125_000_000, "truncated"),
    ("4.12G", 4_115_000_000, "rounded"), ("4.12G", 4_114_999_999, nil),
    ("4.12G", 4_130_000_000, nil),
    ("3.8g", 3_857_973_248, "truncated"), ("0.39B", 385_814_752, "rounded"),
    ("4133742592", 4_133_742_592, "exact"), ("4,133,742,592", 4_133_742_592, "exact"),
    ("4133742592", 4_133_742_593, nil), ("26M", 25_557_032, "rounded"), ("7", 7, "exact"),
  ])
  func `a printed number stands for the counts that are rounded or cut off to it`(
    text: String, actual: Int, rounding: String?
  ) {
    #expect(PrintedNumber(text)?.rounding(of: actual)?.rawValue == rounding)
  }

  @Test(arguments: [
    "", "G", "4.1234K", "-3G", "4..1G", "99999999999999999999", "9999999T",
  ])
  func `texts that are not printed numbers are refused`(text: String) {
    #expect(PrintedNumber(text) == nil)
  }
}
