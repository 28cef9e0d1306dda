import ConvCostImport
import ConvCostJSON
import Testing

/// The blocks, the memory and the updates of a lock file, on a network that is counted by hand.
struct LockBlockTests {
  /// 1·2, 2·3 and 3·5 weights, each for 4·4 positions.
  private static let spec = """
    {"convcost": "network/1", "input": [1, 4, 4], "layers": [
      {"conv": 2, "kernel": 1, "bias": false, "name": "a"},
      {"conv": 3, "kernel": 1, "bias": false, "name": "b"},
      {"conv": 5, "kernel": 1, "bias": false, "name": "c"}]}
    """

  /// Runs a body with the paths of the network and of a lock file with some entries.
  private static func locked<Result>(
    _ entries: String, _ body: (_ file: String, _ folder: String) throws -> Result
  ) throws -> Result {
    try withFolder { folder in
      try write(spec, to: "\(folder)/net.json")
      let file = "\(folder)/lock.json"
      try write("{\"schema\": \"convcost.lock/1\", \"networks\": [\(entries)]}", to: file)
      return try body(file, folder)
    }
  }

  /// A block is a path with its parameters, MACs and activations.
  @Test(
    arguments: [
      ("macs", 367, "a 2 32 32,b 6 95 48,c 15 240 80", "b 95 → 96"),
      ("macs", 367, "a 2 32 32,c 15 240 80", "b new"),
      ("macs", 367, "b 6 96 48,c 15 240 80", "a new"),
      ("macs", 367, "a 2 32 32,x 1 1 1,b 6 96 48,c 15 240 80", "x gone"),
      ("macs", 367, "a 2 32 32,b 6 96 48", "c new"),
      ("macs", 367, "a 2 32 32,b 6 96 48,c 15 240 80,d 1 1 1", "d gone"),
      ("macs", 367, "", nil), ("macs", 367, "a 2 32 32,b 6 96 48,c 15 240 80", nil),
      ("macs", 367, "a 3 32 32,b 6 96 47,c 15 241 80", "c 241 → 240"),
      ("flops", 735, "a 2 32 32,b 6 95 48,c 15 240 80", "b 190 → 192"),
      ("parameters", 24, "a 2 31 32,b 7 96 48,c 15 240 80", "b 7 → 6"),
      ("activations", 161, "a 3 32 32,b 6 96 49,c 15 240 80", "b 49 → 48"),
      ("buffers", 1, "a 2 32 32,b 6 96 48,c 15 240 80", nil),
      ("buffers", 1, "a 2 32 32,b 6 96 47,c 15 240 80", "b changed"),
      ("modelBytes", 93, "a 2 32 32,b 6 96 48", "c new"),
    ] as [(String, Int, String, String?)])
  func `a difference names the first block that has changed`(
    metric: String, expected: Int, blocks: String, change: String?
  ) throws {
    let list = blocks.split(separator: ",").map { block in
      let parts = block.split(separator: " ")
      return "{\"path\": \"\(parts[0])\", \"parameters\": \(parts[1]), \"macs\": \(parts[2]), "
        + "\"activations\": \(parts[3])}"
    }
    let entry =
      "{\"network\": \"net.json\", \"expected\": {\"\(metric)\": \(expected)}, "
      + "\"blocks\": [\(list.joined(separator: ", "))]}"
    try Self.locked(entry) { file, _ in
      let run = convcost(["check", "--lock", file, "--format", "json"])
      #expect(run.status == .checkFailed)
      let differences = try JSONReader.read(run.output.utf8)["differences"]?.elements ?? []
      #expect(differences.map { $0["metric"]?.string } == [metric])
      #expect(differences.first?["expected"]?.integer == expected)
      let found = differences.first.flatMap { difference in
        difference["block"]?.string.map { "\($0) \(difference["change"]?.string ?? "")" }
      }
      #expect(found == change)
    }
  }

