@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as an archive, and every file that its list names.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let source = ByteSource(UnsafeRawBufferPointer(start: start, count: count))
  guard let archive = try? ZipArchive(source) else { return 0 }
  for entry in archive.entries {
    guard let range = try? archive.range(of: entry) else { continue }
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    _ = try? archive.bytes(of: entry, upTo: 64)
  }
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
