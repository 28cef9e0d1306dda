// The first hour with the library: run it with `swift run first-hour`, or with a file's path behind
// it.
//
// Everything here needs one import. Each part is a few lines, and prints what it counted.

import ConvCost

/// Networks of the zoo, by the names that `convcost list` prints.
func zoo() throws {
  let resNet = try Network(zoo: "resnet50")
  print(try resNet.report())
  print(try resNet.cost.macs)  // 4089184256

  let small = try Network(zoo: "mobilenet_v2:width=0.75,input=192")
  print(try small.report().rendered(as: .markdown, levels: 1))
  print(Zoo.names.filter { $0.hasPrefix("paper/") })
}

/// A file: what it costs, how that is known, and its five costliest layers.
func file(_ path: String) throws {
  let file = try ModelFile(path: path)
  print(file.cost.macs, file.isComplete ? "" : "at least")
  for note in file.notes { print("\(note.label): \(note.text)") }
  for row in try file.report().costliest(5) {
    print(row.path, row.operation, row.cost.macs)
  }
}

/// Networks of one's own, in `UNet.swift` and `PointwiseGate.swift`.
func networks() throws {
  let uNet = Network(input: .map(3, 256), UNet(widths: [32, 64, 128], classes: 2)).named("U-Net")
  let gated = Network(input: .map(3, 64)) {
    ConvNorm(32, kernel: 3, stride: 2)
    PointwiseGate()
    AdaptivePool.globalAverage
    Flatten()
    Linear(10)
  }.named("gated")
  print(Comparison([try uNet.report(), try gated.report()]))
}

/// The same network by another tool's rules.
func conventions() throws {
  let network = try Network(zoo: "efficientnet_b0")
  for convention in [Convention.standard, .fvcore, .thop, .keras] {
    print(convention.name, try network.report(by: convention).count)
  }
}

/// The widest MobileNetV2 under a budget, each width counted exactly.
func search(under macs: Int) throws {
  var best: (width: Double, cost: Cost)?
  for step in 4...40 {
    let width = Double(step) / 20
    let cost = try Network(zoo: "mobilenet_v2:width=\(width)").cost
    if cost.macs < macs { best = (width, cost) }
  }
  if let best { print(best.width, best.cost.macs) }
}

do {
  try zoo()
  try file(CommandLine.arguments.dropFirst().first ?? "Examples/Networks/mnist.onnx")
  try networks()
  try conventions()
  try search(under: 200_000_000)
} catch {
  print(error)
}
