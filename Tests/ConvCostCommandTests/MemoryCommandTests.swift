import ConvCostReports
import ConvCostTestSupport
import ConvCostText
import Foundation
import Testing

@testable import ConvCostCommand

struct MemoryCommandTests {
  @Test(arguments: [
    ("memory mobilenet_v2", "memory-mobilenet_v2.txt"),
    ("memory mobilenet_v2 --as tflm --depth 1", "memory-tflm.txt"),
    ("memory mobilenet_v2 --as tinyengine --depth 1", "memory-tinyengine.txt"),
    ("memory keras/nasnet_mobile --order best --depth 1", "memory-order.txt"),
    (
      "memory mobilenet_v2 --as mcunet --patches 4x4:until=features.4 --depth 1",
      "memory-patches.txt"
    ),
    ("memory lenet5 --as executorch --format json", "memory-lenet5.json"),
    ("memory mobilenet_v2 --patches 2x2:until=features.4 --format csv", "memory-patches.csv"),
    ("memory resnet18 --format svg", "memory-resnet18.svg"),
    (
      "memory resnet50 --training adamw --precision amp --batch 64 --keep 1500M",
      "memory-training.txt"
    ),
    ("memory resnet18 --training adafactor --precision bf16 --format json", "memory-training.json"),
    ("memory resnet18 --training sgd --keep 1M", "memory-no-plan.txt"),
    ("memory resnet50 --fits 24G", "memory-fits.txt"),
    ("memory mobilenet_v2 --as tflm --fits stm32h743", "memory-fits-none.txt"),
    ("memory resnet50 --training adam --fits rtx-4090 --format json", "memory-fits-training.json"),
    ("devices jetson", "devices-jetson.txt"),
    ("devices stm32h743 --format json", "devices-stm32h743.json"),
    (
      "report mobilenet_v2 --bits weights=4,activations=8,classifier*=8 --dtype int8 --depth 1"
        + " --columns path,parameters,traffic,fused,bops", "report-bits.txt"
    ),
    (
      "solve mobilenet_v2 --max-ram 512K --max-flash 1M --as tflm --dtype int8"
        + " --width 0.35:1:0.05 --input 96:224:32", "solve-ram.txt"
    ),
    (
      "sweep mobilenet_v2 --width 0.5,1 --input 160,224 --max-batch-memory 1G --batch 8"
        + " --max-bytes 9M --format json", "sweep-batch-memory.json"
    ),
  ])
  func `an output is the one that was recorded`(line: String, snapshot: String) throws {
    try expectSnapshot(convcost(line).output, "\(CommandTests.snapshots)/\(snapshot)")
  }

  @Test func `measured times stand beside their bounds`() throws {
    try withFolder { folder in
      try write("layer,us\nconv1,120\nfc,10\n", to: "\(folder)/t.csv")
      let line = ["report", "resnet18", "--device", "a100", "--times", "\(folder)/t.csv"]
      let run = convcost(line + ["--top", "1", "--sort", "slowdown"])
      #expect(run.status == .done)
      #expect(run.output.contains("conv1  Conv2d 7×7 s2 p3"))
      #expect(run.output.contains("Measured       130.00 µs in 2 layers"))
      let json = convcost(line + ["--json"]).output
      #expect(json.contains("\"measuredSeconds\": 0.00012"))
      try write("layer,us\nconv9,120\n", to: "\(folder)/t.csv")
      #expect(convcost(line).messages.contains("has no 'conv9'; did you mean conv1?"))
      try write("layer,us\nconv1\n", to: "\(folder)/t.csv")
      let bad = convcost(line)
      #expect(bad.status == .malformedInput)
      #expect(
        bad.messages.hasSuffix(
          "t.csv:2: found 'conv1', expected the path of a layer and its time\n"))
    }
  }

  /// The largest batch fits, and one sample more does not.
  @Test func `a batch that fits is the largest`() throws {
    struct Answer: Decodable {
      struct Largest: Decodable {
        var vary: String
        var value: String?
      }
      var largest: [Largest]
    }
    let run = convcost("memory resnet18 --fits 200M --format json")
    #expect(run.status == .done)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    let batch = try #require(
      answer.largest.first { $0.vary == "batch" }?.value.flatMap { Int($0) })
    func bytes(_ batch: Int) throws -> Int {
      struct Plan: Decodable {
        struct Totals: Decodable {
          var activationBytes: Int
          var weightBytes: Int
          var bufferBytes: Int
        }
        var totals: Totals
      }
      let run = convcost("memory resnet18 --batch \(batch) --format json")
      let totals = try JSONDecoder().decode(Plan.self, from: Data(run.output.utf8)).totals
      return totals.activationBytes + totals.weightBytes + totals.bufferBytes
    }
    #expect(try bytes(batch) <= 200_000_000)
    #expect(try bytes(batch + 1) > 200_000_000)
  }

  @Test func `a network of which no variant fits ends with status 1`() {
    #expect(convcost("memory vgg16 --fits 1K").status == .checkFailed)
    #expect(convcost("memory vgg16 --fits 24G").status == .done)
  }

  @Test(arguments: [
    ("512K", 512_000), ("512KB", 512_000), ("512KiB", 524_288), ("512Ki", 524_288),
    ("1.5MiB", 1_572_864), ("24G", 24_000_000_000), ("2048", 2048),
  ])
  func `bytes have decimal and binary units`(text: String, bytes: Int) {
    #expect(WrittenNumber.bytes(text) == bytes)
  }

  @Test(arguments: ["", "K", "KiB", "-1K", "0", "1e400KiB", "ram", "12QiB"])
  func `other texts are no bytes`(text: String) {
    #expect(WrittenNumber.bytes(text) == nil)
  }
}
