package import ConvCostCore
package import ConvCostJSON
import ConvCostText

/// How much memory there is: one for everything, or one for activations and one for parameters.
package struct MemoryBudget: Equatable, Sendable {
  /// The bytes for everything, or for activations if parameters have memory of their own.
  package var ram: Int
  /// The bytes for parameters and buffers; nil if they are in the same memory.
  package var flash: Int?
  /// The name of a device that has it; empty for numbers that a user gives.
  package var device = ""

  package init(ram: Int, flash: Int? = nil, device: String = "") {
    self.ram = ram
    self.flash = flash
    self.device = device
  }

  /// The budget in words.
  package var text: String {
    let bytes =
      flash.map { "\(UnitPrefix.bytes(ram)) of RAM and \(UnitPrefix.bytes($0)) of flash" }
      ?? UnitPrefix.bytes(ram)
    return device.isEmpty ? bytes : "\(device), \(bytes)"
  }

  /// Returns whether a network fits.
  package func holds(_ need: MemoryNeed) -> Bool {
    guard let flash else { return need.activations + need.stored <= ram }
    return need.activations <= ram && need.stored <= flash
  }
}

/// What a variant of a network needs.
package struct MemoryNeed: Equatable, Sendable {
  /// The bytes of activations; in training those that are kept.
  package var activations: Int
  /// The bytes of parameters and buffers; in training with gradients and states.
  package var stored: Int

  package init(activations: Int, stored: Int) {
    self.activations = activations
    self.stored = stored
  }

  /// Creates what a plan of a network's memory needs.
  package init(_ plan: MemoryPlan) {
    self.init(activations: plan.activationBytes, stored: plan.weightBytes + plan.bufferBytes)
  }
}

/// The largest variants of a network that fit in a memory.
package struct FitReport: Presentable, Sendable {
  /// A quantity that is varied, and its largest value that fits.
  package struct Row: Sendable {
    /// What is varied, with the others as they are.
    package var quantity: String
    /// The largest value that fits; nil if none does.
    package var largest: String?
    /// The values that were tried, in words.
    package var range: String
    /// What the largest needs.
    package var need: MemoryNeed?

    package init(quantity: String, largest: String?, range: String, need: MemoryNeed?) {
      self.quantity = quantity
      self.largest = largest
      self.range = range
      self.need = need
    }
  }

  private let subject: Subject
  private let budget: MemoryBudget
  private let rules: String
  private let own: MemoryNeed
  private let rows: [Row]

  /// Creates the report.
  ///
  /// - Parameters:
  ///   - rules: the rules by which memory is counted, in words.
  ///   - own: what the network needs as it is.
  package init(
    _ subject: Subject, _ budget: MemoryBudget, rules: String, own: MemoryNeed, rows: [Row]
  ) {
    self.subject = subject
    self.budget = budget
    self.rules = rules
    self.own = own
    self.rows = rows
  }

  /// Whether the network as it is fits, or any of its variants.
  package var isFound: Bool { rows.contains { $0.largest != nil } }

  package var document: Document {
    var columns = [
      Table.Column("Vary", key: "vary", isNumeric: false),
      Table.Column("Largest", key: "largest", need: .answer),
      Table.Column("Activations", key: "activationBytes"),
      Table.Column("Stored", key: "storedBytes"),
      Table.Column(budget.flash == nil ? "Left" : "Left of RAM", key: "left"),
    ]
    if budget.flash != nil { columns.append(Table.Column("Left of flash", key: "leftFlash")) }
    columns.append(Table.Column("Tried", key: "tried", isNumeric: false, wraps: true))
    func cells(_ need: MemoryNeed?) -> [Table.Cell] {
      guard let need else {
        return Array(repeating: .empty, count: budget.flash == nil ? 3 : 4)
      }
      let left: [Table.Cell] =
        budget.flash.map { flash in
          [.signed(budget.ram - need.activations), .signed(flash - need.stored)]
        } ?? [.signed(budget.ram - need.activations - need.stored)]
      return [.count(need.activations), .count(need.stored)] + left
    }
    return Document(
      title: "\(subject.reference) in \(budget.text)",
      tables: [
        Table(
          columns: columns,
          rows: [
            Table.Row(
              [.text("as it is"), .text(budget.holds(own) ? "fits" : "does not fit")] + cells(own)
                + [.empty])
          ]
            + rows.map { row in
              Table.Row(
                [.text(row.quantity), .text(row.largest ?? "none")] + cells(row.need)
                  + [.text(row.range)])
            })
      ],
      facts: [
        Document.Fact("Rules", rules),
        Document.Fact(
          "Not counted", "code, the runtime's own structures, scratch buffers of kernels"),
      ] + subject.facts)
  }

  package var json: JSONNode {
    func node(_ need: MemoryNeed) -> JSONNode {
      ["activationBytes": .number(need.activations), "storedBytes": .number(need.stored)]
    }
    return [
      "schema": "convcost.fits/1", "network": .text(subject.reference),
      "budget": [
        "ramBytes": .number(budget.ram), "flashBytes": budget.flash.map(JSONNode.number) ?? .null,
        "device": .text(budget.device),
      ],
      "rules": .text(rules), "own": .line(node(own) + ["fits": .flag(budget.holds(own))]),
      "largest": .list(
        rows.map { row in
          .line(
            ["vary": .text(row.quantity), "value": row.largest.map(JSONNode.text) ?? .null]
              + (row.need.map(node) ?? [:]))
        }),
    ]
  }
}

extension Table.Cell {
  /// Creates the cell of a count that may be negative.
  fileprivate static func signed(_ count: Int) -> Table.Cell {
    count < 0 ? .text("−\(Digits.grouped(-count))") : .count(count)
  }
}
