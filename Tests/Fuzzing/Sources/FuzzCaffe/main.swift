import ConvCost
import LibFuzzer

/// Reads bytes as a network of Caffe, a text or a binary file, and counts what it holds.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  // Files of other formats have programs of their own.
  let isText = bytes.starts(with: "layer".utf8) || bytes.starts(with: "input".utf8)
  guard isText || bytes.first == 10 || bytes.first == 26 else { return 0 }
  let input = count % 3 == 0 ? [3, 8, 8] : nil
  guard let file = try? ModelFile(bytes: bytes, input: input) else { return 0 }
  _ = try? file.network?.scaled(by: Scaling(width: 0.5))
  return 0
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
