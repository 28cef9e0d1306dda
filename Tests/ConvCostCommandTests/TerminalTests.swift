import ConvCostCommand
import ConvCostTestSupport
import ConvCostText
import Testing

/// What a terminal shows, at four widths.
struct TerminalTests {
  static let widths = [60, 80, 100, 200]

  /// A line for every command with tables, and the file that holds what it shows.
  static let lines = [
    ("report mobilenet_v2", "report"), ("report vgg16 --sort macs --top 4", "report-list"),
    ("report resnet50 --device a100 --columns path,output,macs,rf,time,traffic", "report-columns"),
    ("compare resnet50 mobilenet_v2", "compare-two"),
    ("compare resnet18 vgg16 alexnet mobilenet_v2 efficientnet_b0", "compare-five"),
    ("list vgg", "list"), ("columns", "columns"), ("conventions", "conventions"),
    ("conventions thop", "conventions-thop"), ("reconcile resnet50", "reconcile"),
    ("reconcile lenet5 --given 0.42M", "reconcile-given"),
    ("explain resnet50 layer1.0.conv2", "explain"), ("explain vgg16", "explain-total"),
    ("layer 'conv 5x5 128' --input 128x28x28", "layer"),
    ("rewrite alexnet --replace depthwise-separable", "rewrite"),
    ("memory alexnet --as tflm", "memory"), ("memory resnet18 --training adam", "training"),
    ("memory lenet5 --fits 24G", "fits"), ("devices stm32f4", "devices"),
    ("sweep mobilenet_v2 --width 0.5,1 --input 160,224", "sweep"),
    ("solve mobilenet_v2 --max-macs 200M --width 0.25:1:0.25", "solve"),
    (
      "solve mobilenet_v2 --width 0.25:1:0.25 --input 96:160:32 --max-ram 1MB --as tflm",
      "solve-memory"
    ),
    ("scale efficientnet --phi 0:2:1", "scale"), ("check --published alexnet", "check-published"),
    ("check --lock Examples/ContinuousIntegration/convcost.lock.json", "check"),
  ]

  @Test(arguments: lines) func `a table fits its terminal`(line: String, name: String) throws {
    var text = "$ convcost \(line)\n"
    for width in Self.widths {
      let run = convcost(shellWords(line), console: Console(width: width))
      #expect(run.status == .done)
      text += "\n" + String(repeating: "▁", count: width) + " \(width)\n" + run.output
      for line in run.output.split(separator: "\n") {
        #expect(TerminalText.width(of: String(line)) <= width, "\(width): \(line)")
      }
    }
    try expectSnapshot(text, "\(CommandTests.snapshots)/terminal-\(name).txt")
  }
}
