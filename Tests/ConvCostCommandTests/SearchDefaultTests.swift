import Testing

@testable import ConvCostCommand

/// What searches do without being told.
struct SearchDefaultTests {
  /// The ranges that a network does not take, or only in part, are searched as far as it does.
  @Test(arguments: [
    // Only its own side of 28 fits the reshaped maps.
    ("Examples/Networks/mnist.onnx --max-macs 1G", "mnist.onnx:input=28 is the largest"),
    // Widths that give no whole number of channels are impossible variants.
    ("Examples/Networks/cifar.json --max-macs 100M", "256 counted, 6 shown"),
    // The file allows 64 to 1024.
    (
      "Tests/ConvCostImportTests/Models/pytorch/tv_resnet18_dynhw.pt2 --max-macs 1G",
      "tv_resnet18_dynhw.pt2:input=160 is the largest"
    ),
    // Its own signal is longer than the usual ones.
    ("m5 --max-macs 1G --vary input", "paper/m5:input=32000 is the largest"),
    // What the network states does not vary.
    ("mobilenet_v2:input=192 --max-macs 100M", "/mobilenet_v2:input=192,width="),
    // 299 is no multiple of 32.
    ("inception_v3 --max-macs 6G --vary input", "/inception_v3:input=299 is the largest"),
  ])
  func `the usual ranges have what a network takes`(line: String, text: String) {
    let run = convcost("solve \(line)")
    #expect(run.output.contains(text), "\(run)")
    #expect(run.status == .done)
  }

  /// 1,505,280 bytes are what MobileNetV2 takes in TensorFlow Lite Micro with 8 bits, as
  /// `convcost memory` says.
  @Test(arguments: [
    ("--as tflm", "int8, batch 1, as tflm", "1505280,3487816"),
    ("--as tflm --dtype fp32", "fp32, batch 1, as tflm", "6021120,13951264"),
    ("--dtype fp16", "fp16, batch 1, as graph", "4816896,7009744"),
  ])
  func `memory is that of the named runtime`(options: String, run: String, bytes: String) {
    let text = convcost("sweep mobilenet_v2 --width 1 \(options)")
    #expect(text.output.contains("Memory    \(run)\n"), "\(text)")
    let rows = convcost("sweep mobilenet_v2 --width 1 \(options) --format csv").output
    #expect(rows.split(separator: "\n").last?.hasSuffix(",\(bytes)") == true, "\(rows)")
  }

  @Test func `folded norms have no buffers in a search`() {
    let line = "sweep resnet18 --width 1 --max-flash 1G --max-ram 1G --format csv"
    let plain = convcost(line).output.split(separator: "\n").last
    let folded = convcost(line + " --fold-norms").output.split(separator: "\n").last
    #expect(plain?.hasSuffix(",46796448") == true, "\(plain ?? "")")
    #expect(folded?.hasSuffix(",46738848") == true, "\(folded ?? "")")
    let memory = convcost("memory resnet18 --fold-norms --fits ram=1G,flash=46738848").output
    #expect(memory.contains("46,738,848"), "\(memory)")
  }

  /// A pattern names networks with and without their source.
  @Test(arguments: [("resnet18", 2), ("*/resnet18", 2), ("resnet-18", 1), ("keras/vgg*", 2)])
  func `patterns match names`(pattern: String, count: Int) {
    let rows = convcost(["list", pattern, "--format", "csv"]).output.split(separator: "\n")
    #expect(rows.count == count + 1)
  }

  /// Definitions of one network are told apart.
  @Test func `circles have names of their own`() {
    let output = convcost("plot resnet50 paper/resnet50 vgg16 --format svg").output
    for name in [">torchvision/resnet50<", ">paper/resnet50<", ">vgg16<"] {
      #expect(output.contains(name))
    }
  }
}
