import ConvCostReports
import ConvCostZoo
import Testing

@testable import ConvCostCommand

/// The parts of sweeps and searches.
struct SearchPartTests {
  @Test(arguments: [
    ("1/1", 7, 0..<7), ("1/3", 7, 0..<2), ("2/3", 7, 2..<4), ("3/3", 7, 4..<7), ("2/2", 1, 0..<1),
    ("1/2", 1, 0..<0), ("1/1000000", 1_000_000, 0..<1),
  ])
  func `a shard is a part of all variants`(text: String, total: Int, part: Range<Int>) {
    #expect(Shard(text)?.part(of: total) == part)
    #expect(Shard(text)?.text == text)
  }

  @Test(arguments: ["", "1", "0/3", "4/3", "1/0", "1/1000001", "1/2/3", "a/3", "-1/3", "/3", "1/"])
  func `what is not a shard`(text: String) {
    #expect(Shard(text) == nil)
  }

  @Test(arguments: [
    ("macs", ["macs"]), ("+input,macs", ["+input", "macs"]),
    ("batch-memory,+peak", ["batch-memory", "+peak"]), ("", nil), ("macs,", nil), ("mac", nil),
    ("-macs", nil), ("++macs", nil), ("Macs", nil),
  ])
  func `goals`(text: String, goals: [String]?) {
    #expect(Goal.list(text)?.map(\.text) == goals)
  }

  @Test(arguments: [
    ("24G", 24_000_000_000, nil), ("512KiB", 524_288, nil), ("ram=512K", 512_000, nil),
    ("ram=512K,flash=1M", 512_000, 1_000_000), ("FLASH=1M,Ram=5", 5, 1_000_000),
    ("ram=1,ram=2", nil, nil), ("flash=1M", nil, nil), ("ram=", nil, nil), ("ram=1,", nil, nil),
    ("ram=0", nil, nil), ("ram=1=2", nil, nil), ("rom=1", nil, nil), ("", nil, nil),
  ])
  func `a budget of memory`(text: String, ram: Int?, flash: Int?) {
    #expect(MemoryBudget(text)?.ram == ram)
    #expect(MemoryBudget(text)?.flash == flash)
  }

  private static let head =
    #"{"schema":"convcost.rows/1","networks":["a"],"ranges":{"width":["1"]},"memory":["peak"]}"#
  private static let row =
    #"{"network":"a","options":{"width":0.5},"input":[3,5],"parameters":1,"macs":9,"flops":18,"#
    + #""activations":3,"peakActivationBytes":7,"complete":false,"lowerBounds":["macs"]}"#
  private static let impossible = #"{"network":"b","reason":"too small"}"#

