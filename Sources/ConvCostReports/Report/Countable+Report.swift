public import ConvCostCore

extension Countable {
  /// Returns the report of what the network costs.
  ///
  ///     print(try Network(zoo: "resnet50").report())
  ///     print(try ModelFile(path: "net.onnx").report(by: .fvcore).count)
  ///     let phone = Deployment(dataType: .fp16, batch: 1, foldsNorms: true)
  ///     print(try Network(zoo: "mobilenet_v2").report(on: phone).rendered(as: .markdown))
  ///
  /// - Parameters:
  ///   - convention: by which MACs and FLOPs are counted.
  ///   - deployment: how the network is run; memory, traffic, time and energy depend on it, but
  ///     counts are per sample.
  /// - Throws: `NetworkError` for a layer that cannot work, or a count or a number of bytes that
  ///   does not fit in 64 bits.
  public func report(
    by convention: Convention = .standard, on deployment: Deployment = Deployment()
  ) throws(NetworkError) -> Report {
    try Report(subject, analysis(by: convention), deployment)
  }
}
