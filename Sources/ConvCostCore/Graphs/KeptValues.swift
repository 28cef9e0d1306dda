/// The values that are kept while a tree is lowered, by their labels.
///
/// Leaving a block gives labels that were there before it their values of before, and keeps new ones. What a
/// block changes is noted as it happens, so that a block costs nothing for the labels it leaves alone.
struct KeptValues {
  /// A value with the block in which it was kept, by the order in which blocks begin.
  private struct Binding {
    var value: Int
    var block: Int
  }

  private var bindings: [Label: Binding] = [:]
  /// What labels of surrounding blocks meant before they were used for something else.
  private var replaced: [(label: Label, binding: Binding)] = []
  /// The number of blocks so far.
  private var blocks = 0
  /// The block at hand.
  private var block = 0

  /// What it takes to leave a block.
  struct Mark {
    fileprivate var block: Int
    fileprivate var replaced: Int
  }

  /// The labels that are known, sorted.
  var known: [String] { bindings.keys.map(\.text).sorted() }

  /// Returns the value of a label; nil where nothing is kept under it.
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