  @Test func `a sweep of lines is read as it was written`() throws {
    try withFolder { folder in
      let end = #"{"counted":5,"impossible":2,"rows":2}"#
      let lines = [Self.head, Self.impossible, Self.row, Self.impossible, Self.row, end]
      let text = lines.joined(separator: "\n") + "\n"
      try write(text, to: "\(folder)/a.jsonl")
      let run = convcost(["merge", "\(folder)/a.jsonl", "--format", "jsonl"])
      #expect(run.output == text)
      #expect(run.messages == "")
      #expect(
        convcost(["merge", "\(folder)/a.jsonl", "--format", "csv"]).output == """
          width,input,parameters,macs,flops,activations,peak
          0.5,3×5,1,≥9,18,3,7
          0.5,3×5,1,≥9,18,3,7

          """)
    }
  }

  @Test(arguments: [
    (
      [row, impossible, #"{"counted":1,"impossible":0,"rows":1}"#],
      "4:1: found 1 rows and 0 impossible variants, but the lines before are 1 and 1"
    ),
    (
      [row, impossible, #"{"counted":1,"impossible":1,"rows":2}"#],
      "4:1: found 2 rows and 1 impossible variants, but the lines before are 1 and 1"
    ),
    ([#"{"counted":1,"impossible":1}"#], "2:1: the last line: \"rows\" is missing"),
    (
      [row.replacing("[3,5]", with: "5")],
      "2:48: input: found the number 5, expected an array"
    ),
    (
      [row, row.replacing(#"{"width":0.5}"#, with: "[]")],
      "3:26: options: found an array, expected an object"
    ),
    ([#"{"network":"b","reason":1}"#], "2:25: reason: found the number 1, expected a string"),
    (["", row], "2:1: expected a value, found the end of the text"),
    ([row], "2:1: the last line, expected one with the numbers of a complete sweep"),
  ])
  func `a sweep of lines that is wrong`(lines: [String], message: String) throws {
    try withFolder { folder in
      let text = ([Self.head] + lines).joined(separator: "\n") + "\n"
      try write(text, to: "\(folder)/a.jsonl")
      let run = convcost(["merge", "\(folder)/a.jsonl"])
      #expect(run.messages.replacing(folder, with: "") == "convcost: /a.jsonl:\(message)\n")
    }
  }

  @Test func `up to forty points of a chart have names`() {
    let some = convcost("sweep lenet5 alexnet --width 0.1:2:0.1 --format svg").output
    let many = convcost("sweep lenet5 alexnet --width 0.1:2.1:0.1 --format svg").output
    #expect(some.contains(">alexnet 2<"))
    #expect(!many.contains(">alexnet 2") && many.contains("<svg"))
  }

  @Test func `places are emptied for other numbers`() {
    let places = Places<Int>(3..<6)
    #expect(places.missing == [3, 4, 5])
    places[3] = 30
    places[5] = 50
    #expect(places.missing == [4])
    #expect((3..<6).map { places[$0] } == [30, nil, 50])
    for numbers in [7..<10, 1..<3, 2..<9] {
      places.reuse(for: numbers)
      #expect(places.missing == Array(numbers))
      for number in numbers { places[number] = number }
      #expect(numbers.map { places[$0] } == Array(numbers))
    }
  }

  /// The names of the measures, and what their options limit.
  @Test func `measures`() {
    #expect(
      Measure.allCases.map { "\($0.rawValue) | \($0.title) | \($0.noun) | \($0.limited)\($0.hint)" }
        == [
          "macs | MACs | MACs | MACs; --max-flops limits FLOPs",
          "flops | FLOPs | FLOPs | FLOPs; --max-macs limits MACs",
          "parameters | Parameters | parameters | parameters",
          "activations | Activations | activations | activations",
          "peak | Peak bytes | peak bytes | bytes of activations at once",
          "ram | RAM bytes | ram bytes | bytes of activations by the rules of --as",
          "flash | Flash bytes | flash bytes | bytes of parameters and buffers",
          "batch-memory | Batch bytes | batch bytes | bytes of a batch's activations at once, "
            + "parameters and buffers together",
          "bytes | Model bytes | model bytes | bytes of the parameters",
          "input | Input elements | input elements | input elements",
        ])
    for measure in Measure.allCases {
      #expect(measure.isContradicted(by: "3GFLOPs") == (measure == .macs))
      #expect(measure.isContradicted(by: "3GMACs") == (measure == .flops))
      #expect(!measure.isContradicted(by: "3G"))
    }
  }

  /// The paper's rule, counted in twentieths: α·β²·γ² is near 2. Neither 1.95 nor 2.05 is.
  @Test func `the grid of constants has all steps of 0.05`() {
    var expected: Set<[Int]> = []
    for alpha in 20...60 {
      for beta in 20...60 {
        for gamma in 20...60
        where abs(alpha * beta * beta * gamma * gamma - 6_400_000) <= 160_000 {
          expected.insert([alpha, beta, gamma])
        }
      }
    }
    let grid = CompoundScaling.grid()
    let found = grid.map { rule in
      [rule.alpha, rule.beta, rule.gamma].map { Int(($0 * 20).rounded()) }
    }
    #expect(Set(found) == expected)
    #expect(found.count == expected.count)
    let distances = found.map { abs($0[0] * $0[1] * $0[1] * $0[2] * $0[2] - 6_400_000) }
    #expect(distances == distances.sorted())
  }
}
