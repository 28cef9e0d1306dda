@testable import ConvCostCore
@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a spec file. A network that it describes is counted, and must be the same after
/// writing and reading it.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  guard let network = try? NetworkSpec(bytes).network() else { return 0 }
  if let graph = try? network.graph() { _ = try? Analysis(graph) }
  // Long repetitions find nothing new and take time.
  guard network.layers.count < 100 else { return 0 }
  let text = NetworkSpec.text(of: network)
  precondition((try? NetworkSpec(Array(text.utf8)).network()) == network, text)
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
