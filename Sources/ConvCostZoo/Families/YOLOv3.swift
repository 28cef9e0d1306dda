public import ConvCostCore

/// YOLOv3: Darknet-53, and boxes on maps of three sizes, each from a coarser one enlarged.
///
/// Redmon and Farhadi, "YOLOv3: An Incremental Improvement", 2018; pjreddie/darknet cfg/yolov3.cfg.
/// Results are named after the numbers of their layers in that file. The sides of an image must be
/// multiples of 32.
public struct YOLOv3: Block {
  /// The number of classes.
  public var classes: Int

  /// The number of boxes that are predicted at each position.
  static let anchors = 3

  public init(classes: Int = 80) {
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      ConvNorm.darknet(32, kernel: 3)
      for (stage, count) in [1, 2, 8, 8, 4].enumerated() {
        Sequential {
          ConvNorm.darknet(64 << stage, kernel: 3, stride: 2)
          for _ in 0..<count { DarknetResidual(64 << stage) }
          // The finer boxes need the maps at an eighth and a sixteenth of the image's size.
          if stage == 2 || stage == 3 { Keep(Label("stage\(stage)")) }
        }
      }
    }.named("backbone")
    for (level, layer) in [82, 94, 106].enumerated() {
      if level > 0 {
        Concat {
          Chain {
            ConvNorm.darknet(512 >> level, kernel: 1)
            Upsample(by: 2)
          }.named("up\(level)")
          From(Label("stage\(4 - level)"))
        }
      }
      neck(512 >> level).named("neck\(level)")
      Output("yolo\(layer)") { boxes(1024 >> level).named("head\(level)") }
    }
  }

  /// Five convolutions, narrow and wide in turn; the first is narrow.
  private func neck(_ width: Int) -> Layer {
    Sequential {
      for index in 0..<5 {
        ConvNorm.darknet(index % 2 == 0 ? width : 2 * width, kernel: index % 2 == 0 ? 1 : 3)
      }
    }.layer
  }

  /// A wide convolution and the boxes: for each anchor a position, a size, a confidence and the
  /// classes.
  fileprivate func boxes(_ width: Int) -> Layer {
    Sequential {
      ConvNorm.darknet(width, kernel: 3)
      Convolution(scaledWidth(classes &+ 5, by: Self.anchors), kernel: 1)
    }.layer
  }
}

/// YOLOv3-tiny: seven convolutions with max pools between them, and boxes on maps of two sizes.
///
/// pjreddie/darknet cfg/yolov3-tiny.cfg. Darknet's max pools pad at the bottom and the right only,
/// as TensorFlow's do: the last one has a window of 2×2, a stride of one, and keeps the map's size.
public struct YOLOv3Tiny: Block {
  /// The number of classes.
  public var classes: Int

  public init(classes: Int = 80) {
    self.classes = classes
  }

  public var body: [Layer] {
    Sequential {
      for channels in [16, 32, 64, 128] {
        ConvNorm.darknet(channels, kernel: 3)
        Pool.max(2, padding: .same)
      }
      ConvNorm.darknet(256, kernel: 3)
    }.named("fine")
    Keep("fine")
    Sequential {
      Pool.max(2, padding: .same)
      ConvNorm.darknet(512, kernel: 3)
      Pool.max(2, stride: 1, padding: .same)
      ConvNorm.darknet(1024, kernel: 3)
      ConvNorm.darknet(256, kernel: 1)
    }.named("coarse")
    Output("yolo16") { boxes(512).named("head0") }
    Concat {
      Chain {
        ConvNorm.darknet(128, kernel: 1)
        Upsample(by: 2)
      }.named("up1")
      From("fine")
    }
    Output("yolo23") { boxes(256).named("head1") }
  }

  private func boxes(_ width: Int) -> Layer { YOLOv3(classes: classes).boxes(width) }
}

/// Darknet-53's block: a 1×1 narrows, a 3×3 widens, and the input is added.
private struct DarknetResidual: Block {
  static let typeName = "Residual"
  static let isNumbered = true

  /// The channels of input and result.
  var channels: Int

  init(_ channels: Int) {
    self.channels = channels
  }

  var body: [Layer] {
    Residual {
      ConvNorm.darknet(channels / 2, kernel: 1)
      ConvNorm.darknet(channels, kernel: 3)
    }
  }
}

extension ConvNorm {
  /// Returns Darknet's usual convolution, with a norm and a leaky ReLU.
  fileprivate static func darknet(_ channels: Int, kernel: Extent, stride: Extent = 1) -> ConvNorm {
    ConvNorm(channels, kernel: kernel, stride: stride, activation: .leakyRelu)
  }
}

extension ZooEntry {
  static let yolos: [ZooEntry] = [
    yolo("yolov3") { YOLOv3(classes: $0).body },
    yolo("yolov3_tiny") { YOLOv3Tiny(classes: $0).body },
  ]

  private static func yolo(
    _ name: String, layers: @escaping @Sendable (_ classes: Int) -> [Layer]
  ) -> ZooEntry {
    ZooEntry(
      "darknet/\(name)", family: "YOLO",
      citation:
        "pjreddie/darknet cfg/\(name.split(separator: "_").joined(separator: "-")).cfg; "
        + "Redmon and Farhadi 2018",
      input: 416, keys: [.classes]
    ) { layers($0.classes ?? 80) }
  }
}
