import Testing

@testable import ConvCostText

struct UnknownNameTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1),
    ("resnet50", "resnet5", 1),
    ("abc", "abc", 0), ("flaw", "lawn", 2), ("format", "foramt", 1),
  ])
  func `letters to change`(a: String, b: String, distance: Int) {
    #expect(UnknownName.editDistance(Array(a), Array(b)) == distance)
    #expect(UnknownName.editDistance(Array(b), Array(a)) == distance)
  }

  /// The ranks in order: what begins with five or more letters, a slip of a finger, what begins
  /// with three or four, what contains them, what differs in a third of the letters.
  @Test(
    arguments: [
      ("resnet", ["resnet50", "resnet"], ["resnet"]),
      ("resne", ["resnet50", "resnet"], ["resnet"]),
      ("resnet", ["resnetx", "resnet50", "resnet101"], ["resnetx"]),
      ("resnet", ["resnet50", "resnet101"], ["resnet50", "resnet101"]),
      ("res net", ["resnet-50", "resnet_18x"], ["resnet-50", "resnet_18x"]),
      ("ResNe", ["rexne", "RESNET50"], ["RESNET50"]),
      ("rexne", ["rexnx", "rexnet50"], ["rexnet50"]),
      ("rexne", ["rexnet", "rexnx"], ["rexnet"]), ("rexn", ["rexnet", "rexx"], ["rexx"]),
      ("vgg61", ["vgg16", "vgg19"], ["vgg16"]), ("vgg1", ["vgg16", "vgg2", "vg1"], ["vg1"]),
      ("vgg1", ["vgg16", "xvgg1y"], ["vgg16"]), ("vgg", ["myvgg2"], ["myvgg2"]),
      ("vg", ["vgg16", "myvg"], []), ("ab", ["ax", "xy"], ["ax"]), ("a1", ["a2", "b2"], ["a2"]),
      ("bcd1", ["bcd2", "xbcd1y"], ["xbcd1y"]),
      ("abcde", ["abxye"], []), ("abcdef", ["abxyef"], ["abxyef"]), ("abcdefgh", ["abcxyzgh"], []),
      ("abcdefghi", ["abcxyzghi"], ["abcxyzghi"]), ("abcdefghijkl", ["abcdwxyzijkl"], []),
      ("abcdefghi", ["abcxyzghi", "abcdexyhi"], ["abcdexyhi"]),
      // A name with its source is the same network.
      ("exnet", ["a/b/alexnet", "alexnet", "a/dexnet"], ["alexnet", "a/dexnet"]),
      ("vgg", ["vgg1", "vgg2", "vgg3", "vgg4"], ["vgg1", "vgg2", "vgg3"]),
    ] as [(String, [String], [String])])
  func `the nearest names`(name: String, known: [String], nearest: [String]) {
    #expect(UnknownName(name, among: known).nearest == nearest)
  }

  @Test(arguments: [
    ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
  ])
  func `words are joined`(words: [String], text: String) {
    #expect(words.joined(lastBy: "and") == text)
  }

  /// A short list is said in full, a long one only by its place; near names come before both.
  @Test(arguments: [
    ("vgg61", ["vgg16", "vgg19", "alexnet"], nil, "; did you mean vgg16?"),
    ("vgg", ["vgg16", "vgg19", "alexnet"], nil, "; did you mean vgg16 or vgg19?"),
    ("zzz", ["a", "b", "c"], "the list", ", expected a, b or c"),
    (
      "zzzz", (0..<16).map { "n\($0)" }, "the list",
      ", expected n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14 or n15"
    ),
    ("zzzz", (0..<17).map { "n\($0)" }, "the list", "; see the list"),
    ("zzzz", (0..<17).map { "n\($0)" }, nil, ""),
  ])
  func `suggestions`(name: String, known: [String], place: String?, text: String) {
    #expect(UnknownName(name, among: known).suggestion(orSee: place) == text)
  }
}
