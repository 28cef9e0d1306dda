import ConvCostCore
import ConvCostReports
import ConvCostTestSupport
import ConvCostZoo
import Testing

@testable import ConvCostCommand

/// Sweeps and searches under a budget.
@Suite struct SearchTests {
  static func space(_ operand: String, _ ranges: [String]) throws -> VariantSpace {
    let family = try NetworkArguments().family(NetworkReference(operand))
    return try VariantSpace(
      family, calledAs: operand,
      family.settings(of: ranges.map { try #require(ValueRange($0)) }))
  }

  static func report(_ reference: String) throws -> Report {
    try NetworkArguments().report(NetworkReference(reference))
  }

  static func points(_ outcomes: [VariantSpace.Outcome]) -> [VariantSpace.Point] {
    outcomes.compactMap { if case .counted(let point) = $0 { point } else { nil } }
  }

  @Test(arguments: [
    ("mobilenet_v2", ["width=0.35:1.4:0.35", "input=96:224:64"]),
    ("resnet18", ["input=64,97,224", "width=0.3,1", "depth=0.5,2"]),
    ("densenet121", ["growth=12,24"]), ("shufflenet_v2_x1_0", ["width=0.5:1.5:0.25"]),
    ("efficientnet", ["depth=1,1.3", "width=1,1.1", "input=224,240"]),
    ("vgg16:classes=10", ["input=16,32", "width=0.5"]),
    ("nasnet_mobile", ["input=97,224", "width=0.5,1.3", "depth=0.5,1"]),
    ("cbam_resnet50", ["input=97,224", "width=0.5,1.3", "depth=1.5"]),
    ("hrnet_w18_small", ["input=96,97", "width=0.5", "depth=1,2"]),
  ])
  func `rows of a sweep equal individual reports`(operand: String, ranges: [String]) throws {
    let space = try Self.space(operand, ranges)
    for outcome in space.outcomes(0..<space.count, MemoryQuestion([.peak], Deployment(), .graph)) {
      switch outcome {
      case .counted(let point):
        let report = try Self.report(point.subject.reference)
        #expect(point.total == report.total)
        #expect(point.input == report.input)
        #expect(point.bytes[.peak] == report.efficiency.total.peakBytes)
      case .impossible(let variant):
        #expect(throws: Failure.self) { try Self.report(variant.reference) }
      }
    }
  }

  @Test func `in parallel and one by one the results are the same`() throws {
    let space = try Self.space("mobilenet_v2", ["width=0.2:1.4:0.05", "input=32:224:32"])
    let parallel = Self.points(space.outcomes(0..<space.count))
    let serial = Self.points(space.outcomes(0..<space.count, inParallel: false))
    #expect(parallel.map(\.total) == serial.map(\.total))
    #expect(parallel.map(\.subject) == serial.map(\.subject))
    // Also in parts, wherever they are cut.
    let parts = stride(from: 0, to: space.count, by: 13).flatMap {
      Self.points(space.outcomes($0..<min(space.count, $0 + 13)))
    }
    #expect(parts.map(\.total) == serial.map(\.total))
  }

  @Test(arguments: ["mobilenet_v2", "resnet18", "shufflenet_v2_x1_0"], [0, 1, 2, 3])
  func `solve agrees with brute force on small grids`(operand: String, seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let widths = (0..<4).map { _ in Int.random(in: 2...14, using: &random) }.map {
      "\(Double($0) / 10)"
    }
    let inputs = (0..<3).map { _ in "\(32 * Int.random(in: 2...8, using: &random))" }
    let limit = Int.random(in: 10...600, using: &random) * 1_000_000
    let line = [
      "solve", operand, "--max-macs", "\(limit)", "--width", widths.joined(separator: ","),
      "--input", inputs.joined(separator: ","), "--format", "json",
    ]
    let run = convcost(line)
    var best: Int?
    for width in widths {
      for input in inputs {
        let report = try? Self.report("\(operand):width=\(width),input=\(input)")
        if let macs = report?.total.macs, macs <= limit { best = max(best ?? 0, macs) }
      }
    }
    #expect(run.status == (best == nil ? .checkFailed : .done))
    if let best {
      let first = run.output.split(separator: "\"macs\": ").dropFirst(2).first?.prefix {
        $0.isNumber
      }
      #expect(first.map(String.init) == "\(best)")
    } else {
      #expect(run.output.contains("\"found\": false"))
    }
  }

  /// The usual widths end at 4, the usual depths at 4 too.
  @Test func `solve tries the usual values to their ends`() {
    let wide = convcost("solve mobilenet_v2 --vary width --max-macs 1T --format csv")
    #expect(wide.output.split(separator: "\n").dropFirst().first?.hasPrefix("4,") == true)
    let narrow = convcost("solve mobilenet_v2 --vary width --max-parameters 1330000 --format csv")
    #expect(narrow.output.split(separator: "\n").count == 2, "\(narrow.output)")
    #expect(narrow.output.split(separator: "\n").last?.hasPrefix("0.05,") == true)
  }

  /// U-Net takes sides of 16n + 12 from 188, so that its four joined maps fit: none of 32, 64, …
  /// 512. Around its own 572, in steps of 32, the sides 32n + 28 fit.
  @Test func `if no usual input fits, sizes around the network's own are searched`() throws {
    let sides = Array(stride(from: 188, through: 572, by: 32))
    let macs = try sides.map { try Self.report("unet:input=\($0)").total.macs }
    let limit = macs[4] + 1
    let run = convcost("solve unet --vary input --max-macs \(limit) --format csv")
    #expect(run.status == .done)
    let rows = run.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.map { String($0[0]) } == sides[...4].reversed().map(String.init))
    // Also with the usual widths.
    let all = convcost("solve unet --max-parameters 1M")
    #expect(all.status == .done)
    #expect(all.output.contains("input=572"))
    // A key that the user names is not changed.
    let named = convcost("solve unet --max-macs \(limit) --input 32:512:32")
    #expect(named.status == .checkFailed)
    #expect(named.output.contains("0 counted"))
  }

  @Test func `budgets and fronts agree with a comparison of all pairs`() throws {
    let space = try Self.space("mobilenet_v2", ["width=0.35:1.4:0.15", "input=96:224:32"])
    var all = SweepResult(keys: ["width", "input"], namesNetworks: false, ofMemory: [])
    all.add(space.outcomes(0..<space.count), within: BudgetArguments())
    for text in ["macs,parameters", "+input,macs", "+activations,parameters,macs"] {
      let goals = try #require(Goal.list(text))
      let front = all.pareto(goals).points
      let expected = all.points.filter { point in
        !all.points.contains { other in
          let pairs = goals.map { ($0.cost(of: other), $0.cost(of: point)) }
          return pairs.allSatisfy { $0.0 <= $0.1 } && pairs.contains { $0.0 < $0.1 }
        }
      }
      #expect(front.map(\.subject) == expected.map(\.subject), "\(text)")
    }
  }

  /// 32 · 1.05 channels are 33.6, so the spec does not describe a network at that width; at other
  /// widths it does.
  @Test func `a spec that is invalid at one width is impossible at that width only`() {
    let file = "\(Fixtures.package.path)/Examples/Networks/rgbd.json"
    let run = convcost(["sweep", file, "--width", "1,1.05,2"])
    #expect(run.status == .done)
    #expect(run.output.contains("Variants    2 counted"))
    #expect(run.output.contains("Impossible  1, the first:"))
    #expect(unwrapped(run.output).contains("\(file):11:23: "))
    let none = convcost(["sweep", file, "--width", "1.05,1.01"])
    #expect(none.status == .malformedInput)
    #expect(none.messages.contains("found 'c * width', which is 33.6"))
  }

  @Test func `rows are written as they are counted`() throws {
    let line = ["sweep", "mobilenet_v2", "--width", "0.5:1:0.01", "--format", "csv"]
    let parts = Parts()
    var console = Console()
    console.flush = { parts.add($0) }
    #expect(CommandLineTool.run(line, &console) == .done)
    #expect(console.output == "")
    #expect(parts.text == convcost(line).output)
    #expect(parts.count >= 2)
  }

  @Test func `the compound rule is the paper's arithmetic`() {
    let rule = CompoundScaling()
    #expect(abs(rule.depth(3) - 1.728) < 1e-12)
    #expect(abs(rule.width(2) - 1.21) < 1e-12)
    #expect(abs(rule.width(0.5) * rule.width(0.5) - 1.1) < 1e-12)
    #expect(rule.resolution(1, from: 224) == 258)
    #expect(abs(rule.growth - 1.920_27) < 1e-9)
    // The paper's own constants are in its search's grid only with a tolerance of 0.1.
    #expect(CompoundScaling.grid(tolerance: 0.1).contains(rule))
    #expect(CompoundScaling.grid().allSatisfy { abs($0.growth - 2) <= 0.05 })
  }

  @Test(arguments: [
    (
      "sweep resnet50",
      "sweep: expected something to vary, such as --width 0.35:1.4:0.05 or --input"
        + " 96:224:32"
    ),
    (
      "sweep resnet50 --width 1:2:3:4",
      "--width: found '1:2:3:4', expected a list or a range, such as"
        + " 12,24,32 or 0.35:1.4:0.05"
    ),
    ("sweep resnet50 --width 0.5,1 --vary width=2", "'width' is varied twice"),
    (
      "sweep resnet50 --growth 12",
      "torchvision/resnet50 has no 'growth', expected input, classes,"
        + " shortcut, stride, width or depth"
    ),
    (
      "sweep resnet50 --vary n=1",
      "torchvision/resnet50: unknown key 'n', expected input, classes,"
        + " shortcut, stride, width or depth"
    ),
    (
      "sweep resnet50 --width 0.01:90:0.01 --input 32:9000:1",
      "more than 1000000 variants; expected fewer values, or a larger step"
    ),
    (
      "sweep resnet50 --width 0.5 --dim h=5",
      "--dim h: resnet50 leaves no length open; only files of operators do"
    ),
    ("solve resnet50", "solve: expected a limit, such as --max-macs 300M"),
    (
      "solve resnet50 --max-macs x",
      "--max-macs: found 'x', expected a count of MACs, such as 600000000 or 600M; --max-flops"
        + " limits FLOPs"
    ),
    (
      "solve resnet50 --max-macs 1G --vary hight",
      """
      --vary: found 'hight', expected width, depth and input, separated by commas, or a key with a \
      list or a range
      """
    ),
    ("scale resnet50 --fit --phi 3", "--fit and --phi exclude each other"),
    (
      "scale resnet50 --phi -1",
      "--phi: found '-1', expected a list or a range from 0 to 20, such as 3 or"
        + " 0:7:1"
    ),
    ("scale course/mlp", "scale: course/mlp is not a network of layers on an image"),
  ])
  func `a wrong search is answered by one line`(line: String, message: String) {
    let run = convcost(line)
    #expect(run.messages == "convcost: \(message)\n")
    #expect(run.status == .usage)
    #expect(run.output == "")
  }
}

/// Collects everything that is written in one call.
private final class Parts: @unchecked Sendable {
  private(set) var text = ""
  private(set) var count = 0

  func add(_ part: String) -> Bool {
    text += part
    count += 1
    return true
  }
}
