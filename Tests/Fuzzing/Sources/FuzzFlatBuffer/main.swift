@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a flatbuffer whose fields are, at any depth, tables, lists, numbers and texts.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let source = ByteSource(UnsafeRawBufferPointer(start: start, count: count))
  guard let root = try? FlatBuffer(source).root() else { return 0 }
  var left = 24
  read(root, depth: 0, &left)
  return 0
}

/// Reads the fields of a table in every way; `left` bounds the tables, since they may share parts.
private func read(_ table: FlatBufferTable, depth: Int, _ left: inout Int) {
  guard depth < 4, left > 0 else { return }
  left -= 1
  for slot in 0..<4 {
    _ = try? table.flag(slot)
    _ = try? table.integer(slot, Int64.self)
    _ = try? table.integers(slot, Int32.self)
    _ = try? table.text(slot)
    if let inner = try? table.table(slot) { read(inner, depth: depth + 1, &left) }
    guard let tables = try? table.tables(slot, upTo: 4) else { continue }
    for index in 0...tables.count {
      if let inner = try? tables.table(at: index) { read(inner, depth: depth + 1, &left) }
    }
  }
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
