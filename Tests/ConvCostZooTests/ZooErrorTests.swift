import ConvCostCore
import ConvCostZoo
import Testing

/// What the library says of a network's name and options, without the command's hints.
struct ZooErrorTests {
  @Test(arguments: [
    ("resnet05", "unknown network 'resnet05'; did you mean resnet50?"),
    ("frobnicate", "unknown network 'frobnicate'"),
    (
      "keras/alexnet",
      """
      'keras' does not define alexnet, expected torchvision/alexnet, paper/alexnet or \
      course/alexnet
      """
    ),
    ("resnet50:width", "found 'width' after the network's name, expected key=value"),
    ("resnet50:strude=1x1", "torchvision/resnet50: unknown key 'strude'; did you mean stride?"),
    (
      "resnet50:wdith=1",
      "torchvision/resnet50: unknown key 'wdith'; did you mean width?"
    ),
    ("resnet50:classes=0", "classes: found '0', expected a whole number from 1 to 2147483647"),
  ])
  func `errors say what is wrong`(reference: String, text: String) {
    #expect(throws: ZooError.self) { try Zoo.selection(reference) }
    do throws(ZooError) {
      _ = try Zoo.selection(reference)
    } catch {
      #expect("\(error)" == text)
    }
  }

  /// Widths beyond every shape are errors, not traps.
  @Test(arguments: [1e20, Double.greatestFiniteMagnitude])
  func `a width beyond all channels is an error`(width: Double) {
    #expect(throws: NetworkError.self) {
      try Network(input: .map(3, 224)) { MobileNetV1(width: width) }.analysis()
    }
  }
}
