import ConvCostCommand
import Testing

struct RegionCommandTests {
  /// An image in which nothing is found: stacks without maps, in every format and command.
  @Test(arguments: [
    "report --format text", "report --format markdown", "report --format csv",
    "report --format json",
    "report --format html", "report --depth all --columns path,output,macs,peak,rf", "reconcile",
    "explain", "spec", "report --training adam",
  ])
  func `a detector without regions is counted`(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let network = "maskrcnn_resnet50_fpn:input=256,proposals=0,detections=0"
    let run = convcost([words[0], network] + words.dropFirst())
    #expect(run.status == .done, "\(run.messages)")
    #expect(!run.output.isEmpty)
  }

  /// torchvision 0.29.2, measured as `torchvision-rcnn.json` was.
  @Test func `a formula states the number of maps`() {
    let run = convcost("explain maskrcnn_resnet50_fpn roi_heads.mask_head.0.0")
    #expect(run.status == .done)
    #expect(run.output.contains("K_h·K_w·C_in·C_out·maps·H_out·W_out"))
    #expect(run.output.contains("3·3·256·256·100·14·14"))
    #expect(run.output.contains("11,560,550,400"))
  }

  @Test(arguments: [
    ("fasterrcnn_resnet50_fpn:proposals=-1", "expected a whole number from 0 to 2147483647"),
    ("fasterrcnn_resnet50_fpn:detections=5", "detections"),
    ("retinanet_resnet50_fpn:proposals=5", "proposals"),
  ])
  func `numbers of regions that a network does not take are errors`(network: String, part: String) {
    let run = convcost("report \(network)")
    #expect(run.status == .usage)
    #expect(run.messages.contains(part), "\(run.messages)")
  }
}
