import ConvCostCore
import ConvCostImport
import ConvCostZoo
import Testing

@Suite struct SpecRoundTripTests {
  /// Every network of the zoo, and variants whose options change the tree.
  static let references: [String] =
    Zoo.entries.map(\.fullName)
    + Zoo.entries.flatMap { entry in
      [
        "aux=true", "batchnorm=true", "stride=1x1", "shortcut=A", "shortcut=C", "width=0.75",
        "growth=12", "stem=low-resolution", "input=331", "classes=10",
      ].map { "\(entry.fullName):\($0)" }.filter { (try? Zoo.selection($0)) != nil }
    }

  @Test(arguments: references)
  func `a network written as a spec is the same when it is read`(reference: String) throws {
    let network = try Zoo.selection(reference).network
    let text = NetworkSpec.text(of: network, about: "a \"test\"\n")
    let read = try NetworkSpec(Array(text.utf8)).network()
    #expect(read == network)
  }
}
