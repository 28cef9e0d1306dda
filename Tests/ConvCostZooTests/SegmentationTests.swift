import ConvCostCore
import ConvCostZoo
import Testing

/// Networks that classify every pixel.
struct SegmentationTests {
  /// Ronneberger et al. 2015, Figure 1: the heights of the maps on the expanding path, and of the
  /// crops that they are joined with.
  @Test func `U-Net has the maps of its figure`() throws {
    let graph = try Zoo.selection("paper/unet").network.graph()
    #expect(graph.outputs.map(graph.shape(ofValue:)) == [.map(2, 388)])
    let pools = graph.nodes.filter { if case .pool = $0.operation { true } else { false } }
    #expect(pools.map(\.output) == [.map(64, 284), .map(128, 140), .map(256, 68), .map(512, 32)])
    let crops = graph.nodes.filter { if case .crop = $0.operation { true } else { false } }
    #expect(crops.map(\.output) == [.map(512, 56), .map(256, 104), .map(128, 200), .map(64, 392)])
    #expect(
      crops.map(\.operation)
        == [4, 16, 40, 88].map { Crop(Extent($0, $0)).operation })
  }

  /// §3 of the paper: every pool must meet an even length. Those are 16n + 12; two 3×3 convolutions
  /// on 8 rows are the smallest case at the bottom.
  @Test func `U-Net takes the sizes for which every pool meets an even length`() throws {
    for side in 1...400 {
      let network = try Zoo.selection("paper/unet:input=\(side)").network
      let isValid = side >= 188 && side % 16 == 12
      let graph = try? network.graph()
      #expect((graph != nil) == isValid, "\(side)")
      if let graph {
        // 184 rows are lost on the way.
        #expect(graph.shape(ofValue: graph.outputs[0]) == .map(2, Extent(side - 184)))
      }
    }
    let error = #expect(throws: NetworkError.self) {
      try Zoo.selection("paper/unet:input=570").network.graph()
    }
    #expect(
      error?.description
        == "up4.crop: height 63 cannot be cropped to 54: the cut must be equal on both sides")
  }

  /// Maps that are joined show the same part of the image.
  @Test func `U-Net's crops are aligned with the maps that they join`() throws {
    let graph = try Zoo.selection("paper/unet").network.graph()
    #expect(ReceptiveFields(graph).misaligned.isEmpty)
  }

  @Test(arguments: ["paper/unet", "deeplabv3_resnet50:aux=true", "lraspp_mobilenet_v3_large"])
  func `a prepared network follows the size of the image`(name: String) throws {
    let network = try Zoo.selection(name).network
    let prepared = try PreparedNetwork(network)
    var workspace = PreparedNetwork.Workspace()
    for (height, width) in [(188, 188), (252, 204), (332, 572)] {
      for factor in [0.5, 1] {
        var other = network
        other.input = .map(network.input.channels, Extent(height, width))
        let scaling = Scaling(width: factor)
        #expect(
          try prepared.total(on: other.input, scaledBy: scaling, using: &workspace)
            == other.scaled(by: scaling).analysis().total)
      }
    }
  }

  @Test func `U-Net can be rewritten`() throws {
    let network = try Zoo.selection("paper/unet:input=188").network
    let rewritten = try network.applying(.grouped(2)) { path, _ in path == "down2.conv2" }
    #expect(rewritten.replaced == ["down2.conv2"])
    // Half of 3·3·128·128 weights.
    #expect(
      try Analysis(rewritten.graph).total.parameters == network.analysis().total.parameters - 73_728
    )
  }

  /// Twice as many blocks in the stages of ResNet-50: those after the first of each are repeated.
  @Test func `a depth scales the backbone`() throws {
    let graph = try Zoo.selection("fcn_resnet50:depth=2").network.graph()
    let paths = Paths(graph).scopes
    for (stage, count) in [6, 8, 12, 6].enumerated() {
      let path = "backbone.layer\(stage + 1)."
      let blocks = paths.filter { $0.hasPrefix(path) && !$0.dropFirst(path.count).contains(".") }
      #expect(blocks.count == count, "\(path)")
    }
  }

  /// torchvision 0.29.2: results are as large as the image, at any size.
  @Test(arguments: ["fcn_resnet50", "deeplabv3_mobilenet_v3_large"])
  func `an auxiliary head gives classes of every pixel too`(name: String) throws {
    for (height, width) in [(520, 520), (97, 350)] {
      let graph = try Zoo.selection("\(name):aux=true,input=\(height)x\(width)").network.graph()
      let expected = Shape.map(21, Extent(height, width))
      #expect(graph.outputs.map(graph.shape(ofValue:)) == [expected, expected])
      #expect(graph.nodes.contains { $0.isAuxiliary })
    }
    let plain = try Zoo.selection(name).network.graph()
    #expect(plain.outputs.count == 1)
  }

  /// Chen et al. 2017, §3.1: a smaller output stride gives larger maps and the same parameters.
  @Test(arguments: [(32, 7), (16, 14), (8, 28), (4, 56)])
  func `dilations keep the output stride`(outputStride: Int, side: Int) throws {
    for layers in [
      ResNet(
        depths: [3, 4, 6, 3], unit: .bottleneck(.middle3x3), outputStride: outputStride,
        classes: nil
      ).body,
      [MobileNetV3(.large, outputStride: outputStride).features().layer],
    ] {
      let analysis = try Network(input: .map(3, 224)) { layers }.analysis()
      let usual = try Network(input: .map(3, 224)) {
        layers.map { $0.mapOperations(Self.undilated) }
      }.analysis()
      #expect(analysis.graph.shape(ofValue: analysis.graph.outputs[0]).extent == Extent(side, side))
      #expect(analysis.total.parameters == usual.total.parameters)
      // Padding makes up for the dilation: without it, the shapes are the same.
      #expect(analysis.graph.nodes.map(\.output) == usual.graph.nodes.map(\.output))
    }
  }

  private static func undilated(_ operation: Operation) -> Operation {
    guard case .convolution(var convolution) = operation, convolution.window.dilation != 1 else {
      return operation
    }
    convolution.window.dilation = 1
    convolution.window.padding = .half
    return .convolution(convolution)
  }
}
