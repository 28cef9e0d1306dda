@testable import ConvCostImport
import LibFuzzer

/// Reads bytes as a message in protobuf's text form, and each field's value in every way.
private func execute(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  guard let message = try? ProtobufTextReader.read(bytes) else { return 0 }
  read(message)
  return 0
}

private func read(_ message: ProtobufMessage) {
  for field in message.fields {
    if let inner = field.message { read(inner) }
    _ = (field.string, field.integer, field.number, field.flag)
  }
}

precondition(fuzz(execute) == 0, "libFuzzer ended with an error")
