@testable import ConvCostCore
@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a file of weights and counts what it holds.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  let size = count % 3 == 0 ? [3, 8, 8] : nil
  guard let file = try? ModelFile(bytes: Array(bytes), input: size) else { return 0 }
  _ = Paths(file.graph)
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
