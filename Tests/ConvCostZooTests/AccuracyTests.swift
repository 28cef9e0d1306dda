import ConvCostJSON
import ConvCostZoo
import Testing

struct AccuracyTests {
  /// torchvision 0.29.2, `get_model_weights(name).IMAGENET1K_V1.meta["_metrics"]`, `acc@1`. The
  /// largest RegNet has no such weights, only some that are trained on more images.
  @Test func `accuracies are those of the first weights`() throws {
    let published = try #require(Facts.accuracies.members)
    #expect(published.count == 67)
    for fact in published {
      #expect(Accuracy.top1(of: "torchvision/\(fact.key)") == number(fact.value), "\(fact.key)")
    }
    let known = Zoo.entries.map(\.fullName).filter { Accuracy.top1(of: $0) != nil }
    #expect(Set(known) == Set(published.map { "torchvision/\($0.key)" }))
    #expect(Accuracy.top1(of: "keras/resnet50") == nil)
    #expect(Accuracy.top1(of: "resnet50") == nil)
  }

  private func number(_ value: JSONValue) -> Double? {
    guard case .number(let text) = value.content else { return nil }
    return Double(text)
  }
}
