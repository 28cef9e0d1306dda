import ConvCost
import ConvCostTestSupport
import Testing

/// What the library prints is what the command prints, which its snapshots hold.
struct ReportTests {
  private static func snapshot(_ file: String) throws -> String {
    try Fixtures.text("Tests/ConvCostCommandTests/Snapshots/\(file)")
  }

  @Test(arguments: [
    ("resnet50", Report.Format.text, nil, "report-resnet50.txt"),
    ("resnet152", .text, nil, "report-resnet152.txt"),
    ("paper/alexnet", .markdown, nil, "report-paper-alexnet.md"),
    ("mobilenet_v2:width=0.75,input=192", .csv, nil, "report-mobilenet_v2.csv"),
    ("vgg11", .json, nil, "report-vgg11.json"),
    ("resnet18", .latex, 2, "report-resnet18.tex"),
    ("googlenet:aux=true", .text, 2, "report-googlenet-aux-depth-2.txt"),
  ])
  func `a report is that of the command`(
    name: String, format: Report.Format, levels: Int?, file: String
  ) throws {
    let report = try Network(zoo: name).report()
    #expect(report.rendered(as: format, levels: levels) == (try Self.snapshot(file)))
  }

  @Test func `printing a report gives the command's table`() throws {
    let text = try Self.snapshot("report-resnet50.txt")
    #expect("\(try Network(zoo: "resnet50").report())\n" == text)
  }

  @Test func `a report by a convention is that of the command`() throws {
    let report = try Network(zoo: "resnet18").report(by: .thop)
    #expect(report.rendered(as: .text, levels: 1) == (try Self.snapshot("report-thop.txt")))
  }

  @Test func `a report of a file is that of the command`() throws {
    let folder = "\(Fixtures.package.path)/Tests/ConvCostImportTests/Models/onnx/"
    let report = try ModelFile(path: folder + "tv_resnet50_dyn_op18.onnx").report()
    let text = report.rendered(as: .text, levels: 2).replacing(folder, with: "")
    #expect(text == (try Self.snapshot("report-onnx-resnet50.txt")))
    let open = try ModelFile(
      path: folder + "tm_tf_efficientnet_b0_ts_op13_dynhw.onnx",
      dimensions: ["height": 224, "width": 300]
    ).report().rendered(as: .text, levels: 2).replacing(folder, with: "")
    #expect(open == (try Self.snapshot("report-onnx-efficientnet.txt")))
  }

  @Test func `a comparison is that of the command`() throws {
    let reports = try ["resnet50", "mobilenet_v2"].map { try Network(zoo: $0).report() }
    let text = try Self.snapshot("compare-resnet50-mobilenet_v2.txt")
    #expect(Comparison(reports).rendered(as: .text) == text)
    #expect("\(Comparison(reports))\n" == text)
  }

  /// The order of `convcost report densenet121 --sort macs --top 10`.
  @Test func `the costliest operations are those of the sorted table`() throws {
    let report = try Network(zoo: "densenet121").report()
    let lines = try Self.snapshot("report-densenet121-top.txt").split(separator: "\n")
    let paths = report.costliest(10).map(\.path)
    #expect(paths == lines[3..<13].map { String($0.prefix { $0 != " " }) })
    #expect(report.costliest(100_000).count == report.operations.count)
    #expect(report.costliest(-1).isEmpty)
    #expect(report.costliest(1, by: .parameters).map(\.path) == ["classifier"])
  }

  @Test func `a network has the name that it is given`() throws {
    let network = Network(input: .map(3, 8)) { Convolution(4, kernel: 3) }
    #expect(try network.report().description.hasPrefix("network · input 3×8×8\n"))
    let named = network.named("mine")
    #expect(try named.report().description.hasPrefix("mine · input 3×8×8\n"))
    // A name is no part of an architecture.
    #expect(named == network)
    #expect(Set([named, network]).count == 1)
  }

  @Test func `a scaled network says so`() throws {
    let network = try Network(zoo: "resnet18").scaled(by: Scaling(width: 0.5))
    #expect(
      try network.report().description.contains(
        "Scaled       channels of all layers but the last × 0.5, to multiples of 8; the input stays"
      ))
    #expect(!(try Network(zoo: "resnet18").report().description.contains("Scaled ")))
  }

  /// torch.utils.flop_counter's and thop's numbers: Facts/counters.json of the zoo's tests.
  @Test func `the main number is what the tool prints`() throws {
    let network = try Network(zoo: "squeezenet1_1")
    #expect(try network.report(by: .torchFlopCounter).count == 698_303_872)
    #expect(try network.report(by: .thop).count == 349_321_936)
    #expect(try network.analysis(by: .thop).count == 349_321_936)
  }
  @Test func `the layers in which networks differ are rows`() throws {
    let networks = try ["paper/resnet50", "resnet50"].map { try Network(zoo: $0).report() }
    let differences = Comparison(networks).layerDifferences
    // The stride is in the first 1×1 or in the 3×3 of the first block of three stages.
    #expect(differences.count == 6)
    #expect(differences.allSatisfy { $0.first?.path == $0.second?.path && $0.first != $0.second })
    #expect(Comparison([networks[0]]).layerDifferences.isEmpty)
    #expect(Comparison([networks[0], networks[0]]).layerDifferences.isEmpty)
  }

  @Test func `a network after a substitution has a report`() throws {
    let rewritten = try Network(zoo: "vgg11").applying(.depthwiseSeparable)
    let report = try rewritten.report()
    #expect(report.subject.reference == "torchvision/vgg11:replace=depthwise-separable")
    #expect(report.analysis.total == (try Analysis(rewritten.graph).total))
  }

  @Test func `the numbers of a row are those of the graph`() throws {
    let report = try Network(zoo: "resnet18").report()
    #expect(
      report.operations.map(\.nodes) == report.analysis.graph.nodes.indices.map { $0..<$0 + 1 })
    #expect(report.rows.first { $0.path == "layer1" }?.nodes.count == 14)
  }
}
