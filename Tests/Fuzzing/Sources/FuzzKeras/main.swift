@testable import ConvCostCore
@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a Keras model and counts what it holds.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let source = ByteSource(UnsafeRawBufferPointer(start: start, count: count))
  guard let file = try? KerasFile(source),
    let network = try? file.network(ModelOptions(input: count % 3 == 0 ? [8] : nil)),
    let graph = try? network.graph()
  else { return 0 }
  _ = try? Analysis(graph)
  _ = Paths(graph)
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
