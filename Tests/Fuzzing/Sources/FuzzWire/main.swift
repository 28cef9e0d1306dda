@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a message whose fields are messages, at any depth.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let source = ByteSource(UnsafeRawBufferPointer(start: start, count: count))
  read(source, 0..<count, depth: 0)
  return 0
}

private func read(_ source: ByteSource, _ range: Range<Int>, depth: Int) {
  guard depth < 8 else { return }
  var reader = WireReader(source, range)
  while let field = try? reader.next() {
    guard case .bytes(let inner) = field.value else { continue }
    precondition(inner.lowerBound >= range.lowerBound && inner.upperBound <= range.upperBound)
    read(source, inner, depth: depth + 1)
  }
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
