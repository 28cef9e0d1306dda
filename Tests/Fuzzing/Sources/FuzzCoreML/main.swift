@testable import ConvCostCore
@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a Core ML model, at its own size or at another one, and counts what it holds.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let source = ByteSource(UnsafeRawBufferPointer(start: start, count: count))
  let options = ModelOptions(input: count % 3 == 0 ? [8] : nil)
  guard let file = try? ModelFile(source, name: "fuzz", options) else { return 0 }
  _ = Paths(file.graph)
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
