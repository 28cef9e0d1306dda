import Testing

@testable import ConvCostText

@Suite struct UnknownNameTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1),
    ("resnet50", "resnet5", 1),
    ("abc", "abc", 0), ("flaw", "lawn", 2), ("format", "foramt", 1),
  ])
  func `letters to change`(a: String, b: String, distance: Int) {
    #expect(UnknownName.editDistance(Array(a), Array(b)) == distance)
    #expect(UnknownName.editDistance(Array(b), Array(a)) == distance)
  }

  /// A short list is said in full, a long one only by its place; near names come before both.
  @Test(arguments: [
    ("vgg61", ["vgg16", "vgg19", "alexnet"], nil, "; did you mean vgg16?"),
    ("vgg", ["vgg16", "vgg19", "alexnet"], nil, "; did you mean vgg16 or vgg19?"),
    ("zzz", ["a", "b", "c"], "the list", ", expected a, b or c"),
    ("zzzz", (0..<17).map { "n\($0)" }, "the list", "; see the list"),
    ("zzzz", (0..<17).map { "n\($0)" }, nil, ""),
  ])
  func `suggestions`(name: String, known: [String], place: String?, text: String) {
    #expect(UnknownName(name, among: known).suggestion(orSee: place) == text)
  }
}