  /// The last convolution reads 48 and writes 80 numbers; 23 weights are stored.
  @Test(arguments: [
    ("", 512, 92), (#""memory": {},"#, 512, 92),
    (#""memory": { "as": "graph", "dtype": "fp16", "batch": 3 },"#, 768, 46),
    (#""memory": { "as": "graph", "batch": 2 },"#, 1024, 92),
    (#""memory": { "as": "graph", "dtype": "int8" },"#, 128, 23),
  ])
  func `memory is counted by the entry's rules`(rules: String, ram: Int, flash: Int) throws {
    for (key, ram, flash, holds) in [
      ("expected", ram, flash, true), ("expected", ram + 1, flash, false),
      ("expected", ram, flash - 1, false), ("max", ram, flash, true),
      ("max", ram - 1, flash, false), ("max", ram, flash - 1, false),
    ] {
      let entry =
        "{\"network\": \"net.json\", \(rules) \"\(key)\": {\"ram\": \(ram), \"flash\": \(flash)}}"
      try Self.locked(entry) { file, _ in
        let run = convcost(["check", "--lock", file])
        #expect(run.status == (holds ? .done : .checkFailed), "\(run.output)")
      }
    }
  }

  @Test func `an update says what changed, what was not counted and what is over its budget`()
    throws
  {
    let entries = """
      {"network": "net.json", "expected": {"macs": 300, "buffers": 0, "ram": 511},
       "memory": {"as": "graph", "dtype": "fp32", "batch": 1}, "tolerance": 5,
       "max": {"parameters": 22, "flash": "92B", "ram": "1KiB"}},
      {"network": "gone.json", "expected": {"macs": 1}, "lowerBound": true}
      """
    try Self.locked(entries) { file, folder in
      let before = try read(file)
      let json = convcost(["check", "--lock", file, "--update", "--format", "json"])
      let missing = "cannot be read: there is no such file; did you mean lock.json or net.json?"
      #expect(
        json.output == """
          {
            "schema": "convcost.check-update/1",
            "changes": [
              {"network": "net.json", "metric": "macs", "before": 300, "after": 368},
              {"network": "net.json", "metric": "ram", "before": 511, "after": 512}
            ],
            "notCounted": [
              "gone.json: \(folder)/gone.json: \(missing)"
            ],
            "overBudget": [
              "net.json: 23 parameters, the budget is 22 (+4.5 %)"
            ]
          }

          """)
      #expect(
        try read(file) == """
          {
            "schema": "convcost.lock/1",
            "networks": [
              {
                "network": "net.json",
                "expected": {"buffers": 0, "macs": 368, "ram": 512},
                "memory": {"as": "graph", "dtype": "fp32", "batch": 1},
                "tolerance": 5,
                "max": {"parameters": 22, "ram": "1KiB", "flash": "92B"},
                "blocks": [
                  {"path": "a", "parameters": 2, "macs": 32, "activations": 32},
                  {"path": "b", "parameters": 6, "macs": 96, "activations": 48},
                  {"path": "c", "parameters": 15, "macs": 240, "activations": 80}
                ]
              },
              {
                "network": "gone.json",
                "expected": {"macs": 1},
                "lowerBound": true
              }
            ]
          }

          """)
      try write(before, to: file)
      let text = convcost(["check", "--lock", file, "--update"])
      let facts =
        "Not counted gone.json: \(folder)/gone.json: \(missing) "
        + "Over budget net.json: 23 parameters, the budget is 22 (+4.5 %); \"max\" is kept"
      #expect(unwrapped(text.output).hasPrefix("\(file): 2 networks, changed: Network Metric "))
      #expect(
        unwrapped(text.output).hasSuffix(
          "net.json MACs 300 368 +22.7 % net.json RAM bytes 511 512 +0.2 % \(facts)"))
      let again = convcost(["check", "--lock", file, "--update"])
      #expect(unwrapped(again.output) == "\(file): 2 networks, nothing has changed. \(facts)")
    }
    try Self.locked(#"{"network": "net.json", "expected": {"macs": 368}}"#) { file, _ in
      let run = convcost(["check", "--lock", file, "--update"])
      #expect(unwrapped(run.output) == "\(file): 1 network, nothing has changed.")
    }
  }
}
