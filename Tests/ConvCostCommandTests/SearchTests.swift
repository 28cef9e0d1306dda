import ConvCostCore
import ConvCostReports
import ConvCostTestSupport
import ConvCostZoo
import Foundation
import Testing

@testable import ConvCostCommand

/// Sweeps and searches under a budget.
struct SearchTests {
  static func space(_ operand: String, _ ranges: [String]) throws -> VariantSpace {
    let family = try NetworkArguments().family(NetworkReference(operand))
    return try VariantSpace(
      family, calledAs: operand,
      family.settings(of: ranges.map { try #require(ValueRange($0)) }))
  }

  static func report(_ reference: String) throws -> Report {
    try NetworkArguments().report(NetworkReference(reference))
  }

  /// Returns the outcomes of variants.
  static func outcomes(
    _ space: VariantSpace, _ question: MemoryQuestion = .none, inPartsOf length: Int = .max
  ) throws -> [VariantOutcome] {
    var counter = VariantCounter(space, question)
    var outcomes: [VariantOutcome] = []
    for start in stride(from: 0, to: space.count, by: min(length, space.count)) {
      try counter.count(start..<min(space.count, start + min(length, space.count))) {
        outcomes.append($0)
      }
    }
    return outcomes
  }

  static func counts(_ outcomes: [VariantOutcome]) -> [VariantCounts] {
    outcomes.compactMap { if case .counted(let variant) = $0 { variant } else { nil } }
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
    let passes = try Self.outcomes(space, MemoryQuestion([.peak], Deployment(), .graph))
    // Without memory, the counts of a row are products.
    for (pass, outcome) in zip(passes, try Self.outcomes(space)) {
      switch (pass, outcome) {
      case (.counted(let one), .counted(let variant)):
        let details = try space.details(of: variant)
        let report = try Self.report(details.subject.reference)
        #expect(one.total == report.total)
        #expect(variant.total == report.total, "\(details.subject.reference)")
        #expect(details.input == report.input.dimensions)
        #expect(variant.inputElements == report.input.count)
        #expect(one.bytes[.peak] == report.efficiency.total.peakBytes)
      case (.impossible(let one), .impossible(let variant)):
        #expect(one == variant)
        #expect(throws: Failure.self) { try Self.report(variant.reference) }
      default: Issue.record("\(pass) differs from \(outcome)")
      }
    }
  }

  @Test(arguments: [
    ["width=0.2:1.4:0.05", "input=32:224:32"], ["input=32:224:32", "width=0.2:1.4:0.05"],
  ])
  func `variants are the same wherever their batches are cut`(ranges: [String]) throws {
    let space = try Self.space("mobilenet_v2", ranges)
    let all = Self.counts(try Self.outcomes(space))
    #expect(all.map(\.number) == Array(0..<space.count))
    for length in [13, 25, 60] {
      let parts = Self.counts(try Self.outcomes(space, inPartsOf: length))
      #expect(parts.map(\.total) == all.map(\.total), "\(length)")
    }
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

  /// The six largest of ten, and of equal variants the first.
  @Test(
    arguments: [
      ("--max-macs 1T --width 0.1:1:0.1", ["1", "0.9", "0.8", "0.7", "0.6", "0.5"], true),
      ("--max-macs 1T --width 1,0.5,1.0,1.00", ["1", "1.0", "1.00", "0.5"], true),
      ("--max-macs 1T --width 0.5,1 --maximise input", ["1", "0.5"], true),
      ("--max-macs 1 --width 1,0.5,0.6,0.50", ["0.5"], false),
      ("--max-macs 1T --max-parameters 1 --width 1,0.5,0.6", ["0.5"], false),
    ] as [(String, [String], Bool)])
  func `solve shows the largest variants`(options: String, widths: [String], isFound: Bool) {
    let run = convcost("solve alexnet \(options) --format csv")
    #expect(run.status == (isFound ? .done : .checkFailed))
    let rows = run.output.split(separator: "\n").dropFirst()
    #expect(rows.map { String($0.prefix { $0 != "," }) } == widths)
  }

  @Test(arguments: [
    (
      "lenet5 --width 0.5,1 --max-macs 1", "2 counted, 0 shown Kept no variant is within the limits"
    ),
    ("lenet5 --width 0.5,1 --max-macs 1T", "2 counted"),
    (
      "unet --input 188,190,204 --max-macs 1",
      "2 counted, 0 shown Kept no variant is within the limits Impossible 1, "
    ),
    ("unet --input 189,190 ", "0 counted Kept no variant can be built Impossible 2, the first: "),
  ])
  func `a sweep says how many variants there are`(line: String, facts: String) {
    let run = convcost("sweep \(line)")
    #expect(run.status == (facts.contains("Kept") ? .checkFailed : .done))
    let text = unwrapped(run.output)
    let found = text.range(of: "Variants ").map { String(text[$0.upperBound...]) } ?? ""
    #expect(facts.contains("Impossible") ? found.hasPrefix(facts) : found == facts, "\(found)")
  }

  @Test func `constants of one change nothing`() throws {
    let run = convcost(
      "scale lenet5 --phi 0,20 --alpha 1 --beta 1 --gamma 1 --format csv")
    let rows = run.output.split(separator: "\n").dropFirst().map { $0.drop { $0 != "," } }
    #expect(rows.count == 2)
    #expect(rows.first == rows.last)
    #expect(convcost("scale lenet5 --phi 0 --alpha 4 --beta 4 --gamma 4").status == .done)
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
    let fitting: [String] = sides[...4].reversed().map(String.init)
    #expect(rows.map { String($0[0]) } == fitting)
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
    let outcomes = try Self.outcomes(space)
    let all = Self.counts(outcomes)
    for text in ["macs,parameters", "+input,macs", "+activations,parameters,macs"] {
      let goals = try #require(Goal.list(text))
      var head = SweepHead(space.ranges)
      head.goals = goals
      var result = SweepResult(head)
      for outcome in outcomes { try result.add(outcome, of: space) }
      result.finish()
      let expected = all.filter { variant in
        !all.contains { other in
          let pairs = goals.map { ($0.cost(of: other), $0.cost(of: variant)) }
          return pairs.allSatisfy { $0.0 <= $0.1 } && pairs.contains { $0.0 < $0.1 }
        }
      }
      #expect(result.points.map(\.counts.number) == expected.map(\.number), "\(text)")
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
    #expect(CompoundScaling.grid().allSatisfy { abs($0.growth - 2) < 0.05 + 1e-12 })
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
      "more than 1000000 variants; expected fewer values, or a larger step, or --shard 1/16, or"
        + " --format jsonl on standard output"
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
    ("scale resnet50 --fit --alpha 1.3", "--fit and --alpha exclude each other"),
    ("scale resnet50 --fit --beta 1.2", "--fit and --beta exclude each other"),
    ("scale resnet50 --fit --gamma 1.2", "--fit and --gamma exclude each other"),
    (
      "scale resnet50 --phi -1",
      "--phi: found '-1', expected a list or a range from 0 to 20, such as 3 or"
        + " 0:7:1"
    ),
    (
      "scale resnet50 --phi 20.1",
      "--phi: found '20.1', expected a list or a range from 0 to 20, such as 3 or 0:7:1"
    ),
    (
      "scale resnet50 --phi 1,x",
      "--phi: found '1,x', expected a list or a range from 0 to 20, such as 3 or 0:7:1"
    ),
    ("scale resnet50 --alpha 0.9", "--alpha: found '0.9', expected a number from 1 to 4"),
    ("scale resnet50 --beta 4.1", "--beta: found '4.1', expected a number from 1 to 4"),
    ("scale resnet50 --gamma x", "--gamma: found 'x', expected a number from 1 to 4"),
    (
      "solve resnet50 --max-flops 3GMACs",
      "--max-flops: found '3GMACs', expected a count of FLOPs, such as 600000000 or 600M;"
        + " --max-macs limits MACs"
    ),
    (
      "solve resnet50 --max-parameters x",
      "--max-parameters: found 'x', expected a count, such as 600000000 or 600M"
    ),
    (
      "sweep resnet50 --width 1,2 --max-batch-memory 1.5",
      "--max-batch-memory: found '1.5', expected a number of bytes, such as 2M or 512KiB"
    ),
    ("solve resnet50 --max-macs 1G --vary width --width 1,2", "'width' is varied twice"),
    (
      "solve resnet50 --max-macs 1G --vary input,",
      """
      --vary: found 'input,', expected width, depth and input, separated by commas, or a key with \
      a list or a range
      """
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
