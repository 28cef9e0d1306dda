// How fast the library and the tool are: `swift run -c release benchmark`.
//
// Every figure is a ratio to a baseline that is measured in the same run, so that it can be
// compared between machines; the times next to it are those of this machine.

import ConvCostCore
import ConvCostJSON
import ConvCostReports
import ConvCostZoo

// Processes come first, while this one is small: a new process is charged with its memory.
print("Process: convcost report resnet50 against an empty program")
if let processes = Processes() {
  let (empty, tool) = processes.measure(["report", "resnet50"])
  row("an empty program", empty.time, over: empty.time)
  row("convcost report resnet50", tool.time, over: empty.time)
  print("  \(pad("peak memory", 40)) \(tool.peakKiB / 1024) MiB, empty \(empty.peakKiB / 1024) MiB")
} else {
  print("  convcost and empty-program are not beside this program; build them first")
}
print("")

let resnet50 = try Zoo.selection("resnet50").network
let graph = try resnet50.graph()

// The baseline of counting: only the same multiplications, over a flat list of numbers.
let list = try HandCount(graph)
let byHand = fastest { list.macs() }
let analysis = try fastest { try Analysis(graph).total.macs }
precondition(list.macs() == 4_089_184_256)

print("Counting ResNet-50, \(graph.nodes.count) operations")
row("the multiplications alone", byHand, over: byHand)
row("analysis of the built graph", analysis, over: byHand)
row("built from its definition and analysed", try time("resnet50"), over: byHand)
print("")

print("MobileNetV2")
row("built from its definition and analysed", try time("mobilenet_v2"), over: byHand)
print("")

print("Length: DenseNets of growing depth, built and analysed")
try lengths { network in
  try fastest { try network.analysis().total.macs }
}
print("Length: their liveness, receptive fields, traffic and training")
try lengths { network in
  let graph = try network.graph()
  return try fastest { try Efficiency(graph, Deployment()).total.peakBytes }
}
print("Length: their count by another convention")
try lengths { network in
  let graph = try network.graph()
  return try fastest { try Analysis(graph, by: .ptflops).total.macs }
}

try searches()

print("Formats: a network of 2,000 layers")
try formats()

/// Prints the time of each renderer for a long network, including reports and pictures.
func formats() throws {
  let network = Network(input: .map(8, 64)) {
    for _ in 0..<500 {
      Sequential {
        Convolution(8, kernel: 3, padding: 1)
        BatchNorm()
        Activation.relu
        Dropout()
      }
    }
  }
  let report = try Report(Subject(name: "long", source: "benchmark"), network.analysis())
  var layout = ReportLayout()
  layout.folding = .none
  let document = report.document(layout)
  let renderers: [(String, () -> String)] = [
    ("text", { TextRenderer().render(document) }),
    ("text on a terminal", { TextRenderer(style: Style(width: 100)).render(document) }),
    ("markdown", { MarkdownRenderer().render(document) }),
    ("csv", { CSVRenderer().render(document) }), ("json", { report.json.text() }),
    ("html", { HTMLRenderer().render(document) }), ("latex", { LaTeXRenderer().render(document) }),
    ("svg", { DepthChart(report).svg() }), ("dot", { BlockGraph(report, depth: .max).dot }),
    ("mermaid", { BlockGraph(report, depth: .max).mermaid }), ("netron", { report.netron.text() }),
  ]
  for (name, render) in renderers {
    print("  \(pad(name, 40)) \(fastest { render().utf8.count })")
  }
  print("")
}

/// Prints a measurement per operation for networks of growing length, which should not grow.
func lengths(_ measure: (Network) throws -> Duration) throws {
  var perOperation: Double?
  for depth in [16, 64, 256, 1024] {
    let network = Network(input: .map(64, 8)) { DenseBlock(depth: depth, growth: 4) }
    let count = Double(try network.graph().nodes.count)
    let each = Duration.nanoseconds(Int(try measure(network).nanoseconds / count))
    perOperation = perOperation ?? each.nanoseconds
    let ratio = each.nanoseconds / (perOperation ?? 1)
    print("  \(pad("\(Int(count)) operations", 40)) \(pad("\(each) each", 24)) \(ratio.short) ×")
  }
  print("")
}

/// Returns how long a network of the zoo takes to be built and counted.
func time(_ name: String) throws -> Duration {
  let entry = try Zoo.entry(named: name)
  return try fastest { try entry.network().analysis().total.macs }
}

func row(_ name: String, _ time: Duration, over baseline: Duration) {
  let ratio = time.nanoseconds / baseline.nanoseconds
  print("  \(pad(name, 40)) \(pad("\(time)", 24)) \(ratio.short) ×")
}

func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
