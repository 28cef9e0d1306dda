import ConvCostCore
import ConvCostImport
import ConvCostTestSupport
import Testing

/// Files as Darknet's authors write them, made from the tables of the papers.
enum DarknetWriter {
  static func network(width: Int = 416, height: Int = 416, channels: Int = 3) -> String {
    "[net]\n# made for tests\nbatch=64\nwidth=\(width)\nheight = \(height)\nchannels=\(channels)\n"
  }

  static func convolution(
    _ filters: Int, _ size: Int, stride: Int = 1, normed: Bool = true, activation: String = "leaky"
  ) -> String {
    "\n[convolutional]\n" + (normed ? "batch_normalize=1\n" : "")
      + "filters=\(filters)\nsize=\(size)\nstride=\(stride)\npad=1\nactivation=\(activation)\n"
  }

  static func boxes(_ mask: String, of number: Int) -> String {
    convolution(255, 1, normed: false, activation: "linear")
      + "\n[yolo]\nmask = \(mask)\nanchors = 10,14,  23,27\nclasses=80\nnum=\(number)\n"
  }

  /// Darknet-53 with boxes on maps of three sizes. Redmon and Farhadi 2018.
  static var yolov3: String {
    var text = network() + convolution(32, 3)
    var count = 1
    var ends: [Int] = []
    for (stage, blocks) in [1, 2, 8, 8, 4].enumerated() {
      text += convolution(64 << stage, 3, stride: 2)
      for _ in 0..<blocks {
        text += convolution(32 << stage, 1) + convolution(64 << stage, 3)
        text += "\n[shortcut]\nfrom=-3\nactivation=linear\n"
      }
      count += 1 + 3 * blocks
      ends.append(count - 1)
    }
    for level in 0..<3 {
      if level > 0 {
        text += "\n[route]\nlayers = -4\n" + convolution(512 >> level, 1)
        text += "\n[upsample]\nstride=2\n\n[route]\nlayers = -1, \(ends[4 - level])\n"
      }
      let width = 512 >> level
      for index in 0..<5 {
        text += convolution(index % 2 == 0 ? width : 2 * width, index % 2 == 0 ? 1 : 3)
      }
      text += convolution(2 * width, 3) + boxes("0,1,2", of: 9)
    }
    return text
  }

  static var yolov3Tiny: String {
    var text = network()
    for (index, filters) in [16, 32, 64, 128, 256, 512].enumerated() {
      text += convolution(filters, 3)
      text += "\n[maxpool]\nsize=2\nstride=\(index == 5 ? 1 : 2)\n"
    }
    text += convolution(1024, 3) + convolution(256, 1) + convolution(512, 3)
    text += boxes("3,4,5", of: 6) + "\n[route]\nlayers = -4\n" + convolution(128, 1)
    text += "\n[upsample]\nstride=2\n\n[route]\nlayers = -1, 8\n"
    return text + convolution(256, 3) + boxes("0,1,2", of: 6)
  }
}

/// Darknet's detectors.
struct DarknetModelTests {
  /// Darknet prints 65.86 and 5.56 BFLOPs when it loads these networks at 416×416:
  /// pjreddie.com/darknet/yolo.
  @Test(
    arguments: [
      (
        DarknetWriter.yolov3, 61_949_149, 52_608, 32_932_037_632, 65_864_075_264,
        ["yolo82", "yolo94", "yolo106"]
      ),
      (
        DarknetWriter.yolov3Tiny, 8_852_366, 6_368, 2_782_480_896, 5_564_961_792,
        ["yolo16", "yolo23"]
      ),
    ] as [(String, Int, Int, Int, Int, [String])])
  func `totals and results`(
    text: String, parameters: Int, buffers: Int, macs: Int, printed: Int, results: [String]
  ) throws {
    let file = try ModelFile(bytes: Array(text.utf8))
    #expect(file.subject.source == "darknet")
    #expect(file.cost.parameters == parameters)
    #expect(file.cost.buffers == buffers)
    #expect(file.cost.macs == macs)
    #expect(try file.analysis(by: .darknet).count == printed)
    #expect(file.graph.outputNames.sorted { $0.key < $1.key }.map(\.value) == results)
    #expect(file.notes.map(\.label) == ["Format"])
    #expect(file.isComplete)
  }

  @Test func `another size`() throws {
    let bytes = Array(DarknetWriter.yolov3.utf8)
    // 2 × 70,345,950,208: Darknet prints 140.69 BFLOPs at 608×608.
    #expect(try ModelFile(bytes: bytes, input: [608]).cost.macs == 70_345_950_208)
  }
}
