/// The values that are kept while a tree is lowered, by their labels.
///
/// When a block ends, labels that existed before it have their earlier values again, and new labels
/// stay. Changes are recorded as they happen, so that labels that a block does not use cost
/// nothing.
struct KeptValues {
  /// A value, and the number of the block in which it was kept; blocks are numbered in the order
  /// they begin.
  private struct Binding {
    var value: Int
    var block: Int
  }

  private var bindings: [Label: Binding] = [:]
  /// The earlier values of labels that were kept again in an inner block.
  private var replaced: [(label: Label, binding: Binding)] = []
  /// The number of blocks so far.
  private var blocks = 0
  /// The current block.
  private var block = 0

  /// The state to restore at the end of a block.
  struct Mark {
    fileprivate var block: Int
    fileprivate var replaced: Int
  }

  /// The labels that are known, sorted.
  var known: [String] { bindings.keys.map(\.text).sorted() }

  /// Returns the value of a label; nil if nothing is kept under it.
  func value(of label: Label) -> Int? { bindings[label]?.value }

  /// Keeps a value under a label.
  mutating func keep(_ value: Int, under label: Label) {
    let new = Binding(value: value, block: blocks)
    if let old = bindings.updateValue(new, forKey: label), old.block < block {
      replaced.append((label, old))
    }
  }

  /// Begins a block.
  mutating func enter() -> Mark {
    defer {
      blocks += 1
      block = blocks
    }
    return Mark(block: block, replaced: replaced.count)
  }

  /// Ends the block that a mark was made for.
  mutating func leave(_ mark: Mark) {
    while replaced.count > mark.replaced, let (label, binding) = replaced.popLast() {
      bindings[label] = binding
    }
    block = mark.block
  }
}
