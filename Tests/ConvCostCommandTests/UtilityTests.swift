import Testing

@testable import ConvCostCommand

@Suite struct UtilityTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1),
    ("resnet50", "resnet5", 1),
    ("abc", "abc", 0), ("flaw", "lawn", 2), ("format", "foramt", 1),
  ])
  func `letters to change`(a: String, b: String, distance: Int) {
    #expect(editDistance(Array(a), Array(b)) == distance)
    #expect(editDistance(Array(b), Array(a)) == distance)
  }

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

  @Test func `a pattern of many stars ends soon`() {
    let pattern = String(repeating: "*a", count: 40) + "*b"
    #expect(!Pattern(pattern).matches(String(repeating: "a", count: 2000)))
  }

  @Test(arguments: [
    ("600M", 600_000_000), ("1.5G", 1_500_000_000), ("0.25K", 250), ("7", 7),
    ("2T", 2_000_000_000_000),
  ])
  func `counts with units`(text: String, count: Int) {
    #expect(scaledCount(text) == count)
  }

  @Test(arguments: [
    "", "M", "1.5", "-1M", "1.2345K", "1,000", "1 M", "1.M", ".5M", "99999999T", "1m",
  ])
  func `what is no count with a unit`(text: String) {
    #expect(scaledCount(text) == nil)
  }
}
