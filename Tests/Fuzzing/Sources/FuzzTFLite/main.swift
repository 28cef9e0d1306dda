@testable import ConvCostCore
@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a TensorFlow Lite model and counts what it holds.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let source = ByteSource(UnsafeRawBufferPointer(start: start, count: count))
  let options = ModelOptions(input: count % 3 == 0 ? [8] : nil)
  guard let network = try? TFLiteFile.read(source, options) else { return 0 }
  _ = try? Analysis(network.graph)
  _ = Paths(network.graph)
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
